package dev.berth.isolation;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Network namespaces made ahead: with nothing in them but the loopback device, which is up. A thread makes them by
 * entering them; one lies ready and one is in its hands.
 */
final class SpareNetworks implements AutoCloseable {

    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int SIOCSIFFLAGS = 0x8914;
    /** {@code IFF_UP | IFF_LOOPBACK | IFF_RUNNING}. */
    private static final short UP = 0x49;
    /** {@code sizeof(struct ifreq)}; the flags follow the name's 16 bytes. */
    private static final int IFREQ = 40;
    private static final int IFREQ_FLAGS = 16;

    private final BlockingQueue<Made> ready = new ArrayBlockingQueue<>(1);
    private final Thread thread = new Thread(this::run, "spare-networks");
    private boolean started;
    private volatile boolean closed;

    /** A namespace, or why there is none. */
    private record Made(Optional<Fd> namespace, Optional<KernelException> failure) {
    }

    /**
     * A namespace that nobody else has, the caller's to close.
     *
     * @throws KernelException if the kernel refuses to make one
     */
    Fd take() throws KernelException {
        start();
        try {
            Made made = ready.take();
            if (made.failure().isPresent()) {
                throw new KernelException(made.failure().get().operation(), made.failure().get().errno());
            }
            return made.namespace().orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KernelException("wait for a network namespace", Errno.EINTR);
        }
    }

    /** Begins to make them, if that was not done. */
    synchronized void start() {
        if (!started) {
            started = true;
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        while (!closed) {
            Made made;
            try {
                made = new Made(Optional.of(make()), Optional.empty());
            } catch (KernelException e) {
                made = new Made(Optional.empty(), Optional.of(e));
            }
            try {
                ready.put(made);
            } catch (InterruptedException e) {
                made.namespace().ifPresent(Fd::close);
                return;
            }
        }
    }

    private static Fd make() throws KernelException {
        Kernel.check(Kernel.raw(Sys.UNSHARE, Flags.CLONE_NEWNET, 0), "make", "a network namespace");
        try (Scratch s = Scratch.open(); Fd socket = Fd.of((int) Kernel.check(Kernel.raw(Sys.SOCKET, AF_INET,
                SOCK_DGRAM | SOCK_CLOEXEC, 0), "open", "a socket for the loopback device"))) {
            long request = s.allocate(IFREQ);
            Scratch.putShort(request, (short) ('l' | 'o' << 8));
            Scratch.putShort(request + IFREQ_FLAGS, UP);
            socket.ioctl(SIOCSIFFLAGS, request);
        }
        return Fd.open(Path.of("/proc/thread-self/ns/net"), OpenFlags.RDONLY, 0);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        List<Made> left = new ArrayList<>();
        ready.drainTo(left);
        left.forEach(made -> made.namespace().ifPresent(Fd::close));
    }
}
