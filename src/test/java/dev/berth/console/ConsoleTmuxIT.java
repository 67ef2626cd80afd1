package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console on a real terminal, tmux, under a real shell with job control. */
class ConsoleTmuxIT {
    @TempDir
    private Path directory;
    private TmuxShell shell;

    @BeforeEach
    void startShell() throws Exception {
        assumeTrue(TmuxShell.isPossible(), "tmux or bash is not installed");
        shell = new TmuxShell(directory, Map.of());
        shell.type("stty -a > '" + directory.resolve("before") + "'; echo asked\n");
        shell.await("settings", screen -> screen.contains("\nasked"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = Files.writeString(directory.resolve("run"), "exec '" + java
                + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + ConsoleDemo.class.getName() + "\n");
        shell.type("clear\n");
        shell.type("sh '" + script + "'\n");
        shell.await("the console", screen -> screen.contains("● running") && screen.contains("1.5%"));
    }

    @AfterEach
    void endTmux() throws Exception {
        if (shell != null) {
            shell.close();
        }
    }

    @Test
    void quittingGivesTheTerminalBackExactly() throws Exception {
        String screen = shell.screen();
        assertTrue(screen.contains(" 数据库      debian:bookworm  ○ exited"), screen);
        shell.type("q");
        shell.await("the shell", text -> text.contains("\n0 ready>") && !text.contains("running"));
        assertSettingsRestored();
    }

    @Test
    void suspendsAndComesBackAndFollowsTheSize() throws Exception {
        shell.key("C-z");
        shell.await("stopped", text -> text.contains("Stopped") && !text.contains("running"));
        assertSettingsRestored();
        shell.type("fg\n");
        shell.await("the console again", text -> text.contains("● running") && !text.contains("Stopped"));
        shell.resize(120, 30);
        shell.await("the new size", text -> text.contains("STATUS") && text.lines().count() >= 29);
        shell.resize(30, 6);
        shell.await("too small", text -> text.contains("too small: 30×6"));
        shell.resize(80, 24);
        shell.await("the usual size", text -> text.contains("1 of 2 containers"));
        shell.key("C-c");
        shell.await("the shell", text -> text.contains("\n0 ready>"));
    }

    @Test
    void aShellAndBack() throws Exception {
        String before = shell.screen();
        shell.type("e");
        shell.await("the shell", text -> text.contains("shell of id-web at 80x24"));
        assertTrue(shell.screen().contains("── shell in web · ctrl-p,ctrl-q goes back ──"));
        shell.key("C-p", "C-q");
        shell.await("the console", text -> text.contains("Detached from shell in web"));
        shell.key("k");
        shell.await("as before", text -> text.equals(before));
        shell.type("q");
        shell.await("the shell", text -> text.contains("\n0 ready>"));
        assertSettingsRestored();
    }

    @Test
    void aTerminationSignalLeavesACleanTerminal() throws Exception {
        String java = Long.toString(shell.children().get(0));
        assertEquals(0, new ProcessBuilder("kill", "-TERM", java).start().waitFor());
        shell.await("the shell", text -> text.contains("\n143 ready>") && !text.contains("running"));
        assertSettingsRestored();
    }

    private void assertSettingsRestored() throws Exception {
        Path after = directory.resolve("after");
        Files.deleteIfExists(after);
        shell.type("stty -a > '" + after + "'; echo done\n");
        shell.await("settings", screen -> screen.contains("\ndone"));
        String settings = Files.readString(directory.resolve("before"));
        assertFalse(settings.isEmpty());
        assertEquals(settings, Files.readString(after));
    }
}
