package dev.berth.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A shell with job control on a terminal for tests: bash in a tmux server of its own, its prompt the last status. */
final class TmuxShell implements AutoCloseable {
    private final Path socket;

    TmuxShell(Path directory, Map<String, String> environment) throws Exception {
        socket = directory.resolve("tmux");
        List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24"));
        environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        command.add("PS1='$? ready> ' bash --norc --noprofile");
        tmux(command.toArray(new String[0]));
        tmux("set", "-g", "status", "off");
        resize(80, 24);
        await("a shell", screen -> screen.contains("ready>"));
    }

    static boolean isPossible() {
        return Files.isExecutable(Path.of("/usr/bin/tmux")) && Files.isExecutable(Path.of("/bin/bash"));
    }

    void type(String text) throws Exception {
        tmux("send-keys", "-l", text);
    }

    void key(String name) throws Exception {
        tmux("send-keys", name);
    }

    void resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    String screen() throws Exception {
        return tmux("capture-pane", "-p");
    }

    /** Process ids of what the shell has started. */
    List<Long> children() throws Exception {
        long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        return ProcessHandle.of(shell).orElseThrow().children().map(ProcessHandle::pid).toList();
    }

    void await(String what, Predicate<String> condition) throws Exception {
        for (int i = 0; i < 400; i++) {
            if (condition.test(screen())) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never: " + what + "\n" + screen());
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return output;
    }

    @Override
    public void close() throws Exception {
        tmux("kill-server");
    }
}
