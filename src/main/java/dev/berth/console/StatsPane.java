package dev.berth.console;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** What a container uses, now and over the last minutes. */
final class StatsPane implements Pane {
    /** A graph's top, as a share of the greatest value in it. */
    private static final double HEADROOM = 1.25;

    private final String container;
    private final Desk desk;

    StatsPane(String container, Desk desk) {
        this.container = container;
        this.desk = desk;
    }

    @Override
    public String title() {
        return "Stats";
    }

    @Override
    public void show() {
        // The samples are there already: the list shows them too.
    }

    @Override
    public void hide() {
        // Nothing goes on.
    }

    @Override
    public void draw(Canvas canvas) {
        List<Usage> history = desk.data().history(container);
        boolean runs = desk.data().container(container).map(ContainerItem::isLive).orElse(false);
        if (history.isEmpty()) {
            canvas.text(1, 2, Fit.cut(runs ? "No samples yet: the first one comes in a moment."
                    : "It does not run. Samples come while it does.", canvas.columns() - 3), Role.MUTED);
            return;
        }
        if (!runs) {
            canvas.text(0, 1, Fit.cut("It does not run: these are its last samples.", canvas.columns() - 2),
                    Role.ATTENTION);
        }
        Usage now = history.get(history.size() - 1);
        int height = Math.max(1, Math.min(8, (canvas.rows() - 7) / 2));
        double cpuTop = Math.max(100, max(history, Usage::cpuPercent));
        new Graph("CPU", Amount.percent(now.cpuPercent()), Amount.percent(cpuTop), cpuTop)
                .draw(canvas, 1, height, history.stream().mapToDouble(Usage::cpuPercent).toArray());
        OptionalLong limit = now.memoryLimitBytes();
        // A limit that is far away, as the machine's whole memory, would make every graph flat.
        double memoryTop = max(history, u -> u.memoryBytes()) * HEADROOM;
        if (limit.isPresent()) {
            memoryTop = Math.min(memoryTop, limit.getAsLong());
        }
        String memory = Amount.binary(now.memoryBytes());
        if (limit.isPresent()) {
            memory += " of " + Amount.binary(limit.getAsLong()) + " ("
                    + Amount.percent(100.0 * now.memoryBytes() / Math.max(1, limit.getAsLong())) + ")";
        }
        new Graph("Memory", memory, Amount.binary((long) memoryTop), memoryTop)
                .draw(canvas, 3 + height, height, history.stream().mapToDouble(Usage::memoryBytes).toArray());
        int row = 4 + 2 * height;
        Traffic traffic = now.traffic();
        int at = field(canvas, row + 1, 1, "Processes", Long.toString(now.pids()));
        at = field(canvas, row + 1, at, "Network", moved(traffic.receivedBytes(), "in", traffic.sentBytes(), "out"));
        field(canvas, row + 1, at, "Disk", moved(traffic.readBytes(), "read", traffic.writtenBytes(), "written"));
    }

    private static String moved(long first, String how, long second, String otherwise) {
        return Amount.decimal(first) + " " + how + ", " + Amount.decimal(second) + " " + otherwise;
    }

    private static int field(Canvas canvas, int row, int column, String label, String value) {
        int at = canvas.text(row, column, label, Role.TITLE);
        return canvas.text(row, at + 1, Fit.cut(value, canvas.columns() - at - 2), Role.TEXT) + 3;
    }

    /**
     * A graph, below the line that says what it is of.
     *
     * @param label what it is of
     * @param value its last value, as text
     * @param scale its top, as text
     * @param top the value that reaches its top
     */
    private record Graph(String label, String value, String scale, double top) {

        void draw(Canvas canvas, int row, int height, double[] values) {
            canvas.field(row, 1, 10, label, Role.TITLE);
            canvas.text(row, 12, Fit.cut(value, canvas.columns() - 13), Role.TEXT);
            String full = "↑ " + scale;
            canvas.text(row, canvas.columns() - 1 - full.length(), full, Role.MUTED);
            String[] lines = Sparkline.rows(values, top, height, Math.max(1, canvas.columns() - 2));
            for (int i = 0; i < height; i++) {
                canvas.text(row + 1 + i, 1, lines[i], Role.BAR);
            }
        }
    }

    private static double max(List<Usage> history, ToDoubleFunction<Usage> part) {
        double max = 0;
        for (Usage usage : history) {
            max = Math.max(max, part.applyAsDouble(usage));
        }
        return max;
    }

    @Override
    public boolean perform(Action action) {
        return false;
    }

    @Override
    public String status() {
        return "";
    }
}
