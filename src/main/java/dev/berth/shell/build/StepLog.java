package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One step as far as it has come: its state, its times, and the last lines that it printed. */
final class StepLog {

    /** What a failing step's lines are kept for: enough to see why. */
    private static final int TAIL_LINES = 20;
    /** A line without end is cut into pieces of this length. */
    private static final int LINE_CHARACTERS = 4096;

    /**
     * A line that was printed.
     *
     * @param text without its end
     * @param nanos when, since the step began
     */
    record Line(String text, long nanos) {
    }

    /**
     * A layer that is being pulled.
     *
     * @param status for example {@code Downloading}
     * @param current bytes done
     * @param total bytes in all, 0 if not known
     */
    record Transfer(String status, long current, long total) {
    }

    private final BuildStep step;
    private final long began;
    private final Deque<Line> tail = new ArrayDeque<>();
    private final StringBuilder partial = new StringBuilder();
    private final Map<String, Transfer> transfers = new TreeMap<>();
    private BuildStep.State state = BuildStep.State.STARTED;
    private boolean returned;
    private long ended;

    StepLog(BuildStep step, long began) {
        this.step = step;
        this.began = began;
    }

    /** The step as it was told first. */
    BuildStep step() {
        return step;
    }

    BuildStep.State state() {
        return state;
    }

    boolean isRunning() {
        return state == BuildStep.State.STARTED;
    }

    long nanos(long now) {
        return (isRunning() ? now : ended) - began;
    }

    /** The last lines, oldest first, with the one that has no end yet. */
    List<Line> tail(long now) {
        List<Line> lines = new ArrayList<>(tail);
        if (partial.length() > 0) {
            lines.add(new Line(partial.toString(), now - began));
        }
        return lines;
    }

    /** The layers that are being pulled, by id. */
    Map<String, Transfer> transfers() {
        return transfers;
    }

    /** Takes output; gives the lines that it ends. */
    List<Line> print(String text, long now) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                lines.add(endLine(now));
                continue;
            }
            if (returned) {
                // a progress bar draws over itself: what it was before is of no use
                partial.setLength(0);
                returned = false;
            }
            if (c == '\r') {
                returned = true;
                continue;
            }
            partial.append(c);
            if (partial.length() == LINE_CHARACTERS) {
                lines.add(endLine(now));
            }
        }
        return lines;
    }

    private Line endLine(long now) {
        Line line = new Line(partial.toString(), now - began);
        partial.setLength(0);
        returned = false;
        tail.addLast(line);
        if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
        }
        return line;
    }

    /** Ends it; gives the line that had no end, if there was one. */
    List<Line> end(BuildStep how, long now) {
        state = how.state();
        ended = now;
        transfers.clear();
        return partial.length() > 0 ? List.of(endLine(now)) : List.of();
    }
}
