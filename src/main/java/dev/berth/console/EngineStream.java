package dev.berth.console;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** A thread that reads one of the engine's streams until it ends or is closed. */
final class EngineStream implements Source.Subscription {
    /** Reads the next piece and hands it on; false at the end. */
    @FunctionalInterface
    interface Reader {
        boolean next() throws IOException, InterruptedException;
    }

    private final Closeable stream;
    private final Thread thread;
    private volatile boolean closed;

    private EngineStream(Closeable stream, Reader reader, String atEnd, Consumer<String> ended) {
        this.stream = stream;
        thread = new Thread(() -> read(reader, atEnd, ended), "berth-console-stream");
        thread.setDaemon(true);
    }

    /**
     * Begins to read.
     *
     * @param atEnd the sentence for an end without an error
     * @param ended hears why it ended, unless it was closed
     */
    static EngineStream start(Closeable stream, Reader reader, String atEnd, Consumer<String> ended) {
        EngineStream started = new EngineStream(stream, reader, atEnd, ended);
        started.thread.start();
        return started;
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

    private void read(Reader reader, String atEnd, Consumer<String> ended) {
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
            System.getLogger(EngineStream.class.getName()).log(System.Logger.Level.DEBUG, "close: {0}", e.getMessage());
        }
        thread.interrupt();
    }
}
