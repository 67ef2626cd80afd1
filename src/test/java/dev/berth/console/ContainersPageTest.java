package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
}
