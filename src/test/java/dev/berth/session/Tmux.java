package dev.berth.session;

import dev.berth.TmuxScreen;
import dev.berth.TmuxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A terminal for tests: a tmux server of its own, with a plain bash in it. */
public final class Tmux implements AutoCloseable {

    private final TmuxServer tmux;
    private final TmuxScreen screen;

    /**
     * Starts one.
     *
     * @param socket where its server listens; a file for bash is made beside it
     * @param environment of the shell, in addition to the test's own
     */
    public Tmux(Path socket, Map<String, String> environment) throws Exception {
        this.tmux = new TmuxServer(socket);
        List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24"));
        environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        Path start = Files.writeString(socket.resolveSibling("bashrc"), "PS1='ready> '\n");
        command.add("bash --rcfile " + start);
        tmux.run(command.toArray(new String[0]));
        screen = new TmuxScreen(tmux);
        try {
            await(screen -> screen.contains("ready>"));
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Whether tmux is installed. */
    public static boolean isThere() {
        try {
            return new ProcessBuilder("tmux", "-V").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Types text and Enter. */
    public void line(String text) throws Exception {
        tmux.run("send-keys", "-l", text);
        keys("Enter");
    }

    /** Presses keys by tmux's names. */
    public void keys(String... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux.run(command.toArray(new String[0]));
    }

    /** Gives the terminal another size. */
    public void resize(int columns, int rows) throws Exception {
        tmux.run("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /** What the screen shows. */
    public String screen() throws Exception {
        return screen.now();
    }

    /** A tmux format of the pane, for example {@code #{alternate_on}}. */
    public String format(String format) throws Exception {
        return tmux.run("display-message", "-p", format).strip();
    }

    /** Waits until the screen is as it should be. */
    public String await(Predicate<String> wanted) throws Exception {
        return screen.await("the screen that is wanted", wanted);
    }

    @Override
    public void close() throws Exception {
        screen.close();
        tmux.run("kill-server");
    }
}
