package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {
    private static List<String> lines(LogText text) {
        List<String> lines = new ArrayList<>();
        text.forEach((number, line) -> lines.add(line.text()));
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"aNbN,a|b", "aNb,a|b", "aNNb,a||b", "abcRx,xbc", "abcRxEKy,xy", "abcRNd,abc|d", "10%R20%R30%N,30%",
        "aTb,a       b", "E31mredE0m!,red!", "aE2Jb,ab", "漢字R漢,漢字", "abBBx,xb"})
    void makesLines(String output, String lines) {
        LogText text = new LogText(10);
        text.feed(output.replace('N', '\n').replace('R', '\r').replace('T', '\t').replace("B", "\b")
                .replace("E", "\u001b[").getBytes(StandardCharsets.UTF_8));
        assertEquals(lines, String.join("|", lines(text)));
    }

    @Test
    void forgetsTheOldestLinesAndKeepsTheirNumbers() {
        LogText text = new LogText(3);
        for (int i = 0; i < 10; i++) {
            text.feed(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of("line 7", "line 8", "line 9"), lines(text));
        assertEquals(7, text.firstLine());
        assertEquals(10, text.endLine());
    }

    @Test
    void aLineWithoutEndIsCut() {
        LogText text = new LogText(3);
        for (int i = 0; i < 100; i++) {
            text.feed("x".repeat(1000).getBytes(StandardCharsets.UTF_8));
            text.feed("e\u0301".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(lines(text).get(0).length() < 20_000);
        assertTrue(lines(text).get(0).endsWith("…"), "what is missing is said");
        text.feed("\nnext".getBytes(StandardCharsets.UTF_8));
        assertEquals("next", lines(text).get(1));
    }
}
