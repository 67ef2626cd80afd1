package dev.berth.bench;

import java.util.List;

/** Output that nobody reads but the log. */
final class LoggedOutput implements Measurement {

    private static final int ROUNDS = 3;
    private static final int MEBIBYTES = 256;

    @Override
    public String name() {
        return "log";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        // yes(1) itself is too slow a source; four times the file are as many bytes as the other row has
        String lines = place.lines("y\n", MEBIBYTES / 4) + ":/lines:ro";
        return List.of(
                rate(place, "logged: 256 MiB of lines", lines, "cat /lines /lines /lines /lines"),
                rate(place, "logged: 256 MiB through a pipe", lines, "head -c " + (MEBIBYTES << 20) + " /dev/zero"));
    }

    private static Row rate(Workplace place, String what, String volume, String script) throws Exception {
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            place.berth("run", "-d", "--network", "none", "--name", "bench-log", "-v", volume, place.image(),
                    "sh", "-c", script);
            long before = System.nanoTime();
            place.berth("wait", "bench-log");
            rates[i] = ((long) MEBIBYTES << 20) / 1e6 / ((System.nanoTime() - before) / 1e9);
            place.berth("rm", "bench-log");
        }
        return Row.rate(what, new Samples(rates), "MB/s", 100);
    }
}
