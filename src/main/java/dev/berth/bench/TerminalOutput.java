package dev.berth.bench;

import java.nio.file.Path;
import java.util.List;

/** Lines through a container's terminal to an attached client, beside a program that reads a terminal of its own. */
final class TerminalOutput implements Measurement {

    private static final int MEBIBYTES = 64;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "terminal";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        Path file = place.lines("All work and no play makes a terminal a dull place to look at for an hour or so\n",
                MEBIBYTES);
        Samples[] times = Interleaved.time(1, ROUNDS,
                () -> place.berth("run", "-t", "--rm", "--network", "none", "-v", file + ":/lines:ro", place.image(),
                        "cat", "/lines"),
                () -> place.programs().run("script", "-qec", "cat " + file, "/dev/null"));
        return List.of(Row.rateBeside("terminal output, attached", rate(times[0]), "local", rate(times[1]), "MB/s",
                0.8));
    }

    private static Samples rate(Samples millis) {
        return new Samples(rate(millis.p90()), rate(millis.median()), rate(millis.p10()));
    }

    private static double rate(double millis) {
        return (MEBIBYTES << 20) / 1e3 / millis;
    }
}
