package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.BusyboxImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Berth as a user has it, client and jar, with directories of its own and an image of busybox. */
final class Installation implements AutoCloseable {

    private static final Path CLIENT = Path.of("target/berth").toAbsolutePath();
    /** For a client that hangs, not for one that is slow: on an emulated machine the engine alone starts in minutes. */
    private static final int PATIENCE_SECONDS = 240;

    private final Path directory;

    /** How a command ended. */
    record Result(int status, String out, String err) {
    }

    /**
     * Starts the engine and makes the image.
     *
     * @param directory an empty one
     */
    Installation(Path directory) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.isExecutable(CLIENT) && Files.exists(Path.of("target/berth.jar")),
                "client and jar are built by the package phase");
        assumeTrue(Files.exists(BusyboxImage.BUSYBOX), "needs the package busybox-static");
        this.directory = directory;
        Files.write(directory.resolve("busybox.tar"), BusyboxImage.tar());
        Result imported = berth("import", directory.resolve("busybox.tar").toString(), "busybox");
        assertEquals(0, imported.status(), imported.err());
    }

    Path directory() {
        return directory;
    }

    /** Runs a command to its end, without input. */
    Result berth(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(CLIENT.toString()));
        command.addAll(List.of(arguments));
        return run(Map.of(), command);
    }

    /** Begins a command, whose output nobody sees. */
    Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(CLIENT.toString()));
        command.addAll(List.of(arguments));
        return builder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Runs any command as {@link #berth} does, with variables over those of this installation. */
    Result run(Map<String, String> environment, List<String> command) throws Exception {
        // to files, for a pipe that both sides wait on would hang the test
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder = builder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process client = builder.start();
        client.getOutputStream().close();
        assertTrue(client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the client did not end: " + command);
        return new Result(client.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("BERTH_RUN", directory.resolve("run").toString());
        builder.environment().put("BERTH_DATA", directory.resolve("data").toString());
        builder.environment().put("BERTH_CONFIG", directory.resolve("berth.toml").toString());
        builder.environment().put("HOME", directory.toString());
        return builder;
    }

    @Override
    public void close() throws Exception {
        for (String id : berth("ps", "-aq").out().lines().toList()) {
            berth("rm", "-f", "-v", id);
        }
        long pid = Long.parseLong(berth("engine", "status", "--format", "{{.Pid}}").out().strip());
        berth("engine", "stop");
        ProcessHandle.of(pid).ifPresent(engine -> engine.onExit().join());
    }
}
