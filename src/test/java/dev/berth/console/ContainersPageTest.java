package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of containers: what it shows, and what its keys do to one or to many. */
class ContainersPageTest extends ConsoleFixture {
    @Test
    void showsTheListAtTheUsualSize() throws Exception {
        open();
        source.sampled.accept(List.of(new Usage("id-web", 0.26, 12 << 20, OptionalLong.of(256 << 20), 4)));
        awaitScreen("0.3%");
        assertEquals("""
             berth   1 Containers 3   2 Images 0   3 Profiles 2   4 Volumes 0   test engine
             NAME        IMAGE            STATE            CPU             MEMORY  PIDS
             web         debian:bookworm  ● running       0.3%     12MiB / 256MiB     4
             db          debian:bookworm  ● running
             job         debian:bookworm  ○ exited\
            """, String.join("\n", terminal.screen().lines().toList().subList(0, 5)));
        List<String> lines = terminal.screen().lines().toList();
        assertEquals(" 1 of 3 containers", lines.get(22));
        assertEquals(" enter Open  a Attach  e Shell  n New  s Stop  d Remove  / Find  : All  ? Help", lines.get(23));
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
    void theHintSaysStartWhereItDoesNotRun() throws Exception {
        open();
        awaitScreen("s Stop");
        terminal.type("G");
        awaitScreen("s Start");
    }

    @Test
    void killsAfterAQuestionAndCopiesNames() throws Exception {
        open();
        terminal.type("K");
        awaitScreen("Kill web?");
        terminal.type("y");
        awaitCall("kill id-web");
        awaitScreen("Killed web");
        terminal.type("  y");
        awaitScreen("Copied web db");
        String copied = Base64.getEncoder().encodeToString("web db".getBytes(StandardCharsets.UTF_8));
        assertTrue(terminal.written().contains("\u001b]52;c;" + copied + "\u001b\\"));
    }

    @Test
    void theSelectionStaysOnItsItemAlsoBeforeItIsMovedAndAfterAFilter() throws Exception {
        open();
        source.containers = List.of(FakeSource.container("new", "running"), FakeSource.container("web", "running"),
                FakeSource.container("db", "running"));
        source.changed.run();
        awaitScreen("2 of 3");
        terminal.type("/db\r");
        awaitScreen("1 of 3 containers with \"db\"");
        terminal.type("\u001b");
        awaitScreen("3 of 3");
        terminal.type("s");
        awaitScreen("Stop db?");
    }

    @Test
    void theFilterTakesSeveralWordsAndWhatIsNotWantedAndTellsHowManyAreLeft() throws Exception {
        open();
        terminal.type("/running !we");
        awaitScreen("1 of 3 containers with \"running !we\"");
        assertTrue(line(22).startsWith(" /running !we") && line(2).contains("db"), terminal.screen());
        terminal.type("\u0015xyz");
        awaitScreen("Nothing contains \"xyz\". Esc clears the filter.");
    }

    @Test
    void showsOnlyThoseThatRunAndSaysSo() throws Exception {
        open();
        terminal.type("A");
        awaitScreen("1 of 2 containers, 1 that does not run hidden: A shows all");
        assertTrue(line(0).contains("1 Containers 3"), line(0));
        assertFalse(terminal.screen().contains("job"));
        source.containers = List.of(FakeSource.container("job", "exited"));
        source.changed.run();
        awaitScreen("No container runs. A shows all 1.");
        terminal.type("A");
        awaitScreen("○ exited");
    }

    @Test
    void opensWhatBelongsToAContainer() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 3));
        open();
        terminal.type("c");
        awaitScreen("~ changed  /etc/hosts");
        awaitScreen("+ added    /tmp/id-web");
        terminal.type("qi");
        awaitScreen("ADD rootfs.tar /");
        awaitScreen("› debian:bookworm");
        terminal.type("qY");
        awaitScreen("Copied id-web");
    }

    @Test
    void aLongErrorIsShownInFullAndCanBeReadAgain() throws Exception {
        open();
        source.failure = "start job: " + "mount overlay on /var/lib/some: permission denied; ".repeat(3) + "the end";
        terminal.type("Gs");
        awaitScreen("the end");
        source.failure = "";
        terminal.type("\u001b");
        await("it is gone", () -> !terminal.screen().contains("the end"));
        terminal.type("M");
        awaitScreen("Messages");
        awaitScreen("the end");
        terminal.type("\u001b");
        await("closed", () -> !terminal.screen().contains("Messages"));
    }

    @ParameterizedTest
    @CsvSource({"60", "40", "80", "100"})
    void theWayToTheHelpAndBackIsAlwaysShown(int columns) throws Exception {
        open();
        terminal.resize(24, columns);
        await("the hints", () -> line(23).endsWith("? Help") || line(23).contains("? Help "));
        terminal.type("\r");
        await("those of a container", () -> line(23).contains("/ Search") && line(23).contains("? Help  esc Back"));
    }

    @Test
    void runsCommandLinesForWhatIsSelectedOrMarked() throws Exception {
        open();
        terminal.type("!berth exec {{.Name}} echo '{{.ID}} {{.Image}}'\r");
        awaitCall("exec|web|echo|id-web debian:bookworm");
        terminal.type("\u001b[15~");
        awaitCall("exec|web|echo|debian:bookworm id-web");
        terminal.type("j:gree");
        awaitScreen("berth exec {{.Name}} echo");
        terminal.type("\r");
        awaitCall("exec|db|echo|debian:bookworm id-db");
        terminal.type("k  !");
        awaitScreen("berth berth exec {{.Name}}");
        terminal.type("\u0015logs {{.Name}}\r");
        awaitCall("logs|db");
        assertTrue(source.calls.contains("logs|web"), source.calls.toString());
        terminal.type("2!rmi {{.Name}}\r");
        awaitScreen("Nothing is selected that the command could be for");
        terminal.type("\u001b[15~:greet");
        awaitScreen("No command is called so.");
    }

    @Test
    void attachesOnlyToWhatRuns() throws Exception {
        open();
        terminal.type("Ga");
        awaitScreen("job does not run: s starts it");
        source.containers = List.of(FakeSource.container("job", "paused"), FakeSource.container("web", "restarting"));
        source.changed.run();
        awaitScreen("restarting");
        terminal.type("ga");
        awaitScreen("job is paused: p lets it go on");
        terminal.type("Ga");
        awaitScreen("web is being restarted: wait until it runs");
        assertFalse(source.calls.stream().anyMatch(call -> call.startsWith("attach")), source.calls.toString());
    }

    @ParameterizedTest
    @CsvSource({"60,' berth   1 Containers 3   2 Images   3 Profiles   4 Volumes'",
        "50,' berth   1 Containers 3   2   3   4'",
        "100,' berth   1 Containers 3   2 Images 0   3 Profiles 2   4 Volumes 0'"})
    void theViewsSayWhatThereIsRoomFor(int columns, String start) throws Exception {
        open();
        terminal.resize(24, columns);
        String whole = columns - start.length() < 14 ? start
                : start + " ".repeat(columns - start.length() - 12) + "test engine";
        await(whole, () -> line(0).equals(whole));
    }
}
