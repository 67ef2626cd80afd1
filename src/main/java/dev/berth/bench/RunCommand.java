package dev.berth.bench;

import java.util.List;

/** The whole command {@code berth run --rm … true}. */
final class RunCommand implements Measurement {

    private static final String WHAT = "berth run --rm --network none true";

    @Override
    public String name() {
        return "run";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        if (place.crun().isEmpty()) {
            return List.of(Row.skipped(WHAT, "BERTH_PEERS is not set"));
        }
        String bundle = place.crun().get().bundle("true", "true").toString();
        Samples[] times = Interleaved.time(100, 150,
                () -> place.berth("run", "--rm", "--network", "none", "--memory", "256m", "--pids-limit", "128",
                        place.image(), "true"),
                () -> place.crun().get().run("run", "--bundle", bundle, "bench"));
        return List.of(Row.beside(WHAT, times[0], "crun run", times[1], 1));
    }
}
