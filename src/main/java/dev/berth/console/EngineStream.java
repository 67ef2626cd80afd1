package dev.berth.console;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A thread that hears from the engine, piece by piece or by asking again and again, until that ends or is closed. */
final class EngineStream implements Source.Subscription {
    private static final System.Logger LOG = System.getLogger(EngineStream.class.getName());

    /** Hears the next piece and hands it on; false at the end. */
    private interface Reader {
        boolean next() throws IOException, InterruptedException;
    }

    private final Closeable stream;
    private final Thread thread;
    private volatile boolean closed;

    private EngineStream(Closeable stream, Reader reader, String atEnd, Consumer<String> ended) {
        this.stream = stream;
        thread = new Thread(() -> hear(reader, atEnd, ended), "berth-console-stream");
        thread.setDaemon(true);
    }

    private static EngineStream start(Closeable stream, Reader reader, String atEnd, Consumer<String> ended) {
        EngineStream started = new EngineStream(stream, reader, atEnd, ended);
        started.thread.start();
        return started;
    }

    /** What comes piece by piece. */
    @FunctionalInterface
    interface Pieces<T> {
        /** The next one, nothing at the end. */
        Optional<T> next() throws IOException;
    }

    /**
     * Begins to read a stream.
     *
     * @param stream closed at the end
     * @param pieces what is read from it
     * @param taker takes each piece, in the stream's thread
     * @param atEnd the sentence for an end without an error
     * @param ended hears why it ended, unless it was closed
     */
    static <T> EngineStream read(Closeable stream, Pieces<T> pieces, Consumer<T> taker, String atEnd,
            Consumer<String> ended) {
        return start(stream, () -> {
            Optional<T> next = pieces.next();
            next.ifPresent(taker);
            return next.isPresent();
        }, atEnd, ended);
    }

    /** Something that is done again and again. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /**
     * Begins to do something every so many seconds.
     *
     * @param ended hears why it failed
     */
    static EngineStream every(int seconds, Task task, Consumer<String> ended) {
        return start(() -> { }, () -> {
            task.run();
            Thread.sleep(seconds * 1000L);
            return true;
        }, "", ended);
    }

    private void hear(Reader reader, String atEnd, Consumer<String> ended) {
        String why = atEnd;
        try {
            boolean more = true;
            while (more && !closed) {
                more = reader.next();
            }
        } catch (IOException e) {
            why = e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (InterruptedException e) {
            // Closing interrupts; nobody waits for a last word then.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // an error of Berth's own must not leave the page waiting in silence
            LOG.log(System.Logger.Level.ERROR, "hearing from the engine failed", e);
            why = e.toString();
        }
        if (!closed) {
            ended.accept(why);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "close: {0}", e.getMessage());
        }
        thread.interrupt();
    }
}
