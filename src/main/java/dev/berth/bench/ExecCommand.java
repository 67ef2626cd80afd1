package dev.berth.bench;

import java.util.List;

/** The whole command {@code berth exec NAME true}. */
final class ExecCommand implements Measurement {

    private static final String WHAT = "berth exec NAME true";

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        if (place.crun().isEmpty()) {
            return List.of(Row.skipped(WHAT, "BERTH_PEERS is not set"));
        }
        Crun crun = place.crun().get();
        crun.run("run", "-d", "--bundle", crun.bundle("sleep", "sleep", "1d").toString(), "bench-exec");
        place.berth("run", "-d", "--network", "none", "--name", "bench-exec", place.image(), "sleep", "1d");
        try {
            Samples[] times = Interleaved.time(100, 150,
                    () -> place.berth("exec", "bench-exec", "true"),
                    () -> crun.run("exec", "bench-exec", "true"));
            return List.of(Row.beside(WHAT, times[0], "crun exec", times[1], 1));
        } finally {
            crun.run("delete", "--force", "bench-exec");
            place.berth("rm", "-f", "bench-exec");
        }
    }
}
