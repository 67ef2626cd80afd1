package dev.berth.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes on their way to a terminal, gathered so that they go out in one write. */
final class OutputBuffer {
    private byte[] bytes;
    private int length;

    OutputBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    OutputBuffer add(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[length++] = (byte) b;
        return this;
    }

    /** Appends ASCII. */
    OutputBuffer add(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            add(ascii.charAt(i));
        }
        return this;
    }

    OutputBuffer add(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    OutputBuffer addNumber(int number) {
        if (number >= 10) {
            addNumber(number / 10);
        }
        return add('0' + number % 10);
    }

    OutputBuffer addText(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            add(b);
        }
        return this;
    }

    OutputBuffer addCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            return add(codePoint);
        }
        if (codePoint < 0x800) {
            return add(0xC0 | codePoint >> 6).add(0x80 | codePoint & 0x3F);
        }
        if (codePoint < 0x10000) {
            return add(0xE0 | codePoint >> 12).add(0x80 | codePoint >> 6 & 0x3F).add(0x80 | codePoint & 0x3F);
        }
        return add(0xF0 | codePoint >> 18).add(0x80 | codePoint >> 12 & 0x3F).add(0x80 | codePoint >> 6 & 0x3F)
                .add(0x80 | codePoint & 0x3F);
    }

    /** CUP: moves the cursor; both counted from 0. */
    OutputBuffer moveTo(int row, int column) {
        add("\u001b[");
        if (row > 0 || column > 0) {
            addNumber(row + 1);
        }
        if (column > 0) {
            add(';').addNumber(column + 1);
        }
        return add('H');
    }
}
