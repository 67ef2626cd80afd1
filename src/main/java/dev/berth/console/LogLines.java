package dev.berth.console;

import dev.berth.terminal.LogText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The lines of a log that a filter lets pass. A line is looked at once, however often the log is drawn. */
final class LogLines {
    private final int maximumLines;
    private final LogText text;
    private final Deque<Numbered> passing = new ArrayDeque<>();
    private TextSearch filter;
    /** The number after that of the last line that has been looked at. */
    private long looked;

    LogLines(int maximumLines, TextSearch filter) {
        this.maximumLines = maximumLines;
        text = new LogText(maximumLines);
        this.filter = filter;
    }

    /**
     * A line of the log.
     *
     * @param number counts from 0 for as long as the log is shown
     */
    record Numbered(long number, LogText.Line line) {
    }

    void feed(byte[] bytes) {
        text.feed(bytes);
    }

    void filter(TextSearch wanted) {
        filter = wanted;
        passing.clear();
        looked = 0;
    }

    /** The number of the oldest line that is kept. */
    long first() {
        return text.firstLine();
    }

    /** The number after that of the newest line. */
    long end() {
        return text.endLine();
    }

    /** Whether each line that comes makes another one go. */
    boolean isFull() {
        return end() - first() >= maximumLines;
    }

    /** How many lines pass. */
    int count() {
        look();
        return passing.size() + (unfinished().isEmpty() ? 0 : 1);
    }

    private boolean passes(LogText.Line line) {
        return filter.wanted().isEmpty() || filter.isIn(line.text());
    }

    /** Takes in what has come since the last time. */
    private void look() {
        List<Numbered> fresh = new ArrayList<>();
        long from = looked;
        text.forEachBack((number, line) -> {
            if (number >= from && passes(line)) {
                fresh.add(new Numbered(number, line));
            }
            return number > from;
        });
        Collections.reverse(fresh);
        passing.addAll(fresh);
        looked = text.endLine() - (text.unfinished().isPresent() ? 1 : 0);
        while (!passing.isEmpty() && passing.peek().number() < text.firstLine()) {
            passing.remove();
        }
    }

    private List<Numbered> unfinished() {
        return text.unfinished().filter(this::passes).map(line -> List.of(new Numbered(text.endLine() - 1, line)))
                .orElse(List.of());
    }

    /** The lines before a number that pass, the newest first; the visitor says when it has enough. */
    void back(long before, Predicate<Numbered> visitor) {
        look();
        for (Numbered line : unfinished()) {
            if (line.number() < before && !visitor.test(line)) {
                return;
            }
        }
        Iterator<Numbered> lines = passing.descendingIterator();
        while (lines.hasNext()) {
            Numbered line = lines.next();
            if (line.number() < before && !visitor.test(line)) {
                return;
            }
        }
    }
}
