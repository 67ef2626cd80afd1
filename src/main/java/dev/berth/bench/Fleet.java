package dev.berth.bench;

import java.util.ArrayList;
import java.util.List;

/** A hundred containers: how long their start takes, what they cost, and how long it takes to list them. */
final class Fleet implements Measurement {

    private static final int COUNT = 100;
    /** So long is an engine left alone before its memory is looked at. */
    private static final int IDLE_MILLIS = 3000;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        long engine = place.engine().pid();
        place.berth("run", "--rm", "--network", "none", place.image(), "true");
        Thread.sleep(IDLE_MILLIS);
        long before = ProcessFigures.residentKib(engine);
        List<Row> rows = new ArrayList<>();
        try {
            rows.add(Row.time("100 detached sleep 1d, one by one", Interleaved.time(0, 1, () -> start(place))[0],
                    2000));
            Thread.sleep(IDLE_MILLIS);
            long after = ProcessFigures.residentKib(engine);
            rows.add(Row.amount("monitor, PSS", monitors(engine), "KiB", 64));
            rows.add(Row.amount("engine idle, RSS", before / 1024.0, "MiB", 75));
            rows.add(Row.amount("engine, growth a container", (after - before) / (double) COUNT, "KiB", 50));
            rows.add(Row.time("berth ps, 100 containers", Interleaved.time(100, 100, () -> place.berth("ps"))[0], 8));
        } finally {
            for (int i = 0; i < COUNT; i++) {
                place.berth("rm", "-f", "bench-" + i);
            }
        }
        return rows;
    }

    private static void start(Workplace place) throws Exception {
        for (int i = 0; i < COUNT; i++) {
            place.berth("run", "-d", "--network", "none", "--name", "bench-" + i, place.image(), "sleep", "1d");
        }
    }

    private static double monitors(long engine) throws Exception {
        List<Long> monitors = ProcessFigures.children(engine);
        double sum = 0;
        for (long monitor : monitors) {
            sum += ProcessFigures.proportionalKib(monitor);
        }
        return sum / monitors.size();
    }
}
