package dev.berth.console;

import java.util.List;

/** A container's output, followed until the user scrolls up, and followed again when the container is started again. */
final class LogsPane implements Pane {
    private static final int TAIL = 2000;
    private static final int KEPT = 10_000;
    /** An engine whose streams end at once is not asked again and again. */
    private static final long AGAIN_NANOS = 500_000_000L;
    /** More than a person reads at once: what comes in one go is taken in at most this often. */
    private static final int BACKLOG_BYTES = 4 * 1024 * 1024;

    private final String container;
    private final String name;
    private final Desk desk;
    private final Following following;
    private LogLines lines = new LogLines(KEPT, new TextSearch(""));
    private final LogView view = new LogView(lines);
    private boolean answered;
    private String ended = "";
    /** Whether what is known of the container is newer than the end of its output. */
    private boolean settled;
    private TextSearch filter = new TextSearch("");
    private TextSearch search = new TextSearch("");
    /** The number of the line that the search stands at; -1 for none. */
    private long found = -1;
    private boolean timestamps;
    private LogFeed feed = new LogFeed(0, change -> { }, bytes -> { });
    private long begun;

    LogsPane(String container, String name, Desk desk) {
        this.container = container;
        this.name = name;
        this.desk = desk;
        this.following = new Following(desk.background());
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
        ended = "";
        settled = false;
        begun = System.nanoTime();
        LogLines fresh = new LogLines(KEPT, filter);
        Following.Turn turn = following.begin();
        LogFeed to = new LogFeed(BACKLOG_BYTES, turn::post, bytes -> {
            turnTo(fresh);
            fresh.feed(bytes);
            holdOrNot();
        });
        feed = to;
        turn.open(() -> desk.source().logs(container, TAIL, timestamps, to::accept,
                end -> turn.post(() -> endedWith(turn, fresh, end))), () -> answered = true, failure -> {
                    turnTo(fresh);
                    ended = failure;
                });
    }

    /** Nobody can read what runs away below them: while they stand still, what they look at is not forgotten. */
    private void holdOrNot() {
        feed.hold(!view.isFollowing() && lines.isFull());
    }

    /** What was shown before stays until there is something else: nothing flickers. */
    private void turnTo(LogLines fresh) {
        answered = true;
        if (lines != fresh) {
            lines = fresh;
            view.show(fresh);
            found = -1;
        }
    }

    private void endedWith(Following.Turn turn, LogLines fresh, String end) {
        turnTo(fresh);
        ended = end;
        // It may run again already: the next list tells.
        desk.data().whenKnown(() -> turn.run(() -> settled = true));
    }

    @Override
    public void hide() {
        following.end();
    }

    /** Whether it runs after its output has ended; never asked for more often than makes sense. */
    private boolean runsAgain() {
        return settled && System.nanoTime() - begun >= AGAIN_NANOS
                && desk.data().container(container).map(i -> i.isRunning() || i.isPaused()).orElse(false);
    }

    @Override
    public void draw(Canvas canvas) {
        if (view.isFollowing() && runsAgain()) {
            show();
        }
        if (!view.draw(canvas, search, found)) {
            canvas.text(1, 2, Fit.cut(nothing(), canvas.columns() - 3), Role.MUTED);
        }
    }

    private String nothing() {
        if (!filter.wanted().isEmpty() && lines.end() > lines.first()) {
            return "No line contains \"" + filter.wanted() + "\". Esc clears the filter.";
        }
        return !ended.isEmpty() ? ended : answered ? "No output yet. What it writes appears here."
                : "Asking for the log…";
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case UP -> view.scroll(-1);
            case DOWN -> view.scroll(1);
            case HALF_UP -> view.scrollPages(-1);
            case HALF_DOWN -> view.scrollPages(1);
            case PAGE_UP -> view.scrollPages(-2);
            case PAGE_DOWN -> view.scrollPages(2);
            case TOP -> view.standAtTop();
            case BOTTOM -> view.follow();
            case FOLLOW -> {
                if (view.isFollowing()) {
                    view.standAt(lines.end());
                } else {
                    view.follow();
                }
            }
            case WRAP -> view.toggleWrap();
            case LEFT -> view.shift(-1);
            case RIGHT -> view.shift(1);
            case TIMESTAMPS -> {
                timestamps = !timestamps;
                show();
            }
            case SEARCH -> desk.ask(new Prompt("/", new LineInput(""), this::searchFor,
                    wanted -> find(true, view.end()), () -> searchFor(""), () -> ""));
            case NEXT_MATCH -> find(false, found < 0 ? lines.first() - 1 : found);
            case PREVIOUS_MATCH -> find(true, found < 0 ? lines.end() : found);
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
        holdOrNot();
        return true;
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
        // From the newest line back: the nearest before the line, the nearest after it, the newest and the oldest.
        long[] best = {-1, -1, -1, -1};
        lines.back(Long.MAX_VALUE, candidate -> {
            if (search.isIn(candidate.line().text())) {
                long number = candidate.number();
                best[0] = best[0] < 0 && number < line ? number : best[0];
                best[1] = number > line ? number : best[1];
                best[2] = best[2] < 0 ? number : best[2];
                best[3] = number;
            }
            return true;
        });
        long nearest = best[before ? 0 : 1];
        found = nearest >= 0 ? nearest : best[before ? 2 : 3];
        if (found < 0) {
            desk.say("No line contains \"" + search.wanted() + "\"", Role.ATTENTION);
            return;
        }
        if (nearest < 0) {
            desk.say(before ? "From the end again" : "From the beginning again", Role.INFO);
        }
        view.reveal(found);
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
        lines.filter(filter);
        view.follow();
        holdOrNot();
    }

    @Override
    public String status() {
        int count = filter.wanted().isEmpty() ? 0 : lines.count();
        String counted = filter.wanted().isEmpty() ? "" : count + (count == 1 ? " line" : " lines") + " with \""
                + filter.wanted() + "\"  ";
        String searched = search.wanted().isEmpty() ? "" : "search \"" + search.wanted() + "\": n next, N previous  ";
        String flags = (view.wraps() ? "" : "  lines cut: < and > move") + (timestamps ? "  times" : "");
        return counted + searched + place() + flags;
    }

    private String place() {
        if (view.isFollowing()) {
            return ended.isEmpty() ? "following" : "ended";
        }
        String older = view.isAtTop() && lines.end() >= TAIL ? "  S saves what is older, too" : "";
        return "line " + (view.end() - lines.first()) + " of " + (lines.end() - lines.first())
                + ", standing still: G follows again" + older;
    }
}
