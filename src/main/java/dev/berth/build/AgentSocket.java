package dev.berth.build;

import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * An SSH agent as one step sees it: a socket of the step's own, with the owner and mode that it asks for, whose
 * connections are handed on to the agent. The agent itself would talk to nobody but its owner and root, and what is
 * left in the step's hands ends with the step.
 */
final class AgentSocket implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;
    /** A step that wants more at once does not use an agent, but threads. */
    private static final int MOST_CONNECTIONS = 32;

    private final Path agent;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = new HashSet<>();
    private boolean closed;

    /**
     * A socket.
     *
     * @param agent the agent's own
     * @param socket where the step's is made; not there yet
     */
    AgentSocket(Path agent, Path socket) throws IOException {
        this.agent = agent;
        this.socket = socket;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try (Fd directory = Fd.open(socket.getParent(), OpenFlags.DIRECTORY, 0)) {
            // by descriptor: an address has room for 108 bytes, which the path may exceed
            server.bind(UnixDomainSocketAddress.of(Path.of("/proc/self/fd/" + directory.number())
                    .resolve(socket.getFileName())));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Builder.daemon(this::accept, "ssh-agent").start();
    }

    /**
     * Its place, to be mounted.
     *
     * @param mode permission bits
     * @param uid owner
     * @param gid group
     */
    Fd place(int mode, long uid, long gid) throws IOException {
        byte[] name = socket.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Fd parent = Fd.open(socket.getParent(), OpenFlags.DIRECTORY, 0)) {
            FileCalls.chown(parent.number(), name, (int) uid, (int) gid);
            FileCalls.chmodOwn(parent.number(), name, mode);
        }
        return Fd.open(socket, OpenFlags.PATH, 0);
    }

    private void accept() {
        try {
            while (true) {
                handOn(server.accept());
            }
        } catch (ClosedChannelException e) {
            // the step is over
        } catch (IOException e) {
            warn(e);
        }
    }

    private void handOn(SocketChannel step) throws IOException {
        SocketChannel to = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            if (keep(step) && keep(to)) {
                to.connect(UnixDomainSocketAddress.of(agent));
                connected = true;
            }
        } catch (IOException e) {
            // the step sees a connection that ends, and may try again
            warn(e);
        } finally {
            if (!connected) {
                forget(step);
                forget(to);
            }
        }
        if (connected) {
            Builder.daemon(() -> copy(step, to), "ssh-agent-ask").start();
            Builder.daemon(() -> copy(to, step), "ssh-agent-answer").start();
        }
    }

    private void warn(IOException e) {
        System.getLogger(AgentSocket.class.getName()).log(System.Logger.Level.WARNING,
                "cannot hand on to the SSH agent " + agent + ": " + e.getMessage());
    }

    private synchronized boolean keep(SocketChannel channel) {
        return !closed && open.size() < 2 * MOST_CONNECTIONS && open.add(channel);
    }

    private void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // one side has gone, and the other one has nobody to talk to
        } finally {
            forget(from);
            forget(to);
        }
    }

    private synchronized void forget(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed as far as it can be
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (this) {
            closed = true;
            for (SocketChannel channel : Set.copyOf(open)) {
                forget(channel);
            }
        }
        Files.deleteIfExists(socket);
    }
}
