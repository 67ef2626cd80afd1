package dev.berth.console;

import dev.berth.TmuxScreen;
import dev.berth.TmuxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A shell with job control on a terminal for tests: bash in a tmux server of its own, its prompt the last status. */
final class TmuxShell implements AutoCloseable {
    private final TmuxServer tmux;
    private final TmuxScreen screen;

    TmuxShell(Path directory, Map<String, String> environment) throws Exception {
        tmux = new TmuxServer(directory.resolve("tmux"));
        List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24"));
        environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        command.add("PS1='$? ready> ' bash --norc --noprofile");
        tmux.run(command.toArray(new String[0]));
        tmux.run("set", "-g", "status", "off");
        resize(80, 24);
        screen = new TmuxScreen(tmux);
        await("a shell", screen -> screen.contains("ready>"));
    }

    static boolean isPossible() {
        return Files.isExecutable(Path.of("/usr/bin/tmux")) && Files.isExecutable(Path.of("/bin/bash"));
    }

    void type(String text) throws Exception {
        tmux.run("send-keys", "-l", text);
    }

    /** Keys at once: between those of one sequence a program may not wait for long. */
    void key(String... names) throws Exception {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(names));
        tmux.run(command.toArray(new String[0]));
    }

    void resize(int columns, int rows) throws Exception {
        tmux.run("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    String screen() throws Exception {
        return screen.now();
    }

    /** Process ids of what the shell has started. */
    List<Long> children() throws Exception {
        long shell = Long.parseLong(tmux.run("display-message", "-p", "#{pane_pid}").strip());
        return ProcessHandle.of(shell).orElseThrow().children().map(ProcessHandle::pid).toList();
    }

    void await(String what, Predicate<String> condition) throws Exception {
        screen.await(what, condition);
    }

    @Override
    public void close() throws Exception {
        screen.close();
        tmux.run("kill-server");
    }
}
