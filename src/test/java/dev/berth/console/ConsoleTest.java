package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.Mode;
import dev.berth.terminal.VirtualTerminal;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8");

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
        console = new Console(source, Map.of(), DetachKeys.DOCKER);
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
                return console.run(terminal, ENVIRONMENT);
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
             berth   1 Containers 3   2 Images 0   3 Profiles 2                 test engine
             NAME        IMAGE            STATE           CPU             MEMORY  PIDS
             web         debian:bookworm  ● running      0.3%     12MiB / 256MiB     4
             db          debian:bookworm  ● running
             job         debian:bookworm  ○ exited\
            """, String.join("\n", terminal.screen().lines().toList().subList(0, 5)));
        List<String> lines = terminal.screen().lines().toList();
        assertEquals(" 1 of 3 containers", lines.get(22));
        assertEquals(" enter Open  a Attach  e Shell  n New  s Stop/Start  d Remove  / Filter  ? Help", lines.get(23));
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
        awaitScreen("scrolled up: G follows again");
        source.logs.accept("the end".getBytes());
        terminal.type("/39\r");
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
        source.connection.writes("\u001b[?1000;1006h\u001b[?1049h\u001b[5;8rprompt$ ");
        awaitScreen("prompt$");
        assertTrue(terminal.isOn(Mode.MOUSE_BUTTONS));
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
        assertFalse(terminal.isOn(Mode.MOUSE_BUTTONS));
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
        terminal.resize(70, 100);
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
}
