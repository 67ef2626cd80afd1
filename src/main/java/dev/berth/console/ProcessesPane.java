package dev.berth.console;

import java.util.ArrayList;
import java.util.List;

/** What runs in a container, kept up to date while it is shown. */
final class ProcessesPane extends ScrollingPane {
    /** A command may be long; all else is short. */
    private static final int WIDEST = 400;

    private final String container;
    private final Desk desk;
    private final Following following;
    private Processes processes = new Processes(List.of(), List.of());
    private String ended = "";

    ProcessesPane(String container, Desk desk) {
        super("Top");
        this.container = container;
        this.desk = desk;
        this.following = new Following(desk.background());
    }

    @Override
    public void show() {
        ended = "";
        Following.Turn turn = following.begin();
        turn.open(() -> desk.source().processes(container, now -> turn.post(() -> processes = now),
                end -> turn.post(() -> endedWith(end))), () -> { }, this::endedWith);
    }

    private void endedWith(String end) {
        processes = new Processes(List.of(), List.of());
        ended = end;
    }

    @Override
    public void hide() {
        following.end();
    }

    @Override
    public void changed() {
        if (!ended.isEmpty()) {
            show();
        }
    }

    @Override
    public void draw(Canvas canvas) {
        if (processes.titles().isEmpty()) {
            // Engines tell that in many ways, one of them as an answer without contents.
            boolean runs = desk.data().container(container).map(ContainerItem::isLive).orElse(false);
            String text = !runs ? "It does not run." : ended.isEmpty() ? "Asking the engine…" : ended;
            canvas.text(1, 2, Fit.cut(text, canvas.columns() - 3), Role.MUTED);
            return;
        }
        List<Column> columns = columns(processes.titles());
        List<List<TextCell>> rows = new ArrayList<>();
        for (List<String> process : processes.rows()) {
            if (process.size() == columns.size() && passes(String.join(" ", process))) {
                rows.add(process.stream().map(TextCell::of).toList());
            }
        }
        int[] widths = TableLayout.widths(columns, rows, canvas.columns() - 2);
        TableLayout.draw(canvas, 0, columns, columns.stream().map(c -> new TextCell(c.title(), Role.HEADER)).toList(),
                widths, false);
        if (rows.isEmpty() && !filter().isEmpty()) {
            canvas.text(2, 2, Fit.cut(nothingPasses(), canvas.columns() - 3), Role.MUTED);
        }
        int row = 1;
        for (List<TextCell> cells : visible(rows, canvas.rows() - 1)) {
            TableLayout.draw(canvas, row++, columns, cells, widths, false);
        }
    }

    /** The command is what matters most, then the process's number. */
    private static List<Column> columns(List<String> titles) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            boolean command = i == titles.size() - 1;
            int importance = command ? 10 : titles.get(i).equals("PID") ? 9 : 8 - Math.min(i, 4);
            columns.add(new Column(titles.get(i), titles.get(i).length(), command ? WIDEST : 12, false, importance));
        }
        return columns;
    }
}
