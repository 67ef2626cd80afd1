package dev.berth.api;

import dev.berth.build.Builder;
import dev.berth.docker.DockerJson;
import dev.berth.engine.Engine;
import dev.berth.http.HttpConnection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The Docker Engine API on a Unix socket: a thread for each connection. Threads end when they have had nothing to do
 * for a while; a waiting one costs its few touched stack pages.
 */
public final class ApiServer implements Closeable {
    private static final System.Logger LOGGER = System.getLogger(ApiServer.class.getName());
    /** Address space for a stack; what is not touched costs nothing. Image unpacking is what needs most. */
    private static final int STACK_BYTES = 512 * 1024;
    /** A thread more than these answers nobody: a hijacked connection takes two, so a few thousand sessions fit. */
    private static final int MOST_THREADS = 8192;
    private static final int IDLE_SECONDS = 10;

    private final Path socket;
    private final ServerSocketChannel listener;
    private final Router router;
    private final ThreadPoolExecutor threads;
    private final ApiContext context;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private ApiServer(Path socket, ServerSocketChannel listener, List<? extends Routes> nouns, DockerJson json,
            String version) {
        this.socket = socket;
        this.listener = listener;
        this.router = new Router(nouns);
        this.threads = new ThreadPoolExecutor(0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "api", STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
        this.context = new ApiContext(json, threads, version);
        this.acceptor = new Thread(null, this::accept, "api-accept", STACK_BYTES);
    }

    /**
     * Serves an engine at a socket, from now on.
     *
     * @param engine what requests are answered with; not closed with the server
     * @param builder builds images; not closed with the server
     * @param profiles directory of the user's profiles; it need not be there
     * @param socket the socket's path; its directory is made with mode 0700 if it is missing
     * @param group who may use the socket besides root, docker's group if it is not given
     * @param json JSON adapters, shared with whoever else uses them
     * @throws IOException when the socket cannot be made, or another engine answers there, or there is no such group
     */
    public static ApiServer start(Engine engine, Optional<Builder> builder, Path profiles, Path socket,
            Optional<String> group, DockerJson json) throws IOException {
        return start(socket, group, ApiRoutes.of(engine, builder, profiles, json), json, engine.info().version());
    }

    /** Serves some nouns; for tests of the transport. */
    static ApiServer start(Path socket, Optional<String> group, List<? extends Routes> nouns, DockerJson json,
            String version) throws IOException {
        ApiServer server = new ApiServer(socket, ApiSocket.listen(socket, group), nouns, json, version);
        server.acceptor.setDaemon(true);
        server.acceptor.start();
        return server;
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                serve(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Out of descriptors, for instance: those that are open go on, and some will end.
                LOGGER.log(System.Logger.Level.WARNING, "Cannot accept a connection: {0}", e.getMessage());
                pause();
            }
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        HttpConnection connection = new HttpConnection(channel);
        open.add(connection);
        try {
            threads.execute(new ApiConnection(connection, router, context, () -> open.remove(connection)));
        } catch (RejectedExecutionException e) {
            open.remove(connection);
            connection.close();
            if (!threads.isShutdown()) {
                LOGGER.log(System.Logger.Level.WARNING, "Refused a connection: there are {0} already", MOST_THREADS);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends every connection and removes the socket. */
    @Override
    public void close() throws IOException {
        listener.close();
        Files.deleteIfExists(socket);
        threads.shutdownNow();
        for (HttpConnection connection : open) {
            connection.close();
        }
    }
}
