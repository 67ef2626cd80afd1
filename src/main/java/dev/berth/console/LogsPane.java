package dev.berth.console;

import dev.berth.terminal.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A container's output, followed until the user scrolls up. */
final class LogsPane implements Pane {
    private static final int TAIL = 1000;
    private static final int KEPT = 5000;
    /** More than a person reads at once: what comes in one go is taken in at most this often. */
    private static final int BACKLOG_BYTES = 4 * 1024 * 1024;

    private final String container;
    private final Desk desk;
    private LogText text = new LogText(KEPT);
    private Optional<Source.Subscription> subscription = Optional.empty();
    private String ended = "";
    private String filter = "";
    private boolean wrap = true;
    private boolean following = true;
    /** The number of the line after the last one that is shown, when not following. */
    private long bottom;
    private int height = 10;
    private int generation;
    private long shownLines;

    LogsPane(String container, Desk desk) {
        this.container = container;
        this.desk = desk;
    }

    @Override
    public String title() {
        return "Logs";
    }

    @Override
    public void show() {
        int asked = ++generation;
        text = new LogText(KEPT);
        ended = "";
        LogFeed feed = new LogFeed(BACKLOG_BYTES, change -> desk.background().post(() -> {
            if (asked == generation) {
                change.run();
            }
        }), bytes -> text.feed(bytes));
        desk.background().submit(() -> desk.source().logs(container, TAIL, feed::accept,
                end -> desk.background().post(() -> endedWith(asked, end))), opened -> {
            if (asked == generation) {
                subscription = Optional.of(opened);
            } else {
                opened.close();
            }
        }, failure -> endedWith(asked, failure));
    }

    private void endedWith(int asked, String end) {
        if (asked == generation) {
            ended = end;
        }
    }

    @Override
    public void hide() {
        generation++;
        subscription.ifPresent(Source.Subscription::close);
        subscription = Optional.empty();
    }

    @Override
    public void draw(Canvas canvas) {
        height = canvas.rows();
        List<LogText.Line> lines = visible(canvas.columns());
        int skipped = 0;
        for (LogText.Line line : lines) {
            skipped += rowsOf(line, canvas.columns());
        }
        int row = Math.min(0, height - skipped);
        for (LogText.Line line : lines) {
            int from = 0;
            do {
                int drawn = line.draw(canvas.graphics(), row, from, canvas.columns());
                row++;
                from += Math.max(1, drawn);
            } while (wrap && from < line.columns());
        }
        if (lines.isEmpty()) {
            canvas.text(1, 2, Fit.cut(filter.isEmpty() ? ended.isEmpty() ? "" : ended
                    : "No line contains \"" + filter + "\". Esc clears the filter.", canvas.columns() - 3), Role.MUTED);
        }
    }

    /** The lines that fill the pane, up to the bottom. */
    private List<LogText.Line> visible(int columns) {
        String wanted = filter.toLowerCase(Locale.ROOT);
        long end = following ? Long.MAX_VALUE : Math.max(bottom, text.firstLine() + 1);
        List<LogText.Line> all = new ArrayList<>();
        text.forEach((number, line) -> {
            if (number < end && (wanted.isEmpty() || line.text().toLowerCase(Locale.ROOT).contains(wanted))) {
                all.add(line);
            }
        });
        shownLines = all.size();
        int rows = 0;
        int first = all.size();
        while (first > 0 && rows < height) {
            rows += rowsOf(all.get(--first), columns);
        }
        return all.subList(first, all.size());
    }

    private int rowsOf(LogText.Line line, int columns) {
        return wrap ? Math.max(1, (line.columns() + columns - 1) / columns) : 1;
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case UP -> scroll(-1);
            case DOWN -> scroll(1);
            case HALF_UP -> scroll(-height / 2);
            case HALF_DOWN -> scroll(height / 2);
            case PAGE_UP -> scroll(-height);
            case PAGE_DOWN -> scroll(height);
            case TOP -> {
                following = false;
                bottom = text.firstLine() + height;
            }
            case BOTTOM -> following = true;
            case WRAP -> wrap = !wrap;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void scroll(int by) {
        long from = following ? text.endLine() : bottom;
        long to = Math.max(from + by, Math.min(text.endLine(), text.firstLine() + height));
        following = to >= text.endLine() && by > 0;
        bottom = to;
    }

    @Override
    public String filter() {
        return filter;
    }

    @Override
    public void filter(String wanted) {
        filter = wanted;
        following = true;
    }

    @Override
    public String status() {
        String count = filter.isEmpty() ? "" : shownLines + " lines with \"" + filter + "\"  ";
        return count + (following ? ended.isEmpty() ? "following" : "ended" : "scrolled up: G follows again");
    }
}
