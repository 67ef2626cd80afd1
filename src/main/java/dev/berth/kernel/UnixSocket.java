package dev.berth.kernel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A Unix stream socket that can pass file descriptors ({@code SCM_RIGHTS}, unix(7)), which Java's own cannot.
 */
public final class UnixSocket implements AutoCloseable {

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    /** {@code sizeof(sun_path)}; a longer path goes through its directory's descriptor. */
    private static final int PATH_MAX = 108;
    private static final int CMSG_HEADER = 16;
    private static final int MSGHDR = 56;

    private final Fd fd;

    private UnixSocket(Fd fd) {
        this.fd = fd;
    }

    /**
     * Listens on a path, which must not exist. The socket is made with mode 0600; give others access afterwards.
     *
     * @param path where
     * @param backlog how many connections may wait
     * @throws KernelException if the kernel refuses
     */
    public static UnixSocket listen(Path path, int backlog) throws KernelException {
        UnixSocket socket = create();
        try {
            // on a socket not yet bound this is the mode of the file that bind makes (sock->sk inode, unix(7))
            Kernel.check(Kernel.raw(Sys.FCHMOD, socket.number(), 0600), "set the mode of", path);
            bind(socket, path);
            Kernel.check(Kernel.raw(Sys.LISTEN, socket.number(), backlog), "listen on", path);
            return socket;
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    private static UnixSocket create() throws KernelException {
        return new UnixSocket(Fd.of((int) Kernel.check(
                Kernel.raw(Sys.SOCKET, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "create", "a socket")));
    }

    private static void bind(UnixSocket socket, Path path) throws KernelException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length < PATH_MAX) {
            Kernel.check(bind(socket, name), "listen on", path);
            return;
        }
        try (Fd directory = Fd.open(path.toAbsolutePath().getParent(), OpenFlags.PATH | OpenFlags.DIRECTORY, 0)) {
            String shorter = "/proc/self/fd/" + directory.number() + "/" + path.getFileName();
            Kernel.check(bind(socket, shorter.getBytes(StandardCharsets.UTF_8)), "listen on", path);
        }
    }

    private static long bind(UnixSocket socket, byte[] name) {
        if (name.length >= PATH_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        try (Scratch s = Scratch.open()) {
            long address = s.allocate(2 + PATH_MAX);
            Scratch.putShort(address, (short) AF_UNIX);
            Scratch.putBytes(address + 2, name, 0, name.length);
            return Kernel.raw(Sys.BIND, socket.number(), address, 2 + name.length + 1);
        }
    }

    /** The descriptor's number, for {@link Poll}. */
    public int number() {
        return fd.number();
    }

    /**
     * The next connection; waits for one.
     *
     * @throws KernelException if the kernel refuses
     */
    public UnixSocket accept() throws KernelException {
        long n;
        do {
            n = Kernel.raw(Sys.ACCEPT4, number(), 0, 0, SOCK_CLOEXEC);
        } while (n == -Errno.EINTR || n == -Errno.ECONNABORTED);
        return new UnixSocket(Fd.of((int) Kernel.check(n, "accept on", fd)));
    }

    /**
     * Who is at the other end.
     *
     * @throws KernelException if the kernel refuses
     */
    public PeerCredentials peer() throws KernelException {
        try (Scratch s = Scratch.open()) {
            long credentials = s.allocate(12);
            long length = s.allocate(4);
            Scratch.putInt(length, 12);
            Kernel.check(Kernel.raw(Sys.GETSOCKOPT, number(), SOL_SOCKET, SO_PEERCRED, credentials, length),
                    "read the peer of", fd);
            return new PeerCredentials(Scratch.getInt(credentials), Scratch.getInt(credentials + 4),
                    Scratch.getInt(credentials + 8));
        }
    }

    /**
     * Takes what has arrived, without waiting.
     *
     * @param into where to
     * @param offset first byte
     * @param length how many bytes at most, not 0
     * @param passed gets the descriptors that came along, at most 8; the caller closes them
     * @return how many bytes, 0 at the end, -1 when nothing is there yet
     * @throws KernelException if the kernel refuses
     */
    public int receive(byte[] into, int offset, int length, List<Fd> passed) throws KernelException {
        try (Scratch s = Scratch.open()) {
            int size = Math.min(length, 16 * 1024);
            long data = s.allocate(size);
            int controlSize = CMSG_HEADER + 8 * 4;
            long control = s.allocate(controlSize);
            long message = message(s, data, size, control, controlSize);
            long n;
            do {
                n = Kernel.raw(Sys.RECVMSG, number(), message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
            } while (n == -Errno.EINTR);
            if (n == -Errno.EAGAIN) {
                return -1;
            }
            Kernel.check(n, "receive on", fd);
            if (Scratch.getLong(message + 40) >= CMSG_HEADER && Scratch.getInt(control + 8) == SOL_SOCKET
                    && Scratch.getInt(control + 12) == SCM_RIGHTS) {
                long count = (Scratch.getLong(control) - CMSG_HEADER) / 4;
                for (int i = 0; i < count; i++) {
                    passed.add(Fd.of(Scratch.getInt(control + CMSG_HEADER + 4L * i)));
                }
            }
            Scratch.getBytes(data, into, offset, (int) n);
            return (int) n;
        }
    }

    /**
     * Sends all bytes, with descriptors beside the first.
     *
     * @param bytes what to send, not empty
     * @param pass descriptors' numbers, at most 8; they stay open here
     * @throws KernelException if the kernel refuses, {@link Errno#EPIPE} when the other end is closed
     */
    public void send(byte[] bytes, int... pass) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long data = s.bytes(bytes);
            long control = s.allocate(CMSG_HEADER + 4 * Math.max(1, pass.length));
            Scratch.putLong(control, CMSG_HEADER + 4L * pass.length);
            Scratch.putInt(control + 8, SOL_SOCKET);
            Scratch.putInt(control + 12, SCM_RIGHTS);
            for (int i = 0; i < pass.length; i++) {
                Scratch.putInt(control + CMSG_HEADER + 4L * i, pass[i]);
            }
            int sent = 0;
            while (sent < bytes.length) {
                boolean first = sent == 0 && pass.length > 0;
                long message = message(s, data + sent, bytes.length - sent, first ? control : 0,
                        first ? CMSG_HEADER + 4 * pass.length : 0);
                long n = Kernel.raw(Sys.SENDMSG, number(), message, MSG_NOSIGNAL);
                if (n != -Errno.EINTR) {
                    sent += (int) Kernel.check(n, "send on", fd);
                }
            }
        }
    }

    private static long message(Scratch s, long data, long size, long control, long controlSize) {
        long vector = s.allocate(16);
        Scratch.putLong(vector, data);
        Scratch.putLong(vector + 8, size);
        long message = s.allocate(MSGHDR);
        Scratch.putLong(message + 16, vector);
        Scratch.putLong(message + 24, 1);
        Scratch.putLong(message + 32, control);
        Scratch.putLong(message + 40, controlSize);
        return message;
    }

    @Override
    public void close() {
        fd.close();
    }
}
