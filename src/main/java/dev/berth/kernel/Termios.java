package dev.berth.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * A terminal's modes: the kernel's {@code struct termios} (asm-generic/termbits.h), kept as its 36 bytes and never
 * changed. Flags have the same values on x86-64 and aarch64.
 */
public final class Termios {

    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    /** Four words of flags, the line discipline, 19 control characters. */
    private static final int SIZE = 36;

    private static final int IFLAG = 0;
    private static final int OFLAG = 4;
    private static final int CFLAG = 8;
    private static final int LFLAG = 12;
    private static final int CC = 17;

    private static final int VTIME = 5;
    private static final int VMIN = 6;

    // IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON, as cfmakeraw(3)
    private static final int RAW_INPUT_OFF = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;
    private static final int OPOST = 0x1;
    // ECHO | ECHONL | ICANON | ISIG | IEXTEN
    private static final int RAW_LOCAL_OFF = 0x8 | 0x40 | 0x2 | 0x1 | 0x8000;
    private static final int CSIZE_PARENB = 0x30 | 0x100;
    private static final int CS8 = 0x30;

    private final byte[] bytes;

    private Termios(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A terminal's modes, or nothing when the descriptor is no terminal.
     *
     * @param fd a descriptor
     */
    public static Optional<Termios> of(int fd) {
        try (Scratch s = Scratch.open()) {
            long memory = s.allocate(64);
            if (Kernel.raw(Sys.IOCTL, fd, TCGETS, memory) < 0) {
                return Optional.empty();
            }
            byte[] bytes = new byte[SIZE];
            Scratch.getBytes(memory, bytes, 0, SIZE);
            return Optional.of(new Termios(bytes));
        }
    }

    /** Whether a descriptor is a terminal. */
    public static boolean isTerminal(int fd) {
        try (Scratch s = Scratch.open()) {
            return Kernel.raw(Sys.IOCTL, fd, TCGETS, s.allocate(64)) >= 0;
        }
    }

    /**
     * Sets these modes on a terminal at once: waiting for its output to drain could wait without end.
     *
     * @param fd a terminal
     * @throws KernelException if the kernel refuses
     */
    public void apply(int fd) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long memory = s.allocate(64);
            Scratch.putBytes(memory, bytes, 0, SIZE);
            long result;
            do {
                result = Kernel.raw(Sys.IOCTL, fd, TCSETS, memory);
            } while (result == -Errno.EINTR);
            Kernel.check(result, "set the terminal modes of", "fd " + fd);
        }
    }

    /**
     * These modes made raw as cfmakeraw(3) does: every byte is passed on as it is, in and out, and no key raises a
     * signal. A read gives what is there, at least one byte.
     */
    public Termios raw() {
        Termios raw = new Termios(bytes.clone());
        raw.put(IFLAG, raw.get(IFLAG) & ~RAW_INPUT_OFF);
        raw.put(OFLAG, raw.get(OFLAG) & ~OPOST);
        raw.put(CFLAG, raw.get(CFLAG) & ~CSIZE_PARENB | CS8);
        raw.put(LFLAG, raw.get(LFLAG) & ~RAW_LOCAL_OFF);
        raw.bytes[CC + VMIN] = 1;
        raw.bytes[CC + VTIME] = 0;
        return raw;
    }

    /** Input flags ({@code c_iflag}). */
    public int inputFlags() {
        return get(IFLAG);
    }

    /** Output flags ({@code c_oflag}). */
    public int outputFlags() {
        return get(OFLAG);
    }

    /** Local flags ({@code c_lflag}). */
    public int localFlags() {
        return get(LFLAG);
    }

    /**
     * A control character ({@code c_cc}).
     *
     * @param index the kernel's index, for example 0 for VINTR
     */
    public int controlCharacter(int index) {
        return bytes[CC + index] & 0xFF;
    }

    /**
     * These modes with other flags.
     *
     * @param input {@code c_iflag}
     * @param output {@code c_oflag}
     * @param local {@code c_lflag}
     */
    public Termios with(int input, int output, int local) {
        Termios changed = new Termios(bytes.clone());
        changed.put(IFLAG, input);
        changed.put(OFLAG, output);
        changed.put(LFLAG, local);
        return changed;
    }

    /**
     * These modes with another control character.
     *
     * @param index the kernel's index
     * @param value the character
     */
    public Termios withControlCharacter(int index, int value) {
        Termios changed = new Termios(bytes.clone());
        changed.bytes[CC + index] = (byte) value;
        return changed;
    }

    private int get(int offset) {
        return bytes[offset] & 0xFF | (bytes[offset + 1] & 0xFF) << 8 | (bytes[offset + 2] & 0xFF) << 16
                | bytes[offset + 3] << 24;
    }

    private void put(int offset, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[offset + i] = (byte) (value >> 8 * i);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Termios t && Arrays.equals(bytes, t.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
