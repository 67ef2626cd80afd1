package dev.berth.console;

import dev.berth.terminal.TerminalIo;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Carries work that waits out of the console's thread and its results back in: all that a page knows is changed in one
 * thread only.
 */
final class Background {
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private volatile Runnable waker = () -> { };

    Background(String name) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Wakes this terminal's reader when something has come. */
    void wakes(TerminalIo terminal) {
        waker = terminal::wake;
    }

    /** Wakes nobody any more. */
    void wakesNobody() {
        waker = () -> { };
    }

    /** Hands something to the console's thread. */
    void post(Runnable change) {
        inbox.add(change);
        waker.run();
    }

    /** Runs what has been handed over; whether there was anything. To be called by the console's thread. */
    boolean drain() {
        boolean any = false;
        for (Runnable change = inbox.poll(); change != null; change = inbox.poll()) {
            change.run();
            any = true;
        }
        return any;
    }

    /** Does work in another thread; what comes of it, a result or the sentence of a failure, is handed over. */
    <T> void submit(Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        threads.execute(() -> {
            try {
                T result = work.call();
                post(() -> done.accept(result));
            } catch (IOException e) {
                post(() -> failed.accept(e.getMessage() == null ? e.toString() : e.getMessage()));
            } catch (Exception e) {
                System.getLogger(Background.class.getName())
                        .log(System.Logger.Level.ERROR, "the console's work failed", e);
                post(() -> failed.accept(e.toString()));
            }
        });
    }

    void close() {
        threads.shutdownNow();
    }
}
