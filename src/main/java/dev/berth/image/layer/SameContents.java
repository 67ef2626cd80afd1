package dev.berth.image.layer;

import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.NativeBuffer;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.util.Arrays;

/** Compares what files hold, byte by byte. */
final class SameContents {

    private static final int BUFFER = 256 * 1024;

    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    private final byte[] one = new byte[BUFFER];
    private final byte[] other = new byte[BUFFER];

    /**
     * Whether two files hold the same.
     *
     * @param before directory of the one
     * @param after directory of the other
     * @param name of both
     */
    boolean test(int before, int after, byte[] name) throws IOException {
        try (Fd then = FileCalls.open(before, name, OpenFlags.RDONLY | OpenFlags.NOFOLLOW, 0);
                Fd now = FileCalls.open(after, name, OpenFlags.RDONLY | OpenFlags.NOFOLLOW, 0)) {
            while (true) {
                int length = fill(then, one);
                if (length != fill(now, other) || !Arrays.equals(one, 0, length, other, 0, length)) {
                    return false;
                }
                if (length == 0) {
                    return true;
                }
            }
        }
    }

    /** Bytes read: fewer than there is room for only at the end. */
    private int fill(Fd file, byte[] into) throws IOException {
        int done = 0;
        while (done < BUFFER) {
            int n = file.read(memory.address(), BUFFER - done);
            if (n == 0) {
                return done;
            }
            memory.get(into, done, n);
            done += n;
        }
        return done;
    }
}
