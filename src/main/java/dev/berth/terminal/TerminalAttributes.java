package dev.berth.terminal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A terminal's line settings, {@code struct termios} of Linux; kept whole so that they are restored exactly. */
public final class TerminalAttributes {
    private static final int INPUT = 0;
    private static final int OUTPUT = 4;
    private static final int CONTROL = 8;
    private static final int LOCAL = 12;
    private static final int CONTROL_CHARACTERS = 17;
    private static final int VTIME = 5;
    private static final int VMIN = 6;

    /** IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON (asm-generic/termbits.h). */
    private static final int INPUT_PROCESSING = 0x0001 | 0x0002 | 0x0008 | 0x0020 | 0x0040 | 0x0080 | 0x0100 | 0x0400;
    private static final int OPOST = 0x0001;
    private static final int CSIZE_PARENB = 0x0030 | 0x0100;
    private static final int CS8 = 0x0030;
    /** ISIG, ICANON, ECHO, ECHONL, IEXTEN. */
    private static final int LOCAL_PROCESSING = 0x0001 | 0x0002 | 0x0008 | 0x0040 | 0x8000;

    private final byte[] termios;

    /** Takes the kernel's form, which is copied. */
    public TerminalAttributes(byte[] termios) {
        this.termios = termios.clone();
    }

    /** The kernel's form. */
    public byte[] toBytes() {
        return termios.clone();
    }

    /**
     * The same with nothing between the line and the program, as {@code cfmakeraw(3)}: every byte comes and goes as it
     * is. A read never blocks (VMIN 0, VTIME 0); whoever reads polls before.
     */
    public TerminalAttributes raw() {
        byte[] raw = termios.clone();
        change(raw, INPUT, INPUT_PROCESSING, 0);
        change(raw, OUTPUT, OPOST, 0);
        change(raw, CONTROL, CSIZE_PARENB, CS8);
        change(raw, LOCAL, LOCAL_PROCESSING, 0);
        raw[CONTROL_CHARACTERS + VTIME] = 0;
        raw[CONTROL_CHARACTERS + VMIN] = 0;
        return new TerminalAttributes(raw);
    }

    private static void change(byte[] termios, int offset, int clear, int set) {
        ByteBuffer buffer = ByteBuffer.wrap(termios).order(ByteOrder.nativeOrder());
        buffer.putInt(offset, buffer.getInt(offset) & ~clear | set);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TerminalAttributes that && Arrays.equals(termios, that.termios);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(termios);
    }
}
