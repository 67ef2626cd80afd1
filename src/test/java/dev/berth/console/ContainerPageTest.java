package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A container's page: logs, details and stats. */
class ContainerPageTest extends ConsoleFixture {
    @Test
    void opensAContainerWithLogsThatFollowDetailsAndStats() throws Exception {
        open();
        terminal.type("\r");
        awaitCall("logs id-web");
        await("logs are open", () -> source.openSubscriptions == 3);
        for (int i = 1; i <= 40; i++) {
            source.logs.accept(("line " + i + " \u001b[31mred\u001b[0m\r\n").getBytes());
        }
        awaitScreen("line 40 red");
        awaitScreen("following");
        assertFalse(terminal.screen().contains("line 10 "));
        terminal.type("g");
        awaitScreen("line 1 red");
        awaitScreen("standing still: G follows again");
        source.logs.accept("the end".getBytes());
        terminal.type("&39\r");
        awaitScreen("1 line with \"39\"");
        terminal.type("\u001b");
        awaitScreen("the end");
        terminal.type("gG");
        awaitScreen("following");
        terminal.type("\t");
        awaitScreen("Command           bash");
        assertEquals(2, source.openSubscriptions);
        source.sampled.accept(List.of(new Usage("id-web", 50, 12 << 20, OptionalLong.of(256 << 20), 4)));
        terminal.type("\t");
        awaitScreen("12MiB of 256MiB (4.7%)");
        awaitScreen("Network 0B in, 0B out   Disk 0B read, 0B written");
        awaitScreen("█");
        terminal.type("\u001b");
        awaitScreen("1 of 3 containers");
    }

    @Test
    void searchesItsLogsAndGoesFromMatchToMatch() throws Exception {
        open();
        terminal.type("\r");
        await("logs are open", () -> source.openSubscriptions == 3);
        for (int i = 1; i <= 100; i++) {
            source.logs.accept(("line " + i + (i % 30 == 0 ? " here" : "") + "\r\n").getBytes());
        }
        awaitScreen("line 100");
        terminal.type("/here");
        awaitScreen("line 90 here");
        terminal.type("\r");
        awaitScreen("search \"here\": n next, N previous");
        terminal.type("N");
        awaitScreen("line 60 here");
        awaitScreen("standing still");
        terminal.type("N");
        awaitScreen("line 30 here");
        terminal.type("N");
        awaitScreen("From the end again");
        terminal.type("n");
        awaitScreen("From the beginning again");
        terminal.type("/nowhere\r");
        awaitScreen("No line contains");
        terminal.type("\u001b");
        awaitScreen(" standing still");
        Thread.sleep(60);
        terminal.type("f");
        awaitScreen("following");
        terminal.type("T");
        awaitCall("logs id-web with times");
        terminal.type("S");
        awaitScreen("Save the log to: web.log");
        terminal.type("\r");
        awaitCall("save id-web /somewhere/web.log");
        awaitScreen("Saved the log to /somewhere/web.log");
    }

    @Test
    void showsWhatRunsInItAndAsksForThatOnlyWhileItIsShown() throws Exception {
        open();
        terminal.type("\r");
        await("logs are open", () -> source.openSubscriptions == 3);
        terminal.type("\t\t\t");
        awaitScreen("PID  USER    COMMAND");
        awaitScreen("7    nobody  worker --all");
        await("the logs are not", () -> source.openSubscriptions == 3);
        terminal.type("/worker\r");
        await("only that", () -> !terminal.screen().contains("init"));
        terminal.type("\u001b");
        awaitScreen("init");
        terminal.type("\u001b");
        await("no more", () -> source.openSubscriptions == 2);
    }

    @Test
    void longValuesGoOnOnTheNextLine() throws Exception {
        source.details = List.of(new Detail("Environment", "PATH=" + "/usr/bin:".repeat(10) + "/the/end"),
                new Detail("Label", "a=b"));
        open();
        terminal.type("\r\t");
        awaitScreen("Environment       PATH=/usr/bin:");
        awaitScreen("/the/end");
        assertEquals("Label             a=b", line(4).strip());
        awaitScreen("1-3 of 3 lines");
    }

    @Test
    void aContainerThatDoesNotRunHasNoProcesses() throws Exception {
        source.processes = Optional.empty();
        open();
        terminal.type("G");
        awaitScreen("3 of 3");
        terminal.type("\r\t\t\t");
        awaitScreen("It does not run.");
    }

    @Test
    void followsAgainWhatIsStartedAgain() throws Exception {
        open();
        terminal.type("\r");
        await("logs are open", () -> source.openSubscriptions == 3);
        awaitScreen("No output yet. What it writes appears here.");
        source.logs.accept("first life\n".getBytes());
        awaitScreen("first life");
        source.containers = List.of(FakeSource.container("web", "exited"));
        source.logsEnded.accept("it has ended");
        awaitScreen("ended");
        awaitScreen("○ exited");
        source.logs = bytes -> { };
        Thread.sleep(500);
        source.containers = List.of(FakeSource.container("web", "running"));
        source.changed.run();
        await("asked for once more", () -> source.calls.stream().filter("logs id-web"::equals).count() == 2);
        assertTrue(terminal.screen().contains("first life"), "what was there stays until more comes");
        source.logs.accept("second life\n".getBytes());
        awaitScreen("second life");
        awaitScreen("following");
        assertFalse(terminal.screen().contains("first life"));
    }

    @Test
    void aLogThatEndsAtOnceIsNotAskedForAgainAndAgain() throws Exception {
        open();
        terminal.type("\r");
        await("logs are open", () -> source.openSubscriptions == 3);
        source.logsEnded.accept("There is no log.");
        awaitScreen("There is no log.");
        for (int i = 0; i < 5; i++) {
            source.changed.run();
            Thread.sleep(20);
        }
        assertEquals(1, source.calls.stream().filter("logs id-web"::equals).count());
    }

    @Test
    void linesThatAreCutCanBeMovedAndTheirEndsAreSaid() throws Exception {
        open();
        terminal.type("\r");
        await("logs are open", () -> source.openSubscriptions == 3);
        source.logs.accept(("a".repeat(100) + "b".repeat(30) + "\nshort\n").getBytes());
        awaitScreen("short");
        assertTrue(terminal.screen().contains("bbb"), "wrapped at first");
        terminal.type("w");
        await("cut", () -> line(2).endsWith("a›"));
        awaitScreen("lines cut: < and > move");
        terminal.type(">>");
        await("moved", () -> line(2).startsWith("‹a") && line(2).contains("ab") && !line(2).contains("›"));
        terminal.type("<<");
        await("moved back", () -> line(2).endsWith("a›"));
        terminal.type("g");
        awaitScreen("of 2, standing still: G follows again");
    }

    @Test
    void whatIsShownOfAContainerFollowsItsChanges() throws Exception {
        open();
        terminal.type("\r\t");
        awaitScreen("Command           bash");
        source.details = List.of(new Detail("State", "exited"));
        source.containers = List.of(FakeSource.container("web", "exited"));
        source.changed.run();
        awaitScreen("State             exited");
        terminal.type("/nothing\r");
        awaitScreen("Nothing contains \"nothing\". Esc clears the filter.");
        terminal.type("\u001b");
        awaitScreen("State             exited");
        terminal.type("\t");
        awaitScreen("It does not run. Samples come while it does.");
    }
}
