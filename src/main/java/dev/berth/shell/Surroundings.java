package dev.berth.shell;

import dev.berth.client.DockerClient;
import dev.berth.session.Session;
import java.io.IOException;
import java.nio.file.Path;

/** What the command line needs from the program around it. */
public interface Surroundings {

    /** The engine that commands talk to when they name no other. */
    DockerClient client();

    /** Where that engine's API socket is; shown in errors. */
    Path socket();

    /**
     * The console: what {@code berth} alone on a terminal opens.
     *
     * @param session whose terminal it takes
     * @param request which engine it shows, and how
     * @return the exit status
     * @throws IOException if the terminal or the engine fails
     */
    int console(Session session, ConsoleRequest request) throws IOException;

    /** Whether this JVM is the engine. */
    boolean isEngine();

    /** Ends the engine in this JVM soon: after this session's client has been answered. Containers go on. */
    void stopEngine();
}
