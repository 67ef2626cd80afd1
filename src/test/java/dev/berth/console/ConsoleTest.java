package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.Mode;
import dev.berth.terminal.VirtualTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8");

    @TempDir
    private Path themes;
    private final FakeSource source = new FakeSource();
    private VirtualTerminal terminal = new VirtualTerminal(24, 80);
    private Console console;
    private CompletableFuture<Console.Exit> exit;

    @BeforeEach
    void setUp() {
        source.containers = List.of(FakeSource.container("web", "running"), FakeSource.container("db", "running"),
                FakeSource.container("job", "exited"));
        source.profiles = List.of(new ProfileItem("sandbox", "A shell to try things in", "debian:bookworm", "built-in",
                Optional.empty()),
                new ProfileItem("broken", "", "", "/etc/x.toml", Optional.of("x.toml:3: no such key")));
        console = new Console(source, Map.of(), new Themes(Optional.of(themes), ""), DetachKeys.DOCKER);
    }

    @AfterEach
    void end() throws Exception {
        terminal.hangUp();
        if (exit != null) {
            exit.get(10, TimeUnit.SECONDS);
        }
        console.close();
    }

    private void run() {
        exit = CompletableFuture.supplyAsync(() -> {
            try {
                return console.run(terminal, ENVIRONMENT, Path.of("/somewhere"));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void open() throws InterruptedException {
        run();
        awaitScreen("job");
        awaitScreen("3 Profiles 2");
        await("the streams are open", () -> source.openSubscriptions == 2);
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never: " + what + "\n" + terminal.screen() + "\ncalls: " + source.calls);
    }

    private void awaitScreen(String text) throws InterruptedException {
        await("\"" + text + "\" on the screen", () -> terminal.screen().contains(text));
    }

    private void awaitCall(String call) throws InterruptedException {
        await(call, () -> source.calls.contains(call));
    }

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
    void showsTheListAtTheUsualSize() throws Exception {
        open();
        source.sampled.accept(List.of(new Usage("id-web", 0.26, 12 << 20, OptionalLong.of(256 << 20), 4)));
        awaitScreen("0.3%");
        assertEquals("""
             berth   1 Containers 3   2 Images 0   3 Profiles 2   4 Volumes 0   test engine
             NAME        IMAGE            STATE           CPU             MEMORY  PIDS
             web         debian:bookworm  ● running      0.3%     12MiB / 256MiB     4
             db          debian:bookworm  ● running
             job         debian:bookworm  ○ exited\
            """, String.join("\n", terminal.screen().lines().toList().subList(0, 5)));
        List<String> lines = terminal.screen().lines().toList();
        assertEquals(" 1 of 3 containers", lines.get(22));
        assertEquals(" enter Open  a Attach  e Shell  n New  s Stop  d Remove  / Find  : All  ? Help", lines.get(23));
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
    void theSelectionStaysOnItsItem() throws Exception {
        open();
        terminal.type("j");
        awaitScreen("2 of 3");
        source.containers = List.of(FakeSource.container("new", "running"), FakeSource.container("web", "running"),
                FakeSource.container("db", "running"));
        source.changed.run();
        awaitScreen("3 of 3");
        terminal.type("s");
        awaitScreen("Stop db?");
    }

    @ParameterizedTest
    @CsvSource({"s,Stop web?,stop id-web", "r,Restart web?,restart id-web", "p,Pause web?,pause id-web",
        "d,Remove web?,remove id-web"})
    void asksBeforeItEndsOrStopsSomething(String key, String question, String call) throws Exception {
        open();
        terminal.type(key);
        awaitScreen(question);
        terminal.type("\r");
        await("the question gone", () -> !terminal.screen().contains(question));
        assertFalse(source.calls.contains(call), "enter is on Cancel");
        terminal.type(key);
        awaitScreen(question);
        terminal.type("\t\r");
        awaitCall(call);
    }

    @Test
    void startsWithoutAQuestionAndTellsFailures() throws Exception {
        open();
        terminal.type("Gs");
        awaitCall("start id-job");
        source.failure = "start job: no space left on device";
        terminal.type("s");
        awaitScreen("start job: no space left on device");
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
        awaitScreen("1 lines with \"39\"");
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
        awaitScreen("▄");
        terminal.type("\u001b");
        awaitScreen("1 of 3 containers");
    }

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
    void launchesFromAProfileByTypeAheadAndAttaches() throws Exception {
        open();
        terminal.type("n");
        awaitScreen("A shell to try things in");
        terminal.type("brok\r");
        awaitScreen("x.toml:3: no such key");
        terminal.type("n");
        terminal.type("SAND");
        terminal.type("\r");
        awaitCall("start id-sandbox");
        assertEquals(List.of("create sandbox", "attach id-sandbox", "start id-sandbox"), source.calls);
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
    void aHangUpInsideOfAShellEndsTheRunToo() throws Exception {
        open();
        terminal.type("e");
        awaitScreen("goes back");
        terminal.hangUp();
        assertEquals(Console.Exit.HUNG_UP, exit.get(10, TimeUnit.SECONDS));
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
    void theHelpNamesEveryKey() throws Exception {
        terminal.resize(110, 100);
        open();
        terminal.type("?");
        awaitScreen("Keys");
        for (Binding binding : KeyTable.bindings()) {
            awaitScreen(String.join(" ", binding.keys()));
            awaitScreen(binding.help());
        }
        terminal.type("q");
        awaitScreen("1 of 3 containers");
        assertFalse(exit.isDone());
    }

    @Test
    void marksSeveralAndAsksOnceForAllOfThem() throws Exception {
        open();
        terminal.type("  d");
        awaitScreen("Remove 2 containers?");
        awaitScreen("web, db");
        awaitScreen("2 of them run: kills their processes first.");
        terminal.type("y");
        awaitCall("remove id-web");
        awaitCall("remove id-db");
        awaitScreen("Removed 2");
        assertFalse(source.calls.contains("remove id-job"));
        awaitScreen("2 marked");
        terminal.type("\u001b");
        await("no marks", () -> !terminal.screen().contains("marked") && !terminal.screen().contains("✓"));
        terminal.type("*");
        awaitScreen("3 marked");
        source.failure = "it is in use";
        terminal.type("dy");
        awaitScreen("Removed 0 of 3; ");
        awaitScreen("it is in use");
    }

    @Test
    void sortsByColumnsAndSaysSoInTheirHeadings() throws Exception {
        open();
        terminal.type("o");
        awaitScreen("NAME↑");
        await("by name", () -> line(2).contains("db") && line(4).contains("web"));
        terminal.type("O");
        awaitScreen("NAME↓");
        await("the other way", () -> line(2).contains("web") && line(4).contains("db"));
        terminal.type("ooo");
        awaitScreen("CPU↓");
        source.sampled.accept(List.of(new Usage("id-db", 70, 1, OptionalLong.empty(), 4)));
        await("by load", () -> line(2).contains("db"));
    }

    private String line(int row) {
        return terminal.screen().lines().skip(row).findFirst().orElse("");
    }

    private void click(int row, int column) {
        terminal.type("\u001b[<0;" + (column + 1) + ";" + (row + 1) + "M\u001b[<0;" + (column + 1) + ";" + (row + 1)
                + "m");
    }

    @Test
    void theMouseSelectsOpensScrollsAndPressesButtons() throws Exception {
        open();
        await("it is told of the mouse", () -> terminal.isOn(Mode.MOUSE_BUTTONS) && terminal.isOn(Mode.MOUSE_SGR));
        click(3, 5);
        awaitScreen("2 of 3 containers");
        terminal.type("\u001b[<65;5;5M");
        awaitScreen("3 of 3 containers");
        terminal.type("\u001b[<64;5;5M");
        awaitScreen("1 of 3 containers");
        click(0, line(0).indexOf("2 Images"));
        awaitScreen("No images.");
        click(0, line(0).indexOf("1 Containers"));
        awaitScreen("1 of 3 containers");
        click(1, 2);
        awaitScreen("NAME↑");
        click(23, line(23).indexOf("d Remove"));
        awaitScreen("Remove web?");
        int row = rowOf(" Cancel ");
        click(2, 2);
        Thread.sleep(100);
        awaitScreen("Remove web?");
        click(row, line(row).indexOf(" Remove ") + 1);
        awaitCall("remove id-web");
        click(3, 5);
        click(3, 5);
        awaitCall("logs id-job");
        terminal.type("qm");
        await("it is the terminal's", () -> !terminal.isOn(Mode.MOUSE_BUTTONS));
        terminal.type("mq");
        assertEquals(Console.Exit.QUIT, exit.get(10, TimeUnit.SECONDS));
        assertFalse(terminal.isOn(Mode.MOUSE_BUTTONS) || terminal.isOn(Mode.MOUSE_SGR));
    }

    private int rowOf(String text) {
        List<String> lines = terminal.screen().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError(text + " is not on the screen");
    }

    @Test
    void thePaletteFindsViewsActionsAndThemesByTheirNames() throws Exception {
        Files.writeString(themes.resolve("mine.toml"), "text = \"green\"\n");
        open();
        terminal.type(":");
        awaitScreen("Commands");
        terminal.type("vol\r");
        awaitScreen("No volumes.");
        terminal.type(":cont\r");
        awaitScreen("1 of 3 containers");
        terminal.type(":resta");
        awaitScreen("Restart it");
        terminal.type("\r");
        awaitScreen("Restart web?");
        terminal.type("\u001b");
        await("gone", () -> !terminal.screen().contains("Restart web?"));
        terminal.type(":theme mine");
        terminal.type("\r");
        await("the theme is in use", () -> !terminal.screen().contains("Commands"));
        terminal.type("t");
        awaitScreen("Theme: dark");
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
    void launchesAnImageWithANameAndACommandInTheBackground() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0));
        open();
        terminal.type("n");
        awaitScreen("A shell to try things in");
        terminal.type("\tdeb\tmy-box\tsh -c 'sleep 5'\t ");
        awaitScreen("none, in the background");
        terminal.type("\r");
        awaitCall("start id-my-box");
        assertEquals(new Launch("", "debian:bookworm", "my-box", List.of("sh", "-c", "sleep 5"), false),
                source.launched);
        awaitScreen("Launched my-box");
    }

    @Test
    void showsAnImagesLayersAndAProfilesPlan() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0));
        open();
        terminal.type("2");
        awaitScreen("debian:bookworm");
        terminal.type("\r");
        awaitScreen("123MB");
        awaitScreen("ADD rootfs.tar /");
        terminal.type("3");
        awaitScreen("A shell to try things in");
        terminal.type("v");
        awaitScreen("image = \"sandbox\"");
        terminal.type("\t");
        awaitScreen("fsopen(overlay)");
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
    void listsAThousandContainers() throws Exception {
        List<ContainerItem> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(FakeSource.container("c" + i, "running"));
        }
        source.containers = many;
        run();
        awaitScreen("1 of 1000 containers");
        terminal.type("G");
        awaitScreen("c999");
        terminal.type("*d");
        awaitScreen("Remove 1000 containers?");
        awaitScreen("more lines of names");
        awaitScreen("1000 of them run: kills their processes first.");
        terminal.type("\u001b");
        await("gone", () -> !terminal.screen().contains("Remove 1000"));
        terminal.type("/c77\r");
        awaitScreen("11 of 1000 containers with \"c77\", 1000 marked");
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
}
