package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.docker.BuildStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveBlockTest {

    private static final long SECOND = 1_000_000_000;

    private static BuildStep step(int number, String text, BuildStep.State state) {
        return new BuildStep(number, 5, number < 3 ? "base" : "", 0, 0, text, state, Optional.empty(),
                OptionalInt.empty(), Optional.empty());
    }

    private static List<StepLog> steps() {
        List<StepLog> steps = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            steps.add(new StepLog(step(i, "RUN number " + i, BuildStep.State.STARTED), i * SECOND));
        }
        steps.get(0).end(step(1, "", BuildStep.State.CACHED), SECOND);
        steps.get(1).end(step(2, "", BuildStep.State.DONE), 4 * SECOND);
        steps.get(2).print("one\n\033[31mtwo\033[0m\n\tthree", 5 * SECOND);
        steps.get(3).end(step(4, "", BuildStep.State.FAILED), 5 * SECOND);
        return steps;
    }

    @Test
    void aStepALineAndWhatARunningOnePrints() {
        assertEquals(List.of(
                "[+] Building 10.0s (3/5)",
                " => CACHED [base 1/5] RUN number 1  0.0s",
                " => [base 2/5] RUN number 2         2.0s",
                " => [3/5] RUN number 3              7.0s",
                " => => # one",
                " => => # two",
                " => => #     three",
                " => ERROR [4/5] RUN number 4        1.0s"),
                new LiveBlock(false, 0).lines(steps(), 10 * SECOND, 41, 24));
    }

    @Test
    void layersHaveBars() {
        List<StepLog> steps = List.of(new StepLog(step(1, "FROM x", BuildStep.State.STARTED), 0));
        steps.get(0).transfers().put("0a1b", new StepLog.Transfer("Downloading", 5_000_000, 10_000_000));
        steps.get(0).transfers().put("2c3d", new StepLog.Transfer("Waiting", 0, 0));
        assertEquals(List.of(" => => 0a1b Downloading [==========          ] 5MB/10MB", " => => 2c3d Waiting"),
                new LiveBlock(false, 0).lines(steps, SECOND, 80, 24).subList(2, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 24})
    void itFitsTheTerminal(int rows) {
        for (int columns : new int[] {1, 5, 20, 80}) {
            List<String> lines = new LiveBlock(false, 0).lines(steps(), 10 * SECOND, columns, rows);
            assertTrue(lines.size() <= rows, lines::toString);
            if (columns > 10) {
                lines.forEach(line -> assertTrue(line.length() <= columns, line));
                assertTrue(lines.stream().anyMatch(line -> line.contains("3/5")), "the running step is shown");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a\033[1;31mb\033[0m~ab", "a\033]0;title\007b~ab", "a\bb~ab", "\033~''", "\033[~''", "a\033(0~a0",
        "é\u009bx~éx"})
    void outputDoesNothingToTheTerminal(String text, String shown) {
        assertEquals(shown, LiveBlock.plain(text));
    }

    @Test
    void aLineThatIsDrawnOverIsItsLastState() {
        StepLog log = new StepLog(step(1, "RUN", BuildStep.State.STARTED), 0);
        assertEquals(List.of(), log.print("10 %\r20 %\r", SECOND));
        assertEquals(List.of(new StepLog.Line("30 %", 2 * SECOND), new StepLog.Line("next", 2 * SECOND)),
                log.print("30 %\r\nnext\n", 2 * SECOND));
    }
}
