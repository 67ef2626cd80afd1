package dev.berth;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A tmux server of a test's own.
 *
 * @param socket where it listens
 */
public record TmuxServer(Path socket) {

    /**
     * Runs one of tmux's commands, the first of which starts the server.
     *
     * @return what it printed
     */
    public String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            fail("tmux " + String.join(" ", arguments) + ": " + output);
        }
        return output;
    }

    /** Starts one of tmux's commands. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        return builder.start();
    }
}
