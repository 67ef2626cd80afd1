package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    /** A terminal acts on each of these, or shows what is around it in another order. */
    @ParameterizedTest
    @ValueSource(strings = {"\033", "\u009b", "\u009d", "\u0090", "\007", "\b", "\u007f", "\0", "\013", "\016",
            "\u202e",
        "\u2066", "\u2028", "\u061c"})
    void takesAwayWhatIsNoCharacterToLookAt(String control) {
        assertEquals("a\ufffdb", Printable.of("a" + control + "b"));
        assertEquals("a\ufffdb", Printable.lines("a" + control + "b"));
    }

    @Test
    void onlySeveralLinesHaveLineEndsAndTabs() {
        assertEquals("a\ufffdb\ufffdc\ufffd", Printable.of("a\nb\tc\r"));
        assertEquals("a\nb\tc\ufffdd\r\ne", Printable.lines("a\nb\tc\rd\r\ne"));
    }

    @Test
    void leavesTextAlone() {
        String text = "Grüße, \uD83D\uDE00 日本 ~ مرحبا";
        assertSame(text, Printable.of(text));
        assertSame(text, Printable.lines(text));
    }
}
