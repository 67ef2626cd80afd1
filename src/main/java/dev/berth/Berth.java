package dev.berth;

import dev.berth.session.LocalSession;
import dev.berth.shell.Cli;
import java.io.IOException;
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
            int status = EngineProcess.run(arguments.subList(1, arguments.size()), System.getenv());
            if (status != 0) {
                System.exit(status);
            }
        } else {
            try (LocalSession session = new LocalSession(arguments)) {
                System.exit(session.run(new Cli()));
            }
        }
    }
}
