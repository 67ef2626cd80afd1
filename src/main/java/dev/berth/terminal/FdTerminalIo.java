package dev.berth.terminal;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Poll;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import dev.berth.kernel.Tty;
import dev.berth.kernel.WakeUp;
import java.io.IOException;
import java.util.Optional;

/**
 * A terminal on descriptors that a client has passed. They are never opened again by name, which could make the
 * terminal this process's controlling terminal, and never set to not block, which the user's shell would share.
 */
public final class FdTerminalIo implements TerminalIo {
    /** More than this goes to the kernel in several calls. */
    private static final int WRITE_CHUNK = 64 * 1024;

    private final Fd input;
    private final Fd output;
    private final WakeUp wakeUp = new WakeUp();
    private final int[] polled;
    private final short[] events = {Poll.IN, Poll.IN};
    private final short[] ready = new short[2];

    /**
     * Works on descriptors that stay the caller's.
     *
     * @param input the client's standard input
     * @param output the client's standard output
     * @throws IOException if no descriptor for waiting can be had
     */
    public FdTerminalIo(Fd input, Fd output) throws IOException {
        this.input = input;
        this.output = output;
        polled = new int[] {input.number(), wakeUp.number()};
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long timeoutMillis) throws IOException {
        if (Poll.poll(polled, events, ready, timeoutMillis) == 0) {
            return 0;
        }
        if (ready[1] != 0) {
            wakeUp.clear();
        }
        if (ready[0] == 0) {
            return 0;
        }
        try (Scratch s = Scratch.open()) {
            long address = s.allocate(Math.min(length, 16 * 1024));
            long count = Kernel.raw(Sys.READ, input.number(), address, Math.min(length, 16 * 1024));
            if (count == -Errno.EINTR || count == -Errno.EAGAIN) {
                return 0;
            }
            if (count == -Errno.EIO || count == 0) {
                // In raw mode (VMIN 0) a read may also find nothing after another process has read it.
                return count == 0 && (ready[0] & (Poll.HUP | Poll.ERR)) == 0 && attributes().isPresent() ? 0 : HANG_UP;
            }
            Kernel.check(count, "read", "terminal");
            Scratch.getBytes(address, buffer, offset, (int) count);
            return (int) count;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int chunk = Math.min(length - done, WRITE_CHUNK);
            try (Scratch s = Scratch.open()) {
                long address = s.allocate(chunk);
                Scratch.putBytes(address, bytes, offset + done, chunk);
                done += writeSome(address, chunk);
            }
        }
    }

    private int writeSome(long address, int length) throws KernelException {
        long count = Kernel.raw(Sys.WRITE, output.number(), address, length);
        if (count == -Errno.EINTR) {
            return 0;
        }
        if (count == -Errno.EAGAIN) {
            // Somebody else has set the shared flag O_NONBLOCK: wait here instead.
            Poll.poll(new int[] {output.number()}, new short[] {Poll.OUT}, new short[1], 1000);
            return 0;
        }
        return (int) Kernel.check(count, "write", "terminal");
    }

    @Override
    public void wake() {
        wakeUp.signal();
    }

    @Override
    public WindowSize size() {
        int[] size = Tty.size(output).or(() -> Tty.size(input)).orElse(new int[2]);
        return size[0] == 0 || size[1] == 0 ? WindowSize.USUAL : new WindowSize(size[0], size[1]);
    }

    @Override
    public Optional<TerminalAttributes> attributes() {
        return Tty.attributes(input).map(TerminalAttributes::new);
    }

    @Override
    public void attributes(TerminalAttributes attributes) throws IOException {
        Tty.setAttributes(input, attributes.toBytes());
    }

    @Override
    public void close() {
        wakeUp.close();
    }
}
