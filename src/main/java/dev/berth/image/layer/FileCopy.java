package dev.berth.image.layer;

import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.NativeBuffer;
import java.io.IOException;

/**
 * Copies files' contents: as shared blocks where the file system can, else within the kernel, else by hand. Holes stay
 * holes.
 */
final class FileCopy {

    private static final int SEEK_SET = 0;
    private static final int BUFFER = 256 * 1024;

    private final NativeBuffer memory = NativeBuffer.allocate(BUFFER);
    private boolean clones = true;
    private boolean ranges = true;

    /**
     * Copies a file.
     *
     * @param from open for reading
     * @param to empty, open for writing
     * @param size bytes of the file with its holes
     */
    void copy(Fd from, Fd to, long size) throws IOException {
        if (size == 0) {
            return;
        }
        if (clones && FileCalls.tryClone(from.number(), to.number())) {
            return;
        }
        // whether blocks can be shared is the file system's affair: what failed once is not tried for every file
        clones = false;
        FileCalls.truncate(to.number(), size);
        long at = 0;
        while (at < size) {
            long data = Holes.data(from, at, size);
            long end = data < size ? Holes.hole(from, data, size) : size;
            FileCalls.seek(from.number(), data, SEEK_SET);
            FileCalls.seek(to.number(), data, SEEK_SET);
            piece(from, to, end - data);
            at = end;
        }
    }

    private void piece(Fd from, Fd to, long length) throws IOException {
        long left = length;
        while (left > 0 && ranges) {
            long n = FileCalls.tryCopyRange(from.number(), to.number(), left);
            if (n == 0) {
                return;
            }
            ranges = n > 0;
            left -= Math.max(0, n);
        }
        while (left > 0) {
            int n = from.read(memory.address(), (int) Math.min(left, BUFFER));
            if (n == 0) {
                return;
            }
            int done = 0;
            while (done < n) {
                done += to.write(memory.address() + done, n - done);
            }
            left -= n;
        }
    }
}
