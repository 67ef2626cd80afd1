package dev.berth;

import dev.berth.console.Themes;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.Sys;
import dev.berth.profile.Configuration;
import dev.berth.profile.Locations;
import dev.berth.session.LocalSession;
import dev.berth.shell.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
            Locations locations = Locations.of(System.getenv(), Kernel.raw(Sys.GETUID, 0, 0), Optional.empty(),
                    Optional.empty(), Configuration.EMPTY);
            Path socket = locations.run().resolve("docker.sock");
            try (LocalSession session = new LocalSession(arguments);
                    ProgramSurroundings program = new ProgramSurroundings(socket, false,
                            new Themes(Optional.of(locations.themes()), ""), List.of())) {
                System.exit(session.run(new Cli(program)));
            }
        }
    }
}
