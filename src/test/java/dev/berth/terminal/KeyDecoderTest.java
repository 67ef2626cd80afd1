package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.terminal.InputEvent.KeyPress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
    private static final String[] ALL = {"a", "é", "漢", "\u001b[A", "\u001b[1;5C", "\u001bOP", "\u001b[15~", "\r",
        "\u007f",
        "\u001b[<0;10;5M", "\u001b[<64;1;1M", "\u001b[200~pasted \u001b[31m text\u001b[201~", "\u001b[I", "\u001bx",
        "\u001b[?62;22c", "\u001b[?2026;2$y", "\u001b[97;5u", "\u001b[3~", "\u0003", "\u001bP>|tool\u001b\\",
        "\u001b[M !!"};

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "a ~ a", "A ~ A", "é ~ é", "漢 ~ 漢", "😀 ~ 😀", "^A ~ ctrl-a", "^@ ~ ctrl-space", "^M ~ enter", "^J ~ enter",
        "^I ~ tab", "^? ~ backspace", "^H ~ backspace", "^\\ ~ ctrl-\\", "^] ~ ctrl-]", "ESCx ~ alt-x", "ESCé ~ alt-é",
        "ESC^M ~ alt-enter", "ESC[A ~ up", "ESCOA ~ up", "ESC[1;5A ~ ctrl-up", "ESC[1;2D ~ shift-left",
        "ESC[1;7C ~ ctrl-alt-right", "ESCESC[A ~ alt-up", "ESC[H ~ home", "ESC[F ~ end", "ESC[1; ~ ''",
        "ESC[Z ~ shift-tab",
        "ESCOP ~ f1", "ESC[[E ~ f5", "ESC[1;5R ~ ctrl-f3", "ESC[6- ~ pgdn", "ESC[5;5- ~ ctrl-pgup", "ESC[24- ~ f12",
        "ESC[21- ~ f10", "ESC[97;5u ~ ctrl-a", "ESC[27u ~ esc", "ESC[13;5u ~ ctrl-enter", "ESC[97;1:3u ~ ''",
        "ESC[27;5;13- ~ ctrl-enter", "ESCOM ~ enter", "ESC[57399u ~ ''", "aESC[Ab ~ a up b", "ESC[a ~ shift-up",
        "ESC[2^ ~ ctrl-ins", "ESCOd ~ ctrl-left", "ESC ~ esc", "ESC[ ~ alt-[", "ESCO ~ alt-O", "ESC] ~ alt-]",
        "ESCP ~ alt-P", "ESC[200-aESC[A^MESC[201-b ~ paste(aESC[A^M) b", "ESC[I ~ focus(true)", "ESC[O ~ focus(false)",
        "ESC[<0;3;2M ~ PRESS0@1,2", "ESC[<0;3;2m ~ RELEASE0@1,2", "ESC[<35;3;2M ~ MOVE3@1,2",
        "ESC[<65;3;2M ~ WHEEL1@1,2",
        "ESC[?1;2c ~ reply([?1;2c)", "ESC[?2026;2$y ~ reply([?2026;2$y)", "ESC]11;rgb:0/0/0^G ~ reply(]11;rgb:0/0/0)",
        "ESC[M !!b ~ b", "ESC[9999999999999A ~ up", "ESC[200-ESC[20ESC[201- ~ paste(ESC[20)",
    })
    void decodes(String input, String names) {
        byte[] bytes = bytes(input);
        assertEquals(names, decode(bytes, bytes.length), input);
        assertEquals(names, decode(bytes, 1), input + " a byte at a time");
    }

    /** Some characters that the table needs are written otherwise: ^X, ESC, and - before the end for a tilde. */
    private static byte[] bytes(String readable) {
        StringBuilder out = new StringBuilder();
        String text = readable.replace("ESC", "\u001b");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c == '^' && i + 1 < text.length() && text.charAt(i + 1) < 0x60;
            out.append(control ? (char) (text.charAt(++i) ^ 0x40) : c == '-' ? '~' : c);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String decode(byte[] bytes, int piece) {
        List<InputEvent> events = new ArrayList<>();
        KeyDecoder decoder = new KeyDecoder(events::add);
        for (int at = 0; at < bytes.length; at += piece) {
            decoder.feed(bytes, at, Math.min(piece, bytes.length - at));
        }
        decoder.flush();
        assertFalse(decoder.isPending());
        return events.stream().map(KeyDecoderTest::show).collect(Collectors.joining(" "));
    }

    private static String show(InputEvent event) {
        if (event instanceof KeyPress key) {
            return key.name();
        }
        if (event instanceof InputEvent.Mouse mouse) {
            return mouse.action().name() + mouse.button() + "@" + mouse.row() + "," + mouse.column();
        }
        if (event instanceof InputEvent.Paste paste) {
            return "paste(" + paste.text().replace("\u001b", "ESC").replace("\r", "^M") + ")";
        }
        if (event instanceof InputEvent.Focus focus) {
            return "focus(" + focus.gained() + ")";
        }
        return "reply(" + ((InputEvent.Reply) event).sequence() + ")";
    }

    @Test
    void theWayInputIsCutMakesNoDifference() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder input = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                input.append(ALL[random.nextInt(ALL.length)]);
            }
            byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
            assertEquals(decode(bytes, bytes.length), decode(bytes, 1 + random.nextInt(4)));
        }
    }

    @Test
    void randomBytesNeverFailAndNeverStick() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[30];
            random.nextBytes(noise);
            List<InputEvent> events = new ArrayList<>();
            KeyDecoder decoder = new KeyDecoder(events::add);
            decoder.feed(noise, 0, noise.length);
            decoder.flush();
            decoder.feed(bytes("ESC[201-"), 0, 6);
            int before = events.size();
            decoder.feed(new byte[] {'z'}, 0, 1);
            assertEquals(before + 1, events.size());
        }
    }

    @Test
    void onlyAnEscapeOrACutSequenceIsPending() {
        KeyDecoder decoder = new KeyDecoder(event -> { });
        decoder.feed(new byte[] {'a'}, 0, 1);
        assertFalse(decoder.isPending());
        decoder.feed(new byte[] {0x1B}, 0, 1);
        assertTrue(decoder.isPending());
        decoder.feed(new byte[] {'['}, 0, 1);
        assertTrue(decoder.isPending());
        decoder.feed(new byte[] {'A'}, 0, 1);
        assertFalse(decoder.isPending());
    }
}
