package dev.berth.session;

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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real client on a real terminal: job control, sizes, and the terminal's state after every kind of end. */
@Timeout(60)
class SessionTerminalIT {

    @TempDir
    Path directory;

    StubEngineProcess engine;
    Tmux tmux;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(StubEngineProcess.client()), "the client is built by the package phase");
        assumeTrue(Tmux.isThere(), "tmux is not installed");
        Path run = directory.resolve("run");
        engine = new StubEngineProcess(run);
        tmux = new Tmux(directory.resolve("tmux"), Map.of("BERTH_RUN", run.toString(), "berth",
                StubEngineProcess.client().toString()));
    }

    @AfterEach
    void stop() throws Exception {
        if (tmux != null) {
            tmux.close();
        }
        if (engine != null) {
            engine.close();
        }
    }

    /** The shell has its terminal back: cooked modes, main screen, cursor. */
    private void assertUsable(String marker) throws Exception {
        tmux.line("stty -a | tr ';' '\\n' | grep -ow -e '-\\?icanon' -e '-\\?echo' -e '-\\?isig' | tr '\\n' ' '; echo "
                + marker);
        tmux.await(s -> s.contains("\nisig icanon echo " + marker));
        assertEquals("0 1", tmux.format("#{alternate_on} #{cursor_flag}"));
    }

    @Test
    void rawModeAndSizes() throws Exception {
        tmux.line("$berth raw; echo status $?");
        tmux.await(s -> s.contains("INSIDE") && s.contains("size 24x80"));
        assertEquals("1", tmux.format("#{alternate_on}"));
        tmux.keys("C-c", "C-z", "Escape");
        tmux.await(s -> s.contains("key 3") && s.contains("key 26") && s.contains("key 27"));
        tmux.resize(100, 30);
        tmux.await(s -> s.contains("size 30x100"));
        tmux.keys("q");
        tmux.await(s -> s.contains("status 7"));
        assertUsable("after");
    }

    @Test
    void suspendsItself() throws Exception {
        tmux.line("$berth raw; echo status $?");
        tmux.await(s -> s.contains("INSIDE"));
        tmux.keys("z");
        tmux.await(s -> s.contains("Stopped"));
        assertUsable("stopped");
        tmux.line("fg");
        tmux.await(s -> s.contains("AGAIN"));
        tmux.keys("x", "q");
        tmux.await(s -> s.contains("ready>") && s.contains("status"));
        assertUsable("after");
    }

    @Test
    void ctrlZStopsOutput() throws Exception {
        tmux.line("$berth tick");
        tmux.await(s -> s.contains("tick 3"));
        tmux.keys("C-z");
        tmux.await(s -> s.contains("Stopped"));
        tmux.line("clear; echo quiet");
        tmux.await(s -> s.contains("quiet") && !s.contains("tick"));
        Thread.sleep(300);
        assertFalse(tmux.screen().contains("tick"), tmux.screen());
        tmux.line("fg");
        tmux.await(s -> s.contains("tick"));
        tmux.keys("C-c");
        tmux.line("echo status $?");
        tmux.await(s -> s.contains("status 130"));
    }

    @Test
    void takesNoKeysInTheBackground() throws Exception {
        tmux.line("$berth cat & sleep 0.5; echo started");
        tmux.await(s -> s.contains("\nstarted"));
        tmux.line("echo typed-$((40+2))");
        tmux.await(s -> s.contains("\ntyped-42"));
        // the client stops when the engine asks for its terminal, which on a busy machine is after the line above
        tmux.line("until jobs | grep Stopped; do sleep 0.1; done");
        tmux.await(s -> s.contains("Stopped  "));
        tmux.line("fg");
        tmux.await(s -> s.contains("cat\n") || s.contains("raw cat") || s.contains("$berth cat"));
        tmux.line("for cat");
        // once as the terminal's echo, once as cat's output
        tmux.await(s -> s.indexOf("for cat") != s.lastIndexOf("for cat"));
        tmux.keys("C-d");
        tmux.await(s -> s.contains("<end>"));
    }

    @Test
    void printsFromTheBackground() throws Exception {
        tmux.line("$berth show & wait; echo done");
        tmux.await(s -> s.contains("to stderr") && s.contains("done"));
    }

    @Test
    void restoresAfterTheClientIsKilled() throws Exception {
        tmux.line("$berth raw");
        tmux.await(s -> s.contains("INSIDE"));
        kill(tmux.format("#{pane_pid}"));
        // the shell's prompt may come before the engine has left the alternate screen, and go with it
        tmux.await(s -> !s.contains("INSIDE"));
        assertUsable("after");
    }

    private static void kill(String parent) throws Exception {
        Process list = new ProcessBuilder("ps", "-o", "pid=", "--ppid", parent).start();
        String child = new String(list.getInputStream().readAllBytes()).strip();
        assertTrue(child.matches("\\d+"), child);
        new ProcessBuilder("kill", "-9", child).start().waitFor();
    }

    @Test
    void restoresAfterTheEngineIsKilled() throws Exception {
        tmux.line("$berth raw; echo status $?");
        tmux.await(s -> s.contains("INSIDE"));
        engine.kill();
        tmux.await(s -> s.contains("the engine is gone") && s.contains("status 125"));
        assertUsable("after");
    }

    @Test
    void continuesAfterAStopFromOutside() throws Exception {
        tmux.line("$berth raw; echo status $?");
        tmux.await(s -> s.contains("INSIDE"));
        Process list = new ProcessBuilder("ps", "-o", "pid=", "--ppid", tmux.format("#{pane_pid}")).start();
        String child = new String(list.getInputStream().readAllBytes()).strip();
        new ProcessBuilder("kill", "-STOP", child).start().waitFor();
        tmux.await(s -> s.contains("Stopped") && s.contains("status 147"));
        tmux.line("echo mine");
        tmux.await(s -> s.contains("mine\n"));
        tmux.line("fg");
        Thread.sleep(200);
        tmux.keys("x");
        tmux.await(s -> s.contains("key 120"));
        tmux.keys("q");
        tmux.await(s -> !s.contains("INSIDE"));
        assertUsable("after");
    }
}
