package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link StubEngine} as a process, and the real client to call it with. */
public final class StubEngineProcess implements AutoCloseable {

    private final Path run;
    private final Process process;

    StubEngineProcess(Path run) throws IOException, InterruptedException {
        this.run = Files.createDirectories(run);
        process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                StubEngine.class.getName(), run.toString())
                .redirectErrorStream(true).redirectOutput(run.resolve("engine.log").toFile()).start();
        while (!Files.exists(run.resolve("session.sock"))) {
            assertTrue(process.isAlive(), () -> "the engine ended: " + log());
            Thread.sleep(10);
        }
    }

    String log() {
        try {
            return Files.readString(run.resolve("engine.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    static Path client() {
        return Path.of("target/berth").toAbsolutePath();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts the client. */
    Process start(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(client().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("BERTH_RUN", run.toString(), "STUB", "set"));
        builder.directory(run.toFile());
        return builder.start();
    }

    /** What a client that has ended left. */
    record Result(int status, String out, String err) {
    }

    /** Runs the client to its end. */
    Result call(String input, String... arguments) throws Exception {
        Process client = start(List.of(), arguments);
        // beside the reading, or both ends wait for a full pipe
        Thread writer = new Thread(() -> {
            try (OutputStream in = client.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // a command that does not read its input may have ended before
            }
        });
        writer.start();
        return result(client);
    }

    static Result result(Process client) throws Exception {
        String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(client.waitFor(20, TimeUnit.SECONDS), "the client did not end");
        return new Result(client.exitValue(), out, err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
