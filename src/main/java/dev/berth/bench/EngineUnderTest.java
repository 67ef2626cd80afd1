package dev.berth.bench;

import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.docker.ContainerSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running engine, started by the client as users start it. */
final class EngineUnderTest implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 20_000;

    private final Process process;
    private final DockerClient client;
    private final double startMillis;

    /**
     * Starts an engine and waits for its first answer.
     *
     * @param programs where its directories are in the environment
     * @param berth the client program
     * @param run its run directory
     */
    EngineUnderTest(Programs programs, Path berth, Path run) throws IOException, InterruptedException {
        long before = System.nanoTime();
        process = programs.builder(List.of(berth.toString(), "engine")).start();
        client = new DockerClient(run.resolve("docker.sock"));
        while (true) {
            try {
                client.system().ping();
                break;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - before > PATIENCE_MILLIS * 1_000_000) {
                    throw new IOException("the engine does not start: " + e.getMessage(), e);
                }
                Thread.sleep(2);
            }
        }
        startMillis = (System.nanoTime() - before) / 1e6;
    }

    /** From the start of the command to the answer. */
    double startMillis() {
        return startMillis;
    }

    long pid() {
        return process.pid();
    }

    DockerClient client() {
        return client;
    }

    /** Removes all containers, and ends. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            for (ContainerSummary container : client.containers().list(true, 0, false, new Filters())) {
                client.containers().remove(container.id(), true, true);
            }
        }
        client.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
