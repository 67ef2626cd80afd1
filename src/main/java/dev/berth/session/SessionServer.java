package dev.berth.session;

import dev.berth.kernel.EventFd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Poll;
import dev.berth.kernel.Sys;
import dev.berth.kernel.UnixSocket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves {@code session.sock}: each client's command runs in a thread of its own. One more thread accepts, reads
 * requests and hands on signals; it never waits for a client.
 */
public final class SessionServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SessionServer.class.getName());
    /** Commands recurse little; the JVM's default of 1 MiB would be reserved for each. */
    private static final long STACK_BYTES = 512 * 1024;
    private static final int BACKLOG = 128;
    /** Before the next client is accepted when one could not be: it is still there, and would be refused at once. */
    private static final long PAUSE_MILLIS = 100;

    private final Path path;
    private final CommandRunner runner;
    private final UnixSocket listener;
    private final EventFd wake;
    private final int uid;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService workers;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Listens and begins to serve. Whoever calls makes sure that no other engine uses the directory: a socket that is
     * left there from before is removed.
     *
     * @param path of the socket
     * @param runner runs the sessions' commands, each in a thread of its own
     * @throws IOException if the socket cannot be made
     */
    public SessionServer(Path path, CommandRunner runner) throws IOException {
        this.path = path;
        this.runner = runner;
        this.uid = (int) Kernel.raw(Sys.GETUID, 0, 0);
        Files.deleteIfExists(path);
        this.listener = UnixSocket.listen(path, BACKLOG);
        this.wake = EventFd.create();
        this.workers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> daemon(task, "session"));
        this.thread = daemon(this::serve, "sessions");
        thread.start();
    }

    /**
     * Whether somebody serves sessions at a socket.
     *
     * @param path of the socket, which need not exist
     */
    public static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            // there is none, or whoever made it is gone
            return false;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private void serve() {
        try {
            while (!closed) {
                step();
            }
        } catch (KernelException e) {
            LOG.log(System.Logger.Level.ERROR, "no more sessions are served", e);
        } finally {
            connections.forEach(Connection::close);
            listener.close();
            wake.close();
        }
    }

    private void step() throws KernelException {
        int count = connections.size();
        int[] fds = new int[count + 2];
        short[] events = new short[count + 2];
        short[] ready = new short[count + 2];
        Arrays.fill(events, Poll.IN);
        for (int i = 0; i < count; i++) {
            fds[i] = connections.get(i).number();
        }
        fds[count] = listener.number();
        fds[count + 1] = wake.number();
        if (Poll.poll(fds, events, ready, -1) == 0) {
            return;
        }
        Iterator<Connection> each = connections.iterator();
        for (int i = 0; i < count; i++) {
            Connection connection = each.next();
            if (ready[i] != 0 && !connection.receive(this::start)) {
                connection.close();
                each.remove();
            }
        }
        if (ready[count] != 0) {
            accept();
        }
    }

    private void accept() throws KernelException {
        Connection connection;
        try {
            connection = Connection.accept(listener);
        } catch (KernelException e) {
            // out of descriptors, for instance: those that are open go on, and some will end
            LOG.log(System.Logger.Level.WARNING, "a client could not be accepted: {0}", e.getMessage());
            Poll.poll(new int[] {wake.number()}, new short[] {Poll.IN}, new short[1], PAUSE_MILLIS);
            return;
        }
        if (connection.uid() != uid && connection.uid() != 0) {
            connection.refuse("This engine belongs to user " + uid + "; you are user " + connection.uid()
                    + ". Start one of your own with BERTH_RUN and BERTH_DATA set, or ask its owner.");
            connection.close();
            return;
        }
        // the request is there already as a rule: the client sends it right after it has connected
        if (connection.receive(this::start)) {
            connections.add(connection);
        } else {
            connection.close();
        }
    }

    private void start(RemoteSession session) {
        workers.execute(() -> session.run(runner));
    }

    /** Serves no more; sessions that run are interrupted, as if their clients were gone, and the socket is removed. */
    @Override
    public void close() throws IOException {
        closed = true;
        wake.signal();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdown();
        Files.deleteIfExists(path);
    }
}
