package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.TextGraphics;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {
    private static final Capabilities FULL = new Capabilities(ColourDepth.TRUECOLOUR, Glyphs.ALL);
    private static final String[] TEXTS = {"hello", "漢字", "e\u0301", "👩\u200d👧", "🇩🇪", "", "  ", "│──┐", "a\u0007b",
            "x".repeat(40)};

    @Test
    void paintingTheChangesShowsTheSameAsPaintingEverything() throws IOException {
        Random random = new Random(7);
        VirtualTerminal terminal = new VirtualTerminal(8, 30);
        Display display = new Display(terminal, FULL);
        for (int i = 0; i < 2000; i++) {
            if (random.nextInt(50) == 0) {
                terminal.resize(3 + random.nextInt(10), 5 + random.nextInt(40));
            }
            long seed = i / 2 + random.nextInt(3);
            draw(display, new Random(seed));
            display.refresh();
            VirtualTerminal fresh = new VirtualTerminal(terminal.size().rows(), terminal.size().columns());
            Display again = new Display(fresh, FULL);
            draw(again, new Random(seed));
            again.refresh();
            assertEquals(fresh.screen(), terminal.screen(), "frame " + i);
            assertEquals(fresh.visible(), terminal.visible(), "frame " + i);
        }
    }

    private static void draw(Display display, Random random) {
        TextGraphics graphics = display.begin();
        for (int i = 0; i < 12; i++) {
            graphics.setForegroundColor(random.nextBoolean() ? TextColor.ANSI.DEFAULT : TextColor.ANSI.RED_BRIGHT);
            graphics.setBackgroundColor(random.nextInt(3) > 0 ? TextColor.ANSI.DEFAULT : new TextColor.RGB(1, 2, 3));
            if (random.nextInt(4) == 0) {
                graphics.enableModifiers(SGR.BOLD);
            } else {
                graphics.clearModifiers();
            }
            graphics.putString(random.nextInt(30) - 3, random.nextInt(9) - 1, TEXTS[random.nextInt(TEXTS.length)]);
        }
    }

    @Test
    void nothingIsWrittenWhenNothingHasChanged() throws IOException {
        VirtualTerminal terminal = new VirtualTerminal(8, 30);
        Display display = new Display(terminal, FULL);
        draw(display, new Random(1));
        display.refresh();
        int writes = terminal.writes();
        assertEquals(1, writes);
        draw(display, new Random(1));
        display.refresh();
        assertEquals(writes, terminal.writes());
    }

    @Test
    void leavingRestoresWhatWasThereAndTheNextFrameIsWhole() throws IOException {
        VirtualTerminal terminal = new VirtualTerminal(8, 30);
        byte[] shell = "$ ls\r\nfile\r\n$ ".getBytes();
        terminal.write(shell, 0, shell.length);
        String before = terminal.described();
        Display display = new Display(terminal, FULL);
        display.begin().putString(0, 0, "console");
        display.cursor(3, 4);
        display.refresh();
        assertEquals(3, terminal.cursorRow());
        assertTrue(terminal.screen().startsWith("console"));
        display.leave();
        assertEquals(before.replaceAll("main saved .*", ""), terminal.described().replaceAll("main saved .*", ""));
        display.begin().putString(0, 0, "console");
        display.refresh();
        assertTrue(terminal.screen().startsWith("console"));
        assertFalse(terminal.isOn(Mode.CURSOR_VISIBLE));
    }

    @Test
    void framesAreSynchronizedOnceTheTerminalHasSaidThatItCan() throws IOException {
        VirtualTerminal terminal = new VirtualTerminal(8, 30);
        Display display = new Display(terminal, FULL);
        display.begin();
        display.refresh();
        assertTrue(terminal.taken().contains("\u001b[?2026$p"));
        display.reply(new InputEvent.Reply("[?2026;2$y"));
        display.begin().putString(0, 0, "x");
        display.refresh();
        assertEquals("\u001b[?2026h\u001b[Hx\u001b[?2026l", terminal.taken());
    }

    @Test
    void asciiTerminalsGetAsciiOfTheSameWidth() throws IOException {
        VirtualTerminal terminal = new VirtualTerminal(2, 30);
        Display display = new Display(terminal, new Capabilities(ColourDepth.MONO, Glyphs.ASCII));
        TextGraphics graphics = display.begin();
        graphics.setForegroundColor(TextColor.ANSI.RED);
        graphics.enableModifiers(SGR.REVERSE);
        graphics.putString(0, 0, "┌─┐漢é●…│");
        display.refresh();
        assertEquals("+-+? ?*.|", terminal.screen().lines().findFirst().orElseThrow());
        assertTrue(terminal.taken().contains("\u001b[0;7m"));
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR=1 TERM=xterm-256color,MONO", "TERM=xterm COLORTERM=truecolor,TRUECOLOUR", "TERM=xterm,ANSI",
        "TERM=tmux-256color,INDEXED", "TERM=dumb,MONO", "TERM=vt100,MONO", "X=1,MONO", "TERM=linux NO_COLOR=,ANSI"})
    void readsTheColourDepth(String environment, ColourDepth depth) {
        assertEquals(depth, ColourDepth.of(environment(environment)));
    }

    @ParameterizedTest
    @CsvSource({"LANG=C.UTF-8,ALL", "LANG=de_DE.utf8,ALL", "LANG=C,ASCII", "X=1,ASCII", "LC_ALL=C LANG=C.UTF-8,ASCII",
        "LC_ALL= LC_CTYPE=C.UTF-8 LANG=C,ALL", "LANG=C.UTF-8 TERM=linux,CONSOLE", "LANG=C TERM=linux,ASCII"})
    void readsTheCharacterSet(String environment, Glyphs glyphs) {
        assertEquals(glyphs, Capabilities.of(environment(environment)).glyphs());
    }

    @Test
    void theLinuxConsoleGetsWhatItsFontsHave() throws IOException {
        VirtualTerminal terminal = new VirtualTerminal(2, 30);
        Display display = new Display(terminal, new Capabilities(ColourDepth.ANSI, Glyphs.CONSOLE));
        display.begin().putString(0, 0, "┌─┐é● ◉ ○ ✗ ✓ a… ▏▁▂▃▄▅▆▇█ 漢→");
        display.refresh();
        assertEquals("┌─┐é* * o x * a. │__▄▄▄███ 漢→",
                terminal.screen().lines().findFirst().orElseThrow().replace("○", "o"));
    }

    private static Map<String, String> environment(String pairs) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (String pair : pairs.split(" ")) {
            environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return environment;
    }

    @ParameterizedTest
    @CsvSource({"INDEXED,2FF0000,10000C4", "INDEXED,2808080,10000F4", "ANSI,2FE0101,1000009", "ANSI,10000C4,1000009",
        "ANSI,1000003,1000003", "MONO,2FF0000,0", "TRUECOLOUR,2123456,2123456", "ANSI,0,0"})
    void findsTheNearestColour(ColourDepth depth, String colour, String nearest) {
        assertEquals(nearest.toLowerCase(), Integer.toHexString(depth.reduce(Integer.parseInt(colour, 16))));
    }
}
