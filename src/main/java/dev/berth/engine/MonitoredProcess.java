package dev.berth.engine;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Pidfd;
import dev.berth.kernel.Poll;
import dev.berth.kernel.Pty;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process with its monitor, of a container or an exec session: what the engine holds of the two. Everything here is
 * got back after an engine restart.
 */
final class MonitoredProcess implements AutoCloseable {

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    /** Less than {@code PIPE_BUF}: a pipe that is ready takes so much at once. */
    private static final int PIECE = 4096;

    private final Fd monitor;
    private final Optional<Fd> process;
    private final int pid;
    private final boolean tty;
    private final Fd control;
    private Optional<Fd> input;

    private MonitoredProcess(Fd monitor, Optional<Fd> process, int pid, boolean tty, Optional<Fd> input, Fd control)
            throws KernelException {
        this.monitor = monitor;
        this.process = process;
        this.pid = pid;
        this.tty = tty;
        this.input = input;
        this.control = control;
        if (input.isPresent()) {
            int fd = input.get().number();
            long flags = Kernel.check(Kernel.raw(Sys.FCNTL, fd, F_GETFL, 0), "look at", "standard input");
            Kernel.check(Kernel.raw(Sys.FCNTL, fd, F_SETFL, flags | OpenFlags.NONBLOCK), "change", "standard input");
        }
    }

    /**
     * A process that was just launched.
     *
     * @param monitor its monitor
     * @param identity which process it is
     * @param tty whether its input is a terminal
     * @param input its input
     * @param control the monitor's control pipe
     * @throws KernelException if the kernel refuses; the descriptors stay the caller's
     */
    static MonitoredProcess launched(Fd monitor, MonitorFiles.Identity identity, boolean tty, Optional<Fd> input,
            Fd control) throws KernelException {
        return new MonitoredProcess(monitor, open(identity), identity.pid(), tty, input, control);
    }

    /**
     * A process that another engine launched.
     *
     * @param started its start record
     * @param tty whether its input is a terminal
     * @param numbers the monitor's descriptors
     * @throws KernelException if it has ended
     */
    static MonitoredProcess found(MonitorFiles.Started started, boolean tty,
            dev.berth.isolation.Launcher.MonitorNumbers numbers) throws KernelException {
        Fd monitor = Pidfd.open(started.monitor().pid());
        if (!started.monitor().alive()) {
            monitor.close();
            throw new KernelException("find monitor " + started.monitor().pid(), Errno.ESRCH);
        }
        Optional<Fd> input = numbers.input() < 0 ? Optional.empty() : fetch(monitor, numbers.input());
        Fd control = Pidfd.descriptor(monitor, numbers.control());
        return new MonitoredProcess(monitor, open(started.process()), started.process().pid(), tty, input, control);
    }

    /** A standard input that was closed before is not there any more. */
    private static Optional<Fd> fetch(Fd monitor, int number) throws KernelException {
        try {
            return Optional.of(Pidfd.descriptor(monitor, number));
        } catch (KernelException e) {
            if (e.errno() == Errno.EBADF) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The process by descriptor, or nothing if it has ended, also if another one has its id by now. */
    private static Optional<Fd> open(MonitorFiles.Identity identity) throws KernelException {
        try {
            Fd fd = Pidfd.open(identity.pid());
            if (identity.alive()) {
                return Optional.of(fd);
            }
            fd.close();
            return Optional.empty();
        } catch (KernelException e) {
            if (e.errno() == Errno.ESRCH) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The monitor. */
    Fd monitor() {
        return monitor;
    }

    /** The process as the host sees it. */
    int pid() {
        return pid;
    }

    /**
     * A descriptor of the process, for a launch that joins its namespaces: by then another one may have its id.
     *
     * @throws KernelException with ESRCH if it has ended
     */
    Fd handle() throws KernelException {
        if (process.isEmpty()) {
            throw new KernelException("join process " + pid, Errno.ESRCH);
        }
        return process.get().duplicate();
    }

    /**
     * Its root directory, as a place: everything beneath it as the process sees it.
     *
     * @throws KernelException with ESRCH if it has ended
     */
    Fd root() throws KernelException {
        Fd root = Fd.open(Path.of("/proc", Integer.toString(pid), "root"), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        // another process could have its id by now, but not while it was alive afterwards
        if (process.isEmpty() || Pidfd.ended(process.get())) {
            root.close();
            throw new KernelException("open the root of process " + pid, Errno.ESRCH);
        }
        return root;
    }

    /** Sends a signal; nothing happens if it has ended. */
    void signal(int signal) throws KernelException {
        if (process.isEmpty()) {
            return;
        }
        try {
            Pidfd.signal(process.get(), signal);
        } catch (KernelException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** Sets the terminal's size. */
    void resize(int rows, int columns) throws KernelException {
        Optional<Fd> terminal = input();
        if (tty && terminal.isPresent()) {
            Pty.resize(terminal.get(), rows, columns);
        }
    }

    private synchronized Optional<Fd> input() {
        return input;
    }

    /**
     * Writes to its input, waits while that is full.
     *
     * @param bytes what
     * @throws IOException if nobody reads it any more
     */
    void write(ByteBuffer bytes) throws IOException, InterruptedException {
        byte[] piece = new byte[Math.min(PIECE, bytes.remaining())];
        while (bytes.hasRemaining()) {
            Fd to = input().orElseThrow(() -> new IOException("its standard input is closed"));
            int length = Math.min(piece.length, bytes.remaining());
            bytes.duplicate().get(piece, 0, length);
            int written;
            try (Scratch s = Scratch.open()) {
                long address = s.allocate(length);
                Scratch.putBytes(address, piece, 0, length);
                long n = Kernel.raw(Sys.WRITE, to.number(), address, length);
                written = n == -Errno.EAGAIN ? 0 : (int) Kernel.check(n, "write to", "standard input");
            }
            bytes.position(bytes.position() + written);
            if (written == 0) {
                awaitRoom(to);
            }
        }
    }

    private void awaitRoom(Fd to) throws IOException, InterruptedException {
        short[] ready = new short[2];
        Poll.poll(new int[] {to.number(), monitor.number()}, new short[] {Poll.OUT, Poll.IN}, ready, 1000);
        if (ready[1] != 0 && ready[0] == 0) {
            throw new IOException("it has ended");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Ends its standard input, here and in the monitor. A terminal stays. */
    synchronized void closeInput() throws IOException {
        if (tty || input.isEmpty()) {
            return;
        }
        input.get().close();
        input = Optional.empty();
        control.write(new byte[] {'i'});
    }

    @Override
    public synchronized void close() {
        monitor.close();
        process.ifPresent(Fd::close);
        control.close();
        input.ifPresent(Fd::close);
        input = Optional.empty();
    }
}
