package dev.berth.image.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The threads of one pull or push: so many at once, none of which keeps the program from ending. */
final class Workers {

    private final ExecutorService threads;

    /**
     * None at work yet.
     *
     * @param name of each thread
     * @param parallel how many at most
     */
    Workers(String name, int parallel) {
        threads = Executors.newFixedThreadPool(parallel, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins work, or puts it in line. */
    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /** Begins nothing more, and interrupts what is under way. */
    void stop() {
        threads.shutdownNow();
    }

    /**
     * Waits, after {@link #stop}, until nothing is under way.
     *
     * @return whether this thread was interrupted meanwhile; the caller interrupts it again when it has cleaned up
     */
    boolean awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(10, TimeUnit.SECONDS)) {
                    return interrupted;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /**
     * Waits for a result.
     *
     * @param whole what the work is for: {@code pull}, {@code push}
     * @throws InterruptedIOException if this thread is interrupted
     * @throws IOException what the work failed with
     */
    static <T> T result(Future<T> work, String whole) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the " + whole + " was stopped");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
