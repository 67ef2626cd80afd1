package dev.berth.build.copy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Names of files as text and back without loss: the kernel's are bytes, and not always UTF-8. A byte that is no part of
 * a character becomes a lone surrogate, U+DC80 to U+DCFF, which no valid name has (as in Python's PEP 383).
 */
final class FileName {

    private static final char FIRST = '\uDC00';

    private FileName() {
    }

    /** The text of a name. */
    static String text(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (FIRST + (in.get() & 0xFF)));
            }
            decoder.reset();
        }
    }

    /** The bytes that {@link #text} made a text of. */
    static byte[] bytes(String text) {
        try {
            ByteBuffer plain = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[plain.remaining()];
            plain.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            return mixed(text);
        }
    }

    private static byte[] mixed(String text) {
        ByteBuffer out = ByteBuffer.allocate(text.length() * 4);
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c >= FIRST + 0x80 && c <= FIRST + 0xFF) {
                out.put((byte) (c - FIRST));
            } else {
                out.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
