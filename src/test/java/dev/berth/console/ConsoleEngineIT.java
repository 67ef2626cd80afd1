package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a real engine, through the real client, on a real terminal. */
class ConsoleEngineIT {
    private static final Path CLIENT = Path.of("target", "berth").toAbsolutePath();
    private static final Path JAR = Path.of("target", "berth.jar").toAbsolutePath();

    @TempDir
    private Path directory;
    private Process engine;
    private TmuxShell shell;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(TmuxShell.isPossible(), "tmux or bash is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.isExecutable(CLIENT) && Files.exists(JAR), "client and jar are made by the package phase");
        Map<String, String> places = startEngine();
        shell = new TmuxShell(directory, places);
        shell.type(CLIENT + "\n");
        shell.await("an empty console", screen -> screen.contains("No containers. Press n to launch one"));
    }

    private Map<String, String> startEngine() throws Exception {
        Map<String, String> places = Map.of("BERTH_DATA", directory.resolve("data").toString(),
                "BERTH_RUN", directory.resolve("run").toString());
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-jar", JAR.toString(), "engine");
        builder.environment().putAll(places);
        builder.redirectErrorStream(true).redirectOutput(directory.resolve("engine.log").toFile());
        engine = builder.start();
        Path socket = directory.resolve("run").resolve("session.sock");
        for (int i = 0; i < 600 && !Files.exists(socket); i++) {
            assertTrue(engine.isAlive(), () -> log());
            Thread.sleep(50);
        }
        return places;
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("engine.log"));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (shell != null) {
            shell.close();
        }
        if (engine != null) {
            removeContainers();
            engine.destroy();
            assertTrue(engine.waitFor(30, TimeUnit.SECONDS), "the engine does not end");
        }
    }

    private void removeContainers() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c",
                "'" + CLIENT + "' ps -aq | xargs -r '" + CLIENT + "' rm -f");
        builder.environment().put("BERTH_DATA", directory.resolve("data").toString());
        builder.environment().put("BERTH_RUN", directory.resolve("run").toString());
        builder.redirectErrorStream(true).redirectOutput(directory.resolve("removed.log").toFile());
        assertEquals(0, builder.start().waitFor());
    }

    @Test
    void launchesAttachesLeavesComesBackAndRemoves() throws Exception {
        shell.type("n");
        shell.await("the profiles", screen -> screen.contains("┌─ Launch ─") && screen.contains("dev "));
        shell.type("dev");
        shell.key("Enter");
        shell.await("a prompt", screen -> screen.contains("ctrl-p,ctrl-q goes back") && !screen.contains("Launch"));
        shell.type("echo in-$((40+2)) $(stty size)\n");
        shell.await("an answer", screen -> screen.contains("in-42 24 80"));
        leave();
        shell.await("the container", screen -> screen.contains("dev-1") && screen.contains("● running")
                && screen.contains("iB / 4GiB"));

        shell.type("e");
        shell.await("a shell", screen -> screen.contains("── shell in dev-1"));
        shell.type("echo second-$((20+3))\n");
        shell.await("an answer", screen -> screen.contains("second-23"));
        leave();
        shell.type("e");
        shell.await("the shells", screen -> screen.contains("Shells in dev-1") && screen.contains("dev-1/1"));
        shell.key("Enter");
        shell.await("its picture", screen -> screen.contains("second-23"));
        shell.type("exit\n");
        shell.await("the list", screen -> screen.contains("1 of 1 container"));

        shell.type("a");
        shell.await("its picture", screen -> screen.contains("in-42"));
        leave();
        shell.key("Enter");
        shell.await("the log", screen -> screen.contains("in-42") && screen.contains("following"));
        shell.key("Tab");
        shell.await("the details", screen -> screen.contains("Profile           dev"));
        shell.key("Escape");
        shell.await("the list", screen -> screen.contains("1 of 1 container"));

        shell.type("d");
        shell.await("a question", screen -> screen.contains("Remove dev-1?"));
        shell.type("y");
        shell.await("none", screen -> screen.contains("No containers."));
        shell.type("q");
        shell.await("the shell", screen -> screen.contains("\n0 ready>"));
    }

    private void leave() throws Exception {
        shell.key("C-p", "C-q");
        shell.await("the console", screen -> screen.contains("it goes on"));
    }

    @Test
    void aConsoleWhoseClientIsKilledIsThereAgain() throws Exception {
        shell.type("3");
        shell.await("the profiles", screen -> screen.contains("1 of ") && screen.contains("profiles"));
        shell.type("j");
        shell.await("the second one", screen -> screen.contains("2 of "));
        long client = shell.children().get(0);
        assertTrue(ProcessHandle.of(client).orElseThrow().destroyForcibly());
        shell.await("the main screen", screen -> screen.contains("berth") && !screen.contains("PROFILE"));
        // The shell may have written its prompt before the engine left the alternate screen.
        shell.key("Enter");
        shell.await("the shell", screen -> screen.lines().filter(line -> line.contains("ready>")).count() > 1);
        shell.type(CLIENT + "\n");
        shell.await("where it was", screen -> screen.contains("2 of ") && screen.contains("profiles"));
        shell.type("q");
        shell.await("the shell", screen -> screen.contains("\n0 ready>"));
    }

    @Test
    void attachShowsTheWholeScreenAgainAlsoAtAnotherSizeAndAfterTheEngineWasKilled() throws Exception {
        shell.type("q");
        shell.await("the shell", screen -> screen.contains("\n0 ready>"));
        shell.type("clear; " + CLIENT + " run -it --name seen --network none host bash --norc\n");
        shell.await("a shell inside", screen -> screen.contains("bash-"));
        shell.type("for i in 1 2 3; do echo row-$i; done; echo \u6F22\n");
        shell.await("rows", screen -> screen.contains("\nrow-3\n\u6F22"));
        detach();
        attach();
        shell.await("the rows again", screen -> screen.contains("\nrow-1\nrow-2\nrow-3\n\u6F22"));
        shell.type("printf '\\033[?1049h\\033[2;3Hfull screen'; read line; printf '\\033[?1049l'\n");
        shell.await("a full screen", screen -> screen.contains("  full screen") && !screen.contains("row-1"));
        detach();
        shell.resize(100, 30);
        attach();
        shell.await("the full screen again", screen -> screen.lines().skip(1).findFirst().orElse("")
                .equals("  full screen"));
        engine.destroyForcibly().waitFor();
        shell.await("the shell", screen -> screen.contains("ready>"));
        Files.deleteIfExists(directory.resolve("run").resolve("session.sock"));
        startEngine();
        attach();
        shell.await("the full screen again", screen -> screen.lines().skip(1).findFirst().orElse("")
                .equals("  full screen"));
        shell.key("Enter");
        shell.await("the main screen", screen -> screen.contains("row-1\nrow-2\nrow-3\n\u6F22"));
        detach();
    }

    private void detach() throws Exception {
        shell.key("C-p", "C-q");
        shell.await("the shell", screen -> screen.contains("0 ready>") && !screen.contains("row-1")
                || screen.strip().endsWith("0 ready>"));
    }

    private void attach() throws Exception {
        shell.type("clear; echo own; " + CLIENT + " attach seen\n");
    }

    @Test
    void withoutATerminalItSaysSo() throws Exception {
        shell.type("q");
        shell.await("the shell", screen -> screen.contains("\n0 ready>"));
        shell.type("TERM=dumb " + CLIENT + "\n");
        shell.await("an error", screen -> screen.contains("cannot draw on a terminal of type \"dumb\""));
        shell.type("clear; TERM=nonsense " + CLIENT + "; echo status $?\n");
        shell.await("an error", screen -> screen.contains("of type \"nonsense\"") && screen.contains("status 1"));
    }

    @Test
    void theThemeIsAFlagAndDockersHostIsNotBerths() throws Exception {
        shell.type("q");
        shell.await("the shell", screen -> screen.contains("\n0 ready>"));
        shell.type("clear; " + CLIENT + " --theme nothing\n");
        shell.await("an error", screen -> screen.contains("--theme: no theme is named nothing; there are dark,"));
        shell.type("clear; DOCKER_HOST=unix:///nowhere/docker.sock " + CLIENT + " --theme=mono\n");
        shell.await("the console", screen -> screen.contains("No containers."));
        shell.type("t");
        shell.await("the theme after mono", screen -> screen.contains("Theme: dark"));
        shell.type("q");
        shell.await("the shell", screen -> screen.contains("0 ready>") && !screen.contains("No containers."));
    }
}
