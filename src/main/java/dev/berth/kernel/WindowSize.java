package dev.berth.kernel;

import java.util.Optional;

/**
 * A terminal's size ({@code struct winsize}, ioctl_tty(2)).
 *
 * @param rows lines
 * @param columns cells a line
 * @param widthPixels width in pixels, 0 when not known
 * @param heightPixels height in pixels, 0 when not known
 */
public record WindowSize(int rows, int columns, int widthPixels, int heightPixels) {

    private static final long TIOCGWINSZ = 0x5413;

    /** A size without pixels. */
    public WindowSize(int rows, int columns) {
        this(rows, columns, 0, 0);
    }

    /**
     * A terminal's size, or nothing when the descriptor is no terminal or its size is not set.
     *
     * @param fd a descriptor
     */
    public static Optional<WindowSize> of(int fd) {
        try (Scratch s = Scratch.open()) {
            long size = s.allocate(8);
            if (Kernel.raw(Sys.IOCTL, fd, TIOCGWINSZ, size) < 0) {
                return Optional.empty();
            }
            WindowSize w = new WindowSize(Scratch.getShort(size) & 0xFFFF, Scratch.getShort(size + 2) & 0xFFFF,
                    Scratch.getShort(size + 4) & 0xFFFF, Scratch.getShort(size + 6) & 0xFFFF);
            return w.rows == 0 || w.columns == 0 ? Optional.empty() : Optional.of(w);
        }
    }
}
