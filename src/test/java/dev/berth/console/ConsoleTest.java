package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.terminal.Mode;
import dev.berth.terminal.VirtualTerminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole console: its frames, its sizes, its end, and an engine that goes and comes. */
class ConsoleTest extends ConsoleFixture {
    @Test
    void drawsBeforeDataAndThenWhatComes() throws Exception {
        source.failure = "cannot connect to the engine";
        run();
        awaitScreen("berth   1 Containers   2 Images   3 Profiles");
        awaitScreen("cannot connect to the engine (trying again)");
        source.failure = "";
        awaitScreen("● running");
        await("the streams are open", () -> source.openSubscriptions == 2);
        source.sampled.accept(List.of(new Usage("id-web", 12.34, 100 << 20, OptionalLong.of(256 << 20), 7)));
        awaitScreen("12.3%    100MiB / 256MiB     7");
        source.containers = List.of(FakeSource.container("other", "running"));
        source.changed.run();
        awaitScreen("other");
        assertFalse(terminal.screen().contains("web"));
    }

    @Test
    void writesNothingWhenNothingHasChanged() throws Exception {
        open();
        List<Usage> sample = List.of(new Usage("id-web", 0.26, 12 << 20, OptionalLong.of(256 << 20), 4));
        source.sampled.accept(sample);
        awaitScreen("0.3%");
        int writes = terminal.writes();
        for (int i = 0; i < 5; i++) {
            source.sampled.accept(sample);
            source.changed.run();
            Thread.sleep(50);
        }
        assertEquals(writes, terminal.writes());
    }

    @Test
    void filtersAndEscapeClearsTheFilterButNeverQuits() throws Exception {
        open();
        terminal.type("/");
        terminal.type("D");
        terminal.type("b\r");
        awaitScreen("1 of 3 containers with \"Db\"");
        assertFalse(terminal.screen().contains("web"));
        terminal.type("\u001b");
        awaitScreen("web");
        terminal.type("\u001b");
        Thread.sleep(150);
        assertFalse(exit.isDone());
        terminal.type("q");
        assertEquals(Console.Exit.QUIT, exit.get(10, TimeUnit.SECONDS));
        assertFalse(terminal.isOn(Mode.ALTERNATE_1049));
        assertTrue(terminal.isOn(Mode.CURSOR_VISIBLE));
        assertFalse(terminal.isOn(Mode.BRACKETED_PASTE));
    }

    @Test
    void aHangUpEndsTheRunAndAnotherTerminalFindsEverythingAsItWas() throws Exception {
        open();
        terminal.type("jj");
        awaitScreen("3 of 3");
        terminal.hangUp();
        assertEquals(Console.Exit.HUNG_UP, exit.get(10, TimeUnit.SECONDS));
        await("nothing goes on", () -> source.openSubscriptions == 0);
        terminal = new VirtualTerminal(30, 100);
        run();
        awaitScreen("3 of 3 containers");
        await("it goes on", () -> source.openSubscriptions == 2);
    }

    @Test
    void suspendsWithTheUsersScreenAndDrawsEverythingAfterwards() throws Exception {
        open();
        terminal.type("\u001a");
        await("suspended", () -> terminal.suspensions() == 1);
        awaitScreen("job");
        assertTrue(terminal.isOn(Mode.ALTERNATE_1049));
    }

    @Test
    void followsTheSizeOfTheTerminalDownToWhereNothingFits() throws Exception {
        open();
        terminal.resize(5, 30);
        awaitScreen("too small: 30×5, needs 40×8");
        terminal.resize(8, 40);
        awaitScreen("web");
        terminal.resize(50, 200);
        awaitScreen("COMMAND");
        for (int columns = 1; columns < 60; columns += 7) {
            for (int rows = 1; rows < 30; rows += 5) {
                terminal.resize(rows, columns);
                terminal.type("?");
                terminal.type("\u001b");
            }
        }
        terminal.resize(24, 80);
        awaitScreen("1 of 3 containers");
        assertFalse(exit.isDone());
    }

    @Test
    void showsTextOfTwoCellsACharacterInItsColumns() throws Exception {
        source.containers = List.of(FakeSource.container("数据库服务器", "running"), FakeSource.container("web", "running"));
        run();
        awaitScreen("数据库服务器");
        List<String> lines = new ArrayList<>(terminal.screen().lines().toList());
        assertEquals(" 数据库服务器  debian:bookworm  ● running", lines.get(2));
        assertEquals(" web           debian:bookworm  ● running", lines.get(3));
    }

    @Test
    void nothingThatComesFromAContainerReachesTheTerminalRaw() throws Exception {
        String evil = "a\u001b]0;owned\u0007\u001b[2J\u009b31m\u202Eb";
        source.containers = List.of(FakeSource.container(evil, "running"));
        source.volumes = List.of(new VolumeItem(evil, evil, evil, evil));
        source.images = List.of(new ImageItem(evil, evil, 1, Instant.EPOCH, 0));
        source.failure = "";
        run();
        awaitScreen("4 Volumes 1");
        await("the streams are open", () -> source.openSubscriptions == 2);
        for (String keys : List.of("2", "4", "1", "d", "\u001b", ":", "\u001b", "?", "\u001b", "e")) {
            terminal.type(keys);
            Thread.sleep(60);
        }
        awaitScreen("shell in a");
        terminal.type("\u0010\u0011");
        awaitScreen("it goes on");
        terminal.type("\r");
        await("logs are open", () -> source.openSubscriptions == 3);
        source.logs.accept(("x" + evil + "\u0000\u0001\u007f\u00ffy\u001bPq\u001b\\\u001b[5n\r\n").getBytes());
        source.logs.accept(new byte[] {(byte) 0xFE, (byte) 0xC3, 0x28, (byte) 0x9B, '6', 'n', '\n'});
        awaitScreen("Logs");
        Thread.sleep(100);
        String written = terminal.written();
        assertFalse(written.contains("owned\u0007") || written.contains("\u009b") || written.contains("\u202E")
                || written.contains("\u001b[5n") || written.contains("\u001bP"), written.replace('\u001b', '^'));
    }

    @Test
    void saysWhenTheEngineIsGoneAndGoesOnWhenItIsBack() throws Exception {
        open();
        source.failure = "cannot connect to the engine";
        source.changed.run();
        awaitScreen("cannot connect to the engine (trying again)");
        assertTrue(terminal.screen().contains("web"), "what was known stays");
        source.failure = "";
        awaitScreen("1 of 3 containers");
    }

    @Test
    void theNameOfAnotherEngineComesBeforeCounts() throws Exception {
        source.name = "/root/.cache/somewhere/run/docker.sock";
        run();
        awaitScreen("job");
        assertEquals(" berth   1 Containers 3   2 Images   3 Profiles   4 Volumes   …/run/docker.sock", line(0));
        terminal.resize(24, 120);
        awaitScreen("2 Images 0");
        awaitScreen("/root/.cache/somewhere/run/docker.sock");
        // now that all counts are known
        terminal.resize(24, 80);
        awaitScreen(" berth   1 Containers 3   2 Images   3 Profiles   4 Volumes   …/run/docker.sock");
    }
}
