package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorTest {
    /** What a terminal of 4 rows and 10 columns shows, rows joined by a bar, and where its cursor is. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "hello ~ hello||| ~ 0,5",
        "0123456789 ~ 0123456789||| ~ 0,9",
        "0123456789a ~ 0123456789|a|| ~ 1,1",
        "ESC[?7l0123456789ab ~ 012345678b||| ~ 0,9",
        "0123456789CRx ~ x123456789||| ~ 0,1",
        "aCRLFbCRLFcCRLFdCRLFe ~ b|c|d|e ~ 3,1",
        "aTABb ~ a       b||| ~ 0,9",
        "abcBSBSx ~ axc||| ~ 0,2",
        "ESC[2;3Hx ~ |  x|| ~ 1,3",
        "ESC[99;99Hx ~ |||         x ~ 3,9",
        "abcdefESC[1;3HESC[2P ~ abef||| ~ 0,2",
        "abcdefESC[1;3HESC[2@ ~ ab  cdef||| ~ 0,2",
        "abcdefESC[1;3HESC[2X ~ ab  ef||| ~ 0,2",
        "abcdefESC[1;3HESC[K ~ ab||| ~ 0,2",
        "abcdefESC[1;3HESC[1K ~ '   def|||' ~ 0,2",
        "abcdefESC[2K ~ ||| ~ 0,6",
        "aCRLFbCRLFcESC[2;1HESC[L ~ a||b|c ~ 1,0",
        "aCRLFbCRLFcESC[2;1HESC[M ~ a|c|| ~ 1,0",
        "aCRLFbCRLFcCRLFdESC[2;3rESC[S ~ a|c||d ~ 0,0",
        "aCRLFbCRLFcCRLFdESC[2;3rESC[T ~ a||b|d ~ 0,0",
        "aCRLFbCRLFcCRLFdESC[2;3rESC[3;1HLFx ~ a|c|x|d ~ 2,1",
        "aCRLFbCRLFcCRLFdESC[2;3rESC[2;1HESCMx ~ a|x|b|d ~ 1,1",
        "ESC[2;3rESC[?6hESC[1;1Hx ~ |x|| ~ 1,1",
        "ESC[2;3rESC[?6hESC[9;1Hx ~ ||x| ~ 2,1",
        "abESC[3b ~ abbbb||| ~ 0,5",
        "ESC[4habESC[1;1Hx ~ xab||| ~ 0,1",
        "ESC(0lqkESC(Bl ~ ┌─┐l||| ~ 0,4",
        "SOESC)0xSIx ~ │x||| ~ 0,2",
        "abESC7ESC[3;3HxESC8y ~ aby||  x| ~ 0,3",
        "aESC[?1049hbESC[?1049lc ~ ac||| ~ 0,2",
        "aESC[?1047hb ~ ' b|||' ~ 0,2",
        "aESC[?47hbESC[?47lc ~ a c||| ~ 0,3",
        "ESC[?47hbESC[?47lESC[?47h ~ b||| ~ 0,1",
        "ESC[?1047hbESC[?1047lESC[?1047h ~ ||| ~ 0,1",
        "漢字 ~ 漢字||| ~ 0,4",
        "012345678漢 ~ 012345678|漢|| ~ 1,2",
        "漢ESC[1;2Hx ~ ' x|||' ~ 0,2",
        "漢ESC[1;1Hx ~ x||| ~ 0,1",
        "eU+0301x ~ eU+0301x||| ~ 0,2",
        "012345678eU+0301x ~ 012345678eU+0301|x|| ~ 1,1",
        "U+1F468U+200DU+1F467x ~ U+1F468U+200DU+1F467x||| ~ 0,3",
        "U+1F1E9U+1F1EAx ~ U+1F1E9U+1F1EAx||| ~ 0,3",
        "U+1F44DU+1F3FDx ~ U+1F44DU+1F3FDx||| ~ 0,3",
        "aESC]0;titleBELb ~ ab||| ~ 0,2",
        "aESC]0;titleESC\\b ~ ab||| ~ 0,2",
        "aESCPjunk;1ESC\\b ~ ab||| ~ 0,2",
        "aESC_junkESC\\b ~ ab||| ~ 0,2",
        "aESC^junkESC\\b ~ ab||| ~ 0,2",
        "aESCXjunkESC\\b ~ ab||| ~ 0,2",
        "aESC[1;2CANb ~ ab||| ~ 0,2",
        "aESC[1:2:3mb ~ ab||| ~ 0,2",
        "aESC[>1;2;3mb ~ ab||| ~ 0,2",
        "aESC[?1;2$pb ~ ab||| ~ 0,2",
        "aESC[1;2<xb ~ ab||| ~ 0,2",
        "ESC[2;5HESC[3gESC[1;1HESCHESC[1;3HESCHESC[1;1HTABx ~ '  x|||' ~ 0,3",
        "TABaESC[ZESC[Zb ~ b       a||| ~ 0,1",
        "ESC[2Iab ~ '         a|b||' ~ 1,1",
        "ESC#8ESC[2;2HESC[J ~ EEEEEEEEEE|E|| ~ 1,1",
        "ESC[5C* ~ '     *|||' ~ 0,6",
        "ESC[3;5HESC[Fx ~ |x|| ~ 1,1",
        "ESC[2dESC[4Gx ~ |   x|| ~ 1,4",
        "abcESCcx ~ x||| ~ 0,1",
        "aESC[3;3rLFESC[Bx ~ a|| x| ~ 2,2",
    })
    void showsAndMoves(String stream, String screen, String cursor) {
        Emulator terminal = new Emulator(4, 10, 10);
        terminal.feed(bytes(stream));
        assertEquals(bytes(screen), String.join("|", terminal.lines()));
        assertEquals(cursor, terminal.cursorRow() + "," + terminal.cursorColumn());
    }

    private static String bytes(String readable) {
        StringBuilder out = new StringBuilder(readable.replace("ESC", "\u001b").replace("CR", "\r").replace("LF", "\n")
                .replace("TAB", "\t").replace("BS", "\b").replace("BEL", "\u0007").replace("CAN", "\u0018")
                .replace("SO", "\u000e").replace("SI", "\u000f"));
        int at = out.indexOf("U+");
        while (at >= 0) {
            int end = at + 2;
            while (end < out.length() && end < at + 7 && "0123456789ABCDEF".indexOf(out.charAt(end)) >= 0) {
                end++;
            }
            int length = out.charAt(at + 2) == '1' ? 5 : 4;
            String character = Character.toString(Integer.parseInt(out.substring(at + 2, at + 2 + length), 16));
            out.replace(at, at + 2 + length, character);
            at = out.indexOf("U+");
        }
        return out.toString();
    }

    @Test
    void theWayInputIsCutMakesNoDifference() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] stream = EmulatorStates.randomStream(random, 80).getBytes(StandardCharsets.UTF_8);
            Emulator whole = new Emulator(10, 24, 20);
            whole.feed(stream);
            Emulator cut = new Emulator(10, 24, 20);
            for (int at = 0; at < stream.length;) {
                int length = Math.min(stream.length - at, random.nextInt(5));
                cut.feed(stream, at, length);
                at += length;
            }
            assertEquals(EmulatorStates.describe(whole), EmulatorStates.describe(cut));
        }
    }

    @Test
    void randomBytesNeverFail() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Emulator terminal = new Emulator(1 + random.nextInt(6), 1 + random.nextInt(6), 3);
            for (int i = 0; i < 20; i++) {
                byte[] noise = new byte[60];
                random.nextBytes(noise);
                terminal.feed(noise);
                terminal.feed(EmulatorStates.randomStream(random, 5));
                terminal.resize(1 + random.nextInt(8), 1 + random.nextInt(8));
                Emulator copy = new Emulator(terminal.rows(), terminal.columns(), 0);
                copy.feed(SnapshotPainter.paint(terminal));
                assertEquals(terminal.lines(), copy.lines());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"[c,[?62;22c", "[>q,P>|Berth", "[5n,[0n", "[2;3H\u001b[6n,[2;3R", "[?2026$p,[?2026;2$y",
        "[?25$p,[?25;1$y", "[?12345$p,[?12345;0$y", "[4$p,[4;2$y", "[?u,[?0u", "[18t,[8;4;10t"})
    void answersQueries(String query, String answer) {
        List<String> replies = new ArrayList<>();
        Emulator terminal = new Emulator(4, 10, 0, new EmulatorListener() {
            @Override
            public void reply(byte[] bytes) {
                replies.add(new String(bytes, StandardCharsets.US_ASCII));
            }
        });
        terminal.feed("\u001b" + query);
        assertEquals(1, replies.size());
        assertTrue(replies.get(0).startsWith("\u001b" + answer), replies.get(0));
    }

    @Test
    void malformedUtf8ShowsOneReplacementForEachMaximalPart() {
        Emulator terminal = new Emulator(1, 20, 0);
        terminal.feed(new byte[] {'a', (byte) 0xE2, (byte) 0x82, 'b', (byte) 0xC0, 'c', (byte) 0xF0, (byte) 0x9F,
            (byte) 0x9F, (byte) 0xFF, 'd', (byte) 0xED, (byte) 0xA0, 'e'});
        assertEquals("a\ufffdb\ufffdc\ufffd\ufffdd\ufffd\ufffde", terminal.line(0));
    }

    @Test
    void titleAndClipboardComeWithoutControlCharacters() {
        List<String> heard = new ArrayList<>();
        Emulator terminal = new Emulator(4, 10, 0, new EmulatorListener() {
            @Override
            public void title(String title) {
                heard.add(title);
            }

            @Override
            public void clipboard(String selection, String base64) {
                heard.add(selection + "=" + base64);
            }
        });
        terminal.feed("\u001b]2;a\u0085b\u0007\u001b]52;c;aGk=\u0007\u001b]52;c;?\u0007");
        assertEquals(List.of("ab", "c=aGk="), heard);
    }

    @Test
    void scrollbackKeepsTheNewestLinesAndGivesThemBackWhenTheScreenGrows() {
        Emulator terminal = new Emulator(2, 10, 3);
        for (int i = 0; i < 10; i++) {
            terminal.feed("line " + i + "\r\n");
        }
        assertEquals(3, terminal.scrollbackCount());
        assertEquals("line 6", terminal.scrollbackLine(0));
        assertEquals("line 8", terminal.scrollbackLine(2));
        terminal.resize(4, 10);
        assertEquals(List.of("line 7", "line 8", "line 9", ""), terminal.lines());
        assertEquals(3, terminal.cursorRow());
        terminal.resize(1, 10);
        assertEquals(List.of(""), terminal.lines());
    }

    @Test
    void whatAChildCanMakeGrowIsBounded() {
        Emulator terminal = new Emulator(4, 10, 10);
        terminal.feed("\u001b]2;" + "x".repeat(10_000_000));
        terminal.feed("\u0007ok");
        assertEquals("ok", terminal.line(0));
        assertEquals("", terminal.title());
        terminal.feed("e" + "\u0301".repeat(100_000));
        assertTrue(terminal.line(0).length() < 100);
        terminal.feed("\u001b[" + "1;".repeat(100_000) + "m");
        for (int i = 0; i < 10_000; i++) {
            terminal.feed("\u001b[>1u\u001b[22t");
        }
        assertTrue(terminal.state().keyboard().depth() <= KeyboardFlags.MAXIMUM_DEPTH);
    }
}
