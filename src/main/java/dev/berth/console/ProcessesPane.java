package dev.berth.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What runs in a container, kept up to date while it is shown. */
final class ProcessesPane extends ScrollingPane {
    /** A command may be long; all else is short. */
    private static final int WIDEST = 400;

    private final String container;
    private final Desk desk;
    private Optional<Source.Subscription> subscription = Optional.empty();
    private Processes processes = new Processes(List.of(), List.of());
    private String ended = "";
    private int generation;

    ProcessesPane(String container, Desk desk) {
        super("Top");
        this.container = container;
        this.desk = desk;
    }

    @Override
    public void show() {
        int asked = ++generation;
        ended = "";
        desk.background().submit(() -> desk.source().processes(container,
                now -> desk.background().post(() -> sampled(asked, now)),
                end -> desk.background().post(() -> endedWith(asked, end))), opened -> {
            if (asked == generation) {
                subscription = Optional.of(opened);
            } else {
                opened.close();
            }
        }, failure -> endedWith(asked, failure));
    }

    private void sampled(int asked, Processes now) {
        if (asked == generation) {
            processes = now;
        }
    }

    private void endedWith(int asked, String end) {
        if (asked == generation) {
            processes = new Processes(List.of(), List.of());
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
    public void changed() {
        if (!ended.isEmpty()) {
            hide();
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
