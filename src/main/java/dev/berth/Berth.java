package dev.berth;

import dev.berth.session.LocalSession;
import dev.berth.session.SessionServer;
import dev.berth.shell.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Entry point of the jar: {@code engine} runs the engine, everything else is a command of the command line. */
public final class Berth {
    private Berth() {
    }

    /**
     * Starts.
     *
     * @param args the command line
     * @throws IOException if the engine cannot listen
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> arguments = List.of(args);
        if (!arguments.isEmpty() && arguments.get(0).equals("engine")) {
            Path run = Path.of(System.getenv().getOrDefault("BERTH_RUN", "/run/berth"));
            try (SessionServer server = new SessionServer(run.resolve("session.sock"), new Cli())) {
                Thread.currentThread().join();
            }
        } else {
            try (LocalSession session = new LocalSession(arguments)) {
                System.exit(session.run(new Cli()));
            }
        }
    }
}
