package dev.berth.engine;

import dev.berth.isolation.Launcher;
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

    /** Less than {@code PIPE_BUF}: a pipe that is ready takes so much at once. */
    private static final int PIECE = 4096;

    private final Fd monitor;
    private final Optional<Fd> process;
    private final int pid;
    private final boolean tty;
    private final Fd control;
    private Optional<Fd> input;
    private boolean closed;

    private MonitoredProcess(Fd monitor, Optional<Fd> process, int pid, boolean tty, Optional<Fd> input, Fd control) {
        this.monitor = monitor;
        this.process = process;
        this.pid = pid;
        this.tty = tty;
        this.input = input;
        this.control = control;
    }

    /**
     * A process that was just launched.
     *
     * @param launched its monitor; closed here if something goes wrong
     * @param directory where its monitor left the start record
     * @param tty whether its input is a terminal
     * @throws IOException if the start record is not there, or the kernel refuses
     */
    static MonitoredProcess launched(Launcher.Launched launched, Path directory, boolean tty) throws IOException {
        try {
            MonitorFiles.Started started = MonitorFiles.started(directory)
                    .orElseThrow(() -> new IOException("its monitor left no start record"));
            return of(launched.monitor(), started.process(), tty, launched.input(), launched.control());
        } catch (IOException e) {
            launched.close();
            throw e;
        }
    }

    /**
     * A process that another engine launched.
     *
     * @param started its start record
     * @param tty whether its input is a terminal
     * @param numbers the monitor's descriptors
     * @throws KernelException if it has ended
     */
    static MonitoredProcess found(MonitorFiles.Started started, boolean tty, Launcher.MonitorNumbers numbers)
            throws KernelException {
        Fd monitor = Pidfd.open(started.monitor().pid());
        Optional<Fd> control = Optional.empty();
        Optional<Fd> input = Optional.empty();
        try {
            if (!started.monitor().alive()) {
                throw new KernelException("find monitor " + started.monitor().pid(), Errno.ESRCH);
            }
            control = Optional.of(Pidfd.descriptor(monitor, numbers.control()));
            input = numbers.input() < 0 ? Optional.empty() : fetch(monitor, numbers.input());
            return of(monitor, started.process(), tty, input, control.get());
        } catch (KernelException e) {
            monitor.close();
            control.ifPresent(Fd::close);
            input.ifPresent(Fd::close);
            throw e;
        }
    }

    private static MonitoredProcess of(Fd monitor, MonitorFiles.Identity identity, boolean tty, Optional<Fd> input,
            Fd control) throws KernelException {
        if (input.isPresent()) {
            input.get().setNonBlocking();
        }
        return new MonitoredProcess(monitor, open(identity), identity.pid(), tty, input, control);
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
    synchronized Fd handle() throws KernelException {
        return held("join process " + pid).duplicate();
    }

    /**
     * Its root directory, as a place: everything beneath it as the process sees it.
     *
     * @throws KernelException with ESRCH if it has ended
     */
    synchronized Fd root() throws KernelException {
        String what = "open the root of process " + pid;
        Fd held = held(what);
        Fd root = Fd.open(Path.of("/proc", Integer.toString(pid), "root"), OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
        // another process could have its id by now, but not while it was alive afterwards
        if (Pidfd.ended(held)) {
            root.close();
            throw new KernelException(what, Errno.ESRCH);
        }
        return root;
    }

    private Fd held(String what) throws KernelException {
        if (closed || process.isEmpty()) {
            throw new KernelException(what, Errno.ESRCH);
        }
        return process.get();
    }

    /** Sends a signal; nothing happens if it has ended. */
    synchronized void signal(int signal) throws KernelException {
        if (closed || process.isEmpty()) {
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
    synchronized void resize(int rows, int columns) throws KernelException {
        if (tty && input.isPresent()) {
            Pty.resize(input.get(), rows, columns);
        }
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
            int length = Math.min(piece.length, bytes.remaining());
            bytes.duplicate().get(piece, 0, length);
            int written = writeNow(piece, length);
            bytes.position(bytes.position() + written);
            if (written == 0) {
                awaitRoom();
            }
        }
    }

    /** Writes as much as there is room for. */
    private synchronized int writeNow(byte[] piece, int length) throws IOException {
        Fd to = openInput();
        try (Scratch s = Scratch.open()) {
            long address = s.allocate(length);
            Scratch.putBytes(address, piece, 0, length);
            long n = Kernel.raw(Sys.WRITE, to.number(), address, length);
            return n == -Errno.EAGAIN ? 0 : (int) Kernel.check(n, "write to", "standard input");
        }
    }

    private Fd openInput() throws IOException {
        return input.orElseThrow(() -> new IOException("its standard input is closed"));
    }

    private void awaitRoom() throws IOException, InterruptedException {
        int[] fds;
        synchronized (this) {
            fds = new int[] {openInput().number(), monitor.number()};
        }
        short[] ready = new short[2];
        Poll.poll(fds, new short[] {Poll.OUT, Poll.IN}, ready, 1000);
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
        closed = true;
        monitor.close();
        process.ifPresent(Fd::close);
        control.close();
        input.ifPresent(Fd::close);
        input = Optional.empty();
    }
}
