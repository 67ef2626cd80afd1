package dev.berth.session;

import java.nio.charset.StandardCharsets;

/** The frames of the session protocol; see the package. */
final class Frame {

    /** Bytes before the payload. */
    static final int HEADER = 8;

    static final byte REQUEST = 'R';
    static final byte WINDOW = 'W';
    static final byte SIGNAL = 'G';
    static final byte CONTINUED = 'C';
    static final byte EXIT = 'X';
    static final byte STOP = 'S';
    static final byte HEARD = 'H';

    private Frame() {
    }

    /** A little-endian number. */
    static int number(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    /** Tells the client to exit, writing a message to its standard error first. */
    static byte[] exit(int status, String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] frame = header(EXIT, 4 + text.length);
        put(frame, HEADER, status);
        System.arraycopy(text, 0, frame, HEADER + 4, text.length);
        return frame;
    }

    /** Tells the client to stop by a signal. */
    static byte[] stop(int signal) {
        byte[] frame = header(STOP, 1);
        frame[HEADER] = (byte) signal;
        return frame;
    }

    /** Tells the client that its signal has had its effect: it was no request to end that was not heard. */
    static byte[] heard() {
        return header(HEARD, 0);
    }

    private static byte[] header(byte type, int length) {
        byte[] frame = new byte[HEADER + length];
        frame[0] = type;
        put(frame, 4, length);
        return frame;
    }

    private static void put(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >> 8 * i);
        }
    }
}
