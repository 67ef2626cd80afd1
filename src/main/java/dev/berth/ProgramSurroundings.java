package dev.berth;

import dev.berth.client.DockerClient;
import dev.berth.console.ConsoleProgram;
import dev.berth.console.CustomCommand;
import dev.berth.console.EngineSource;
import dev.berth.console.Themes;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.Sys;
import dev.berth.session.Session;
import dev.berth.shell.Cli;
import dev.berth.shell.ConsoleRequest;
import dev.berth.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the command line finds around it in this program: the engine's API and the console. */
final class ProgramSurroundings implements Surroundings, AutoCloseable {

    /** Long enough for the answer to {@code berth engine stop} to reach its client. */
    private static final long STOP_MILLIS = 50;
    private static final int SIGTERM = 15;

    private final Path socket;
    private final boolean engine;
    private final Themes themes;
    private final List<CustomCommand> commands;
    private final DockerClient client;
    private final ConsoleProgram console;

    ProgramSurroundings(Path socket, boolean engine, Themes themes, List<CustomCommand> commands) {
        this.socket = socket;
        this.engine = engine;
        this.themes = themes;
        this.client = new DockerClient(socket);
        this.commands = commands;
        this.console = new ConsoleProgram(() -> new EngineSource(client, "local"), themes, commands,
                (session, words) -> new Cli(this).run(session, words));
    }

    @Override
    public DockerClient client() {
        return client;
    }

    @Override
    public Path socket() {
        return socket;
    }

    @Override
    public int console(Session session, ConsoleRequest request) throws IOException {
        if (request.host().isEmpty()) {
            return console.run(session, request.theme());
        }
        String name = request.host().get().toString();
        return new ConsoleProgram(() -> new EngineSource(request.client(), name), themes, commands,
                (with, words) -> new Cli(this).run(with, forHost(words, name))).run(session, request.theme());
    }

    private static List<String> forHost(List<String> words, String socket) {
        List<String> all = new ArrayList<>(List.of("-H", "unix://" + socket));
        all.addAll(words);
        return all;
    }

    @Override
    public boolean isEngine() {
        return engine;
    }

    @Override
    public void stopEngine() {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Kernel.raw(Sys.KILL, Kernel.raw(Sys.GETPID, 0, 0), SIGTERM);
        }, "stop");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
