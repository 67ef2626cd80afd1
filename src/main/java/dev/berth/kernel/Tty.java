package dev.berth.kernel;

import java.util.Optional;

/** Terminal settings through {@code ioctl_tty(2)}, on a terminal that is passed in and never opened here. */
public final class Tty {

    /** Size of the kernel's {@code struct termios} (asm-generic/termbits.h), the same on x86-64 and aarch64. */
    public static final int ATTRIBUTES_SIZE = 36;

    private static final long TCGETS = 0x5401L;
    private static final long TCSETS = 0x5402L;
    private static final long TIOCGWINSZ = 0x5413L;

    private Tty() {
    }

    /**
     * The attributes as {@code struct termios}, or nothing when the descriptor is no terminal or its other end is gone.
     *
     * @param terminal any descriptor
     */
    public static Optional<byte[]> attributes(Fd terminal) {
        try (Scratch s = Scratch.open()) {
            long address = s.allocate(ATTRIBUTES_SIZE);
            if (Kernel.raw(Sys.IOCTL, terminal.number(), TCGETS, address) < 0) {
                return Optional.empty();
            }
            byte[] bytes = new byte[ATTRIBUTES_SIZE];
            Scratch.getBytes(address, bytes, 0, bytes.length);
            return Optional.of(bytes);
        }
    }

    /**
     * Sets the attributes at once, without waiting for output that a stopped terminal holds back.
     *
     * @param terminal a terminal
     * @param attributes {@code struct termios}
     * @throws KernelException if the kernel refuses
     */
    public static void setAttributes(Fd terminal, byte[] attributes) throws KernelException {
        try (Scratch s = Scratch.open()) {
            terminal.ioctl(TCSETS, s.bytes(attributes));
        }
    }

    /**
     * Rows, then columns; nothing when the descriptor is no terminal or its other end is gone.
     *
     * @param terminal any descriptor
     */
    public static Optional<int[]> size(Fd terminal) {
        try (Scratch s = Scratch.open()) {
            long address = s.allocate(8);
            if (Kernel.raw(Sys.IOCTL, terminal.number(), TIOCGWINSZ, address) < 0) {
                return Optional.empty();
            }
            return Optional.of(new int[] {Scratch.getShort(address) & 0xFFFF, Scratch.getShort(address + 2) & 0xFFFF});
        }
    }
}
