package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console on a real terminal, tmux, under a real shell with job control. */
class ConsoleTmuxIT {
    @TempDir
    private Path directory;
    private String socket;

    @BeforeEach
    void startShell() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tmux")), "tmux is not installed");
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed");
        socket = directory.resolve("tmux").toString();
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24",
                "PS1='$? ready> ' bash --norc --noprofile");
        tmux("set", "-g", "status", "off");
        tmux("resize-window", "-x", "80", "-y", "24");
        await("a shell", screen -> screen.contains("ready>"));
        type("stty -a > '" + directory.resolve("before") + "'; echo asked\n");
        await("settings", screen -> screen.contains("\nasked"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = Files.writeString(directory.resolve("run"), "exec '" + java
                + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + ConsoleDemo.class.getName() + "\n");
        type("clear\n");
        type("sh '" + script + "'\n");
        await("the console", screen -> screen.contains("● running") && screen.contains("1.5%"));
    }

    @AfterEach
    void endTmux() throws Exception {
        if (Files.exists(Path.of(socket))) {
            tmux("kill-server");
        }
    }

    @Test
    void quittingGivesTheTerminalBackExactly() throws Exception {
        String screen = screen();
        assertTrue(screen.contains(" 数据库      debian:bookworm  ○ exited"), screen);
        type("q");
        await("the shell", text -> text.contains("\n0 ready>") && !text.contains("running"));
        assertSettingsRestored();
    }

    @Test
    void suspendsAndComesBackAndFollowsTheSize() throws Exception {
        key("C-z");
        await("stopped", text -> text.contains("Stopped") && !text.contains("running"));
        assertSettingsRestored();
        type("fg\n");
        await("the console again", text -> text.contains("● running") && !text.contains("Stopped"));
        tmux("resize-window", "-x", "120", "-y", "30");
        await("the new size", text -> text.contains("STATUS") && text.lines().count() >= 29);
        tmux("resize-window", "-x", "30", "-y", "6");
        await("too small", text -> text.contains("too small: 30×6"));
        tmux("resize-window", "-x", "80", "-y", "24");
        await("the usual size", text -> text.contains("1 of 2 containers"));
        key("C-c");
        await("the shell", text -> text.contains("\n0 ready>"));
    }

    @Test
    void aShellAndBack() throws Exception {
        String before = screen();
        type("e");
        await("the shell", text -> text.contains("shell of id-web at 80x24"));
        assertTrue(screen().contains("── shell in web · ctrl-p,ctrl-q goes back ──"));
        key("C-p");
        key("C-q");
        await("the console", text -> text.contains("Detached from shell in web"));
        key("k");
        await("as before", text -> text.equals(before));
        type("q");
        await("the shell", text -> text.contains("\n0 ready>"));
        assertSettingsRestored();
    }

    @Test
    void aTerminationSignalLeavesACleanTerminal() throws Exception {
        String pid = tmux("display-message", "-p", "#{pane_pid}").strip();
        Process find = new ProcessBuilder("ps", "--ppid", pid, "-o", "pid=").start();
        String java = new String(find.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertEquals(0, new ProcessBuilder("kill", "-TERM", java).start().waitFor());
        await("the shell", text -> text.contains("\n143 ready>") && !text.contains("running"));
        assertSettingsRestored();
    }

    private void assertSettingsRestored() throws Exception {
        Path after = directory.resolve("after");
        Files.deleteIfExists(after);
        type("stty -a > '" + after + "'; echo done\n");
        await("settings", screen -> screen.contains("\ndone"));
        String settings = Files.readString(directory.resolve("before"));
        assertFalse(settings.isEmpty());
        assertEquals(settings, Files.readString(after));
    }

    private void type(String text) throws Exception {
        tmux("send-keys", "-l", text);
    }

    private void key(String name) throws Exception {
        tmux("send-keys", name);
    }

    private String screen() throws Exception {
        return tmux("capture-pane", "-p");
    }

    private void await(String what, Predicate<String> condition) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (condition.test(screen())) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never: " + what + "\n" + screen());
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket));
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
}
