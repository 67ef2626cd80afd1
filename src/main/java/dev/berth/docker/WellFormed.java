package dev.berth.docker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON text that can be written again once it is read: what is no UTF-8, and halves of surrogate pairs, become U+FFFD,
 * as Go's decoder makes them. Kept as they are, one label would keep everybody from the list that it is in. What is
 * nested so deeply that the parser's stack would end is refused.
 */
final class WellFormed {

    private static final int ESCAPE = 6;
    /** Many times what any request or answer has. */
    private static final int DEPTH = 200;
    private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

    private WellFormed() {
    }

    /**
     * Makes a text such.
     *
     * @param text JSON; not changed
     * @return the same text when there is nothing wrong with it
     * @throws IllegalArgumentException if it is nested too deeply
     */
    static byte[] of(byte[] text) {
        checkDepth(text);
        byte[] result = text;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            // the decoder that replaces
            result = new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
        for (int i = 0; i < result.length - 1; i++) {
            if (result[i] != '\\') {
                continue;
            }
            int unit = unit(result, i);
            if (unit >= 0 && Character.isHighSurrogate((char) unit)
                    && Character.isLowSurrogate((char) Math.max(0, unit(result, i + ESCAPE)))) {
                i += 2 * ESCAPE - 1;
            } else if (unit >= 0 && Character.isSurrogate((char) unit)) {
                result = result == text ? text.clone() : result;
                System.arraycopy(REPLACEMENT, 0, result, i, ESCAPE);
                i += ESCAPE - 1;
            } else {
                i++;
            }
        }
        return result;
    }

    private static void checkDepth(byte[] text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (inString && b == '\\') {
                i++;
            } else if (b == '"') {
                inString = !inString;
            } else if (!inString) {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                if (depth > DEPTH) {
                    throw new IllegalArgumentException("it is nested deeper than " + DEPTH);
                }
            }
        }
    }

    /** What an escape of four hexadecimal digits stands for; -1 if there is none. */
    private static int unit(byte[] text, int at) {
        if (at + ESCAPE > text.length || text[at] != '\\' || text[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
