package dev.berth.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures, and prints a line for each promise. */
public final class Bench {

    private static final List<Measurement> ALL = List.of(new EngineRun(), new RunCommand(), new ExecCommand(),
            new Fleet(), new ColdStart(), new LoggedOutput(), new TerminalOutput(), new ConsoleFrame(), new Pull(),
            new BuildAndCommit());

    private Bench() {
    }

    /**
     * Measures.
     *
     * @param args names of what to measure; all if empty
     * @throws Exception if there is nothing to measure with
     */
    public static void main(String[] args) throws Exception {
        List<String> chosen = List.of(args);
        for (String name : chosen) {
            if (ALL.stream().noneMatch(measurement -> measurement.name().equals(name))) {
                throw new IOException("no such measurement: " + name + "; there are: "
                        + String.join(" ", ALL.stream().map(Measurement::name).toList()));
            }
        }
        System.out.println(new Row("what", "median / p10", "beside", "ratio", "target", ""));
        try (Workplace place = new Workplace(client(), Optional.ofNullable(System.getenv("BERTH_PEERS")))) {
            for (Measurement measurement : ALL) {
                if (chosen.isEmpty() || chosen.contains(measurement.name())) {
                    rows(measurement, place).forEach(System.out::println);
                }
            }
        }
    }

    /** One measurement that fails does not take the others with it. */
    private static List<Row> rows(Measurement measurement, Workplace place) {
        try {
            return measurement.measure(place);
        } catch (Exception e) {
            return List.of(Row.skipped(measurement.name(), e.getMessage()));
        }
    }

    /** The client program, which the build puts beside the jar. */
    private static Path client() throws IOException {
        String jar = System.getProperty("java.class.path").split(File.pathSeparator)[0];
        Path client = Path.of(jar).toAbsolutePath().resolveSibling("berth");
        if (!Files.isExecutable(client)) {
            throw new IOException(client + " is not there; build it with 'mvn package'");
        }
        return client;
    }
}
