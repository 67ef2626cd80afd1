package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.terminal.Mode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Attached containers and shells, with the whole terminal, and the way back. */
class PassThroughTest extends ConsoleFixture {
    @Test
    void aShellHasTheWholeTerminalAndTheConsoleComesBackAsItWas() throws Exception {
        open();
        String before = terminal.screen();
        terminal.type("e");
        awaitCall("shell id-web xterm-256color");
        awaitScreen("── shell in web · ctrl-p,ctrl-q goes back ──");
        source.connection.writes("\u001b[?1003;1006h\u001b[?1049h\u001b[5;8rprompt$ ");
        awaitScreen("prompt$");
        assertTrue(terminal.isOn(Mode.MOUSE_MOTION));
        terminal.type("ls\u0003\u001a\r");
        await("keys", () -> source.connection.received().equals("<80x24>ls\u0003\u001a\r"));
        terminal.resize(30, 100);
        await("size", () -> source.connection.received().endsWith("<100x30>"));
        terminal.resize(24, 80);
        await("size", () -> source.connection.received().endsWith("<80x24>"));
        terminal.type("\u0010");
        terminal.type("\u0011");
        awaitScreen("Detached from shell in web; it goes on");
        assertTrue(terminal.isOn(Mode.ALTERNATE_1049));
        assertFalse(terminal.isOn(Mode.MOUSE_MOTION));
        assertFalse(terminal.isOn(Mode.CURSOR_VISIBLE));
        terminal.type("k");
        await("as before", () -> terminal.screen().equals(before));
        terminal.type("q");
        assertEquals(Console.Exit.QUIT, exit.get(10, TimeUnit.SECONDS));
    }

    @Test
    void goesBackToAShellThatWasLeft() throws Exception {
        source.sessions = List.of(new SessionItem("x1", "web/1", "bash", 0), new SessionItem("x2", "web/2", "sh", 1));
        open();
        terminal.type("e");
        awaitScreen("Shells in web");
        awaitScreen("web/1                bash                     left");
        terminal.type("j\r");
        awaitCall("resume x2");
        awaitScreen("ctrl-p,ctrl-q goes back");
        terminal.type("\u0010\u0011");
        awaitScreen("Detached from web/2; it goes on");
        terminal.type("e");
        awaitScreen("New shell");
        terminal.type("e");
        awaitCall("shell id-web xterm-256color");
    }

    @Test
    void comesBackWhenTheProcessEnds() throws Exception {
        open();
        terminal.type("a");
        awaitCall("attach id-web");
        await("asked to draw again", () -> source.connection.received().equals("<81x25><80x24>"));
        source.connection.writes("bye\r\n");
        source.connection.ends();
        awaitScreen("1 of 3 containers");
    }

    @Test
    void aHangUpInsideOfAShellEndsTheRunToo() throws Exception {
        open();
        terminal.type("e");
        awaitScreen("goes back");
        terminal.hangUp();
        assertEquals(Console.Exit.HUNG_UP, exit.get(10, TimeUnit.SECONDS));
    }

    @Test
    void whatIsShownForAWhileInAShellIsPutBackWhereItWas() throws Exception {
        open();
        terminal.type("e");
        awaitCall("shell id-web xterm-256color");
        source.connection.writes("first line\r\nsecond\r\n$ ");
        awaitScreen(" ctrl-p,ctrl-q goes back ");
        awaitScreen("$");
        source.connection.writes("typed");
        awaitScreen("$ typed");
        assertEquals("first line", line(1).strip());
        assertEquals("second", line(2));
        assertEquals("$ typed", line(3));
    }

    @Test
    void runsACommandAndOffersItAgain() throws Exception {
        open();
        terminal.type("x");
        awaitScreen("Run in web:");
        terminal.type("psql -c 'select 1'\u001b[H");
        terminal.type("sudo \r");
        awaitCall("sudo|psql|-c|select 1 id-web xterm-256color");
        awaitScreen("sudo psql -c 'select 1' in web");
        source.connection.ends();
        awaitScreen("1 of 3 containers");
        terminal.type("jx");
        awaitScreen("Run in db: sudo psql -c 'select 1'");
    }

    @Test
    void aTerminalThatTakesOnlyAsciiGetsNothingElse() throws Exception {
        environment = Map.of("TERM", "vt100", "LANG", "C");
        source.containers = List.of(FakeSource.container("\u6570job", "running"));
        run();
        awaitScreen("job");
        terminal.type("a");
        awaitScreen("-- ?job - ctrl-p,ctrl-q goes back --");
        terminal.type("\u0010\u0011");
        awaitScreen("it goes on");
        assertTrue(terminal.written().chars().allMatch(c -> c < 0x80));
    }
}
