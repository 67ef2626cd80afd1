package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container's output, followed until the user scrolls up. */
final class LogsPane implements Pane {
    private static final int TAIL = 2000;
    private static final int KEPT = 10_000;
    /** More than a person reads at once: what comes in one go is taken in at most this often. */
    private static final int BACKLOG_BYTES = 4 * 1024 * 1024;

    private final String container;
    private final String name;
    private final Desk desk;
    private LogText text = new LogText(KEPT);
    private Optional<Source.Subscription> subscription = Optional.empty();
    private String ended = "";
    private TextSearch filter = new TextSearch("");
    private TextSearch search = new TextSearch("");
    /** The number of the line that the search stands at; -1 for none. */
    private long found = -1;
    private boolean wrap = true;
    private boolean timestamps;
    private boolean following = true;
    /** The number of the line after the last one that is shown, when not following. */
    private long bottom;
    private int height = 10;
    private int generation;
    private long shownLines;

    LogsPane(String container, String name, Desk desk) {
        this.container = container;
        this.name = name;
        this.desk = desk;
    }

    @Override
    public String title() {
        return "Logs";
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.LOGS);
    }

    @Override
    public void show() {
        int asked = ++generation;
        text = new LogText(KEPT);
        ended = "";
        found = -1;
        LogFeed feed = new LogFeed(BACKLOG_BYTES, change -> desk.background().post(() -> {
            if (asked == generation) {
                change.run();
            }
        }), bytes -> text.feed(bytes));
        desk.background().submit(() -> desk.source().logs(container, TAIL, timestamps, feed::accept,
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

    /** A line and its number. */
    private record Numbered(long number, LogText.Line line) {
    }

    @Override
    public void draw(Canvas canvas) {
        height = canvas.rows();
        List<Numbered> lines = visible(canvas.columns());
        int used = 0;
        for (Numbered line : lines) {
            used += rowsOf(line.line(), canvas.columns());
        }
        int row = Math.min(0, height - used);
        for (Numbered line : lines) {
            row = draw(canvas, row, line);
        }
        if (lines.isEmpty()) {
            canvas.text(1, 2, Fit.cut(filter.wanted().isEmpty() ? ended : "No line contains \"" + filter.wanted()
                    + "\". Esc clears the filter.", canvas.columns() - 3), Role.MUTED);
        }
    }

    /** Draws a line and what is found in it; gives the row after it. */
    private int draw(Canvas canvas, int atRow, Numbered numbered) {
        LogText.Line line = numbered.line();
        int row = atRow;
        int from = 0;
        do {
            int drawn = line.draw(canvas.graphics(), row, from, canvas.columns());
            highlight(canvas, row, from, from + Math.max(1, drawn), numbered);
            row++;
            from += Math.max(1, drawn);
        } while (wrap && from < line.columns());
        return row;
    }

    /** Marks what is found in the cells of a line that one row shows. */
    private void highlight(Canvas canvas, int row, int fromCell, int toCell, Numbered numbered) {
        if (search.wanted().isEmpty() || row < 0) {
            return;
        }
        String line = numbered.line().text();
        int length = search.wanted().length();
        for (int at = search.next(line, 0); at >= 0; at = search.next(line, at + length)) {
            int cell = CharacterWidth.of(line.substring(0, at));
            for (int i = at; i < at + length; i++) {
                String character = line.substring(i, i + 1);
                if (cell >= fromCell && cell < toCell) {
                    canvas.text(row, cell - fromCell, character,
                            numbered.number() == found ? Role.ACTIVE_TAB : Role.MATCH);
                }
                cell += CharacterWidth.of(character);
            }
        }
    }

    /** The lines that fill the pane, up to the bottom. */
    private List<Numbered> visible(int columns) {
        long end = following ? Long.MAX_VALUE : Math.max(bottom, text.firstLine() + 1);
        List<Numbered> all = new ArrayList<>();
        text.forEach((number, line) -> {
            if (number < end && passes(line)) {
                all.add(new Numbered(number, line));
            }
        });
        shownLines = all.size();
        int rows = 0;
        int first = all.size();
        while (first > 0 && rows < height) {
            rows += rowsOf(all.get(--first).line(), columns);
        }
        return all.subList(first, all.size());
    }

    private boolean passes(LogText.Line line) {
        return filter.wanted().isEmpty() || filter.isIn(line.text());
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
            case TOP -> standAt(text.firstLine() + height);
            case BOTTOM -> following = true;
            case FOLLOW -> {
                if (following) {
                    standAt(text.endLine());
                } else {
                    following = true;
                }
            }
            case WRAP -> wrap = !wrap;
            case TIMESTAMPS -> {
                timestamps = !timestamps;
                hide();
                show();
            }
            case SEARCH -> desk.ask(new Prompt("/", new LineInput(""), this::searchFor,
                    wanted -> find(true, following ? text.endLine() : bottom), () -> searchFor("")));
            case NEXT_MATCH -> find(false, found < 0 ? text.firstLine() - 1 : found);
            case PREVIOUS_MATCH -> find(true, found < 0 ? text.endLine() : found);
            case SAVE -> desk.ask(Prompt.asking("Save the log to: ", name + ".log", this::save));
            case BACK -> {
                boolean searched = !search.wanted().isEmpty();
                searchFor("");
                return searched;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void standAt(long line) {
        following = false;
        bottom = line;
    }

    private void scroll(int by) {
        long from = following ? text.endLine() : bottom;
        long to = Math.max(from + by, Math.min(text.endLine(), text.firstLine() + height));
        following = to >= text.endLine() && by > 0;
        bottom = to;
    }

    private void searchFor(String wanted) {
        search = new TextSearch(wanted);
        found = -1;
    }

    /** Goes to the nearest line with the text on one side of another line, or else to the farthest on the other. */
    private void find(boolean before, long line) {
        if (search.wanted().isEmpty()) {
            return;
        }
        long[] best = {-1, -1};
        text.forEach((number, candidate) -> {
            if (passes(candidate) && search.isIn(candidate.text())) {
                boolean side = before ? number < line : number > line;
                if (side && (best[0] < 0 || before)) {
                    best[0] = number;
                }
                if (best[1] < 0 || before) {
                    best[1] = number;
                }
            }
        });
        found = best[0] >= 0 ? best[0] : best[1];
        if (found < 0) {
            desk.say("No line contains \"" + search.wanted() + "\"", Role.ATTENTION);
            return;
        }
        if (best[0] < 0) {
            desk.say(before ? "From the end again" : "From the beginning again", Role.INFO);
        }
        long lowest = (following ? text.endLine() : bottom) - 1;
        if (found > lowest || found <= lowest - height + 2) {
            standAt(Math.min(text.endLine(), found + Math.max(1, height / 2)));
        }
    }

    private void save(String typed) {
        if (!typed.isBlank()) {
            desk.work("Saving the log", "Saved the log to " + desk.file(typed),
                    () -> desk.source().saveLogs(container, timestamps, desk.file(typed)));
        }
    }

    @Override
    public String filter() {
        return filter.wanted();
    }

    @Override
    public void filter(String wanted) {
        filter = new TextSearch(wanted);
        following = true;
    }

    @Override
    public String status() {
        String count = filter.wanted().isEmpty() ? "" : shownLines + " lines with \"" + filter.wanted() + "\"  ";
        String searched = search.wanted().isEmpty() ? "" : "search \"" + search.wanted() + "\": n next, N previous  ";
        String flags = (wrap ? "" : "  cut") + (timestamps ? "  times" : "");
        return count + searched
                + (following ? ended.isEmpty() ? "following" : "ended" : "standing still: G follows again") + flags;
    }
}
