package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotPainterTest {
    @Test
    void aPaintedSnapshotBringsAnotherTerminalToTheSameState() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            String stream = EmulatorStates.randomStream(random, 1 + random.nextInt(120));
            Emulator original = new Emulator(10, 24, 20);
            original.feed(stream);
            Emulator copy = new Emulator(10, 24, 20);
            copy.feed(SnapshotPainter.paint(original));
            assertEquals(EmulatorStates.describe(original), EmulatorStates.describe(copy), () -> "stream: "
                    + show(stream));
        }
    }

    @Test
    void whatIsWrittenOverARowIsPutBackExactly() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String stream = EmulatorStates.randomStream(random, 1 + random.nextInt(80));
            Emulator kept = new Emulator(10, 24, 20);
            kept.feed(stream);
            Emulator shown = new Emulator(10, 24, 20);
            shown.feed(stream);
            String before = EmulatorStates.describe(kept);
            int column = 24 - 9;
            shown.feed(SnapshotPainter.overlay(kept, 0, column, "goes back"));
            // A cursor that waits at the edge needs the last cell as it was.
            assertTrue(shown.line(0).contains("goes ba"), shown.line(0));
            shown.feed(SnapshotPainter.repaint(kept, 0, column));
            assertEquals(before, EmulatorStates.describe(shown), () -> "stream: " + show(stream));
        }
    }

    @Test
    void aSnapshotOfACopyIsTheSameSnapshot() {
        Emulator original = new Emulator(10, 24, 0);
        original.feed("\u001b[31mred \u001b[1mbold 漢字\u001b[5;3r\u001b[2;6r\u001b[?1049hvim\u001b[?1002;1006;2004h");
        byte[] first = SnapshotPainter.paint(original);
        Emulator copy = new Emulator(10, 24, 0);
        copy.feed(first);
        assertEquals(new String(first), new String(SnapshotPainter.paint(copy)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[?1049h\u001b[?1000;1006hX\u001b[2;5r", "\u001b[?47h\u001b[?25l",
        "\u001b(0qq\u001b[?6h",
        "\u001b[>1u\u001b[>5u\u001b[?1h\u001b=", "\u001b[?2004h\u001b[?1004h\u001b[5 q\u001b[>4;2m",
        "\u001b[4h\u001b[20h",
        "\u001b[?1049h\u001b[>3u\u001b[31m\u001b]8;;http://a\u001b\\", "\u001b[?7l\u001b[?5h\u001b[=7;1u"})
    void undoingLeavesNoModeBehind(String stream) {
        Emulator terminal = new Emulator(10, 24, 0);
        terminal.feed(stream);
        byte[] undo = ModeUndo.undo(terminal);
        terminal.feed(undo);
        assertClean(terminal);
        Emulator unknown = new Emulator(10, 24, 0);
        unknown.feed(stream);
        unknown.feed(ModeUndo.undoEverything(unknown.isAlternateScreen()));
        for (Mode mode : Mode.values()) {
            // origin mode stays: to reset it would move the cursor
            boolean usual = mode != Mode.NEW_LINE && mode != Mode.ORIGIN;
            assertEquals(usual ? mode.isInitiallyOn() : unknown.isOn(mode), unknown.isOn(mode), mode.name());
        }
    }

    @Test
    void undoingARandomStreamLeavesNoModeBehind() {
        for (int seed = 0; seed < 1000; seed++) {
            Emulator terminal = new Emulator(10, 24, 0);
            terminal.feed(EmulatorStates.randomStream(new Random(seed), 60));
            terminal.feed(ModeUndo.undo(terminal));
            assertClean(terminal);
        }
    }

    private static void assertClean(Emulator terminal) {
        ScreenState state = terminal.state();
        for (Mode mode : Mode.values()) {
            assertEquals(mode.isInitiallyOn(), terminal.isOn(mode), mode.name());
        }
        assertEquals(0, state.mainKeyboard.depth() + state.mainKeyboard.current());
        assertEquals(0, state.cursorShape + state.modifyOtherKeys + state.top);
        assertEquals(state.rows - 1, state.bottom);
        assertEquals('B', state.cursor.charsets.designated(0));
        assertEquals(0, state.cursor.charsets.active());
        assertEquals(Decoration.NONE, state.cursor.pen.decoration);
        assertEquals(0, state.cursor.pen.fore | state.cursor.pen.back);
    }

    private static String show(String stream) {
        return stream.replace("\u001b", "ESC ").replace("\n", "LF ").replace("\r", "CR ");
    }
}
