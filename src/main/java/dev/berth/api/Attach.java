package dev.berth.api;

import dev.berth.engine.Attachment;
import dev.berth.engine.LogChunk;
import dev.berth.engine.Output;
import dev.berth.http.HttpConnection;
import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.DetachMatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A connection that was taken over: input goes from the client to the container, output the other way, until the output
 * ends, the client leaves or types its detach keys. One thread each way; the output's is the one that ends the session.
 */
final class Attach {
    private static final System.Logger LOGGER = System.getLogger(Attach.class.getName());
    private static final int BUFFER_BYTES = 16 * 1024;

    private final HttpConnection connection;
    private final Attachment attachment;
    private final Wanted wanted;

    /**
     * What the client wants of it.
     *
     * @param stdin whether it sends input
     * @param stdout whether standard output is sent
     * @param stderr whether standard error is sent
     * @param closesInput whether the end of its input ends the container's
     * @param detachKeys for terminals
     * @param screen the screen that the client is to see first, where its output begins with the log
     */
    record Wanted(boolean stdin, boolean stdout, boolean stderr, boolean closesInput, Optional<String> detachKeys,
            Optional<ScreenReplay> screen) {
    }

    Attach(HttpConnection connection, Attachment attachment, Wanted wanted) {
        this.connection = connection;
        this.attachment = attachment;
        this.wanted = wanted;
    }

    /** Carries the session to its end; the calling thread does the input, and then waits for the last output. */
    void run(Exchange exchange) {
        FutureTask<Void> output = new FutureTask<>(this::pumpOutput, null);
        exchange.threads().execute(output);
        pumpInput();
        try {
            output.get();
        } catch (InterruptedException e) {
            finish();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void pumpOutput() {
        FrameOutput frames = new FrameOutput(connection.out(), !attachment.tty());
        try (attachment) {
            Output output = attachment.output();
            if (wanted.screen().isPresent()) {
                frames.write(LogChunk.Stream.STDOUT.number(), ByteBuffer.wrap(wanted.screen().get().paint(output)));
            }
            for (Optional<LogChunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
                boolean wantedStream = chunk.get().stream() == LogChunk.Stream.STDERR ? wanted.stderr()
                        : wanted.stdout();
                if (wantedStream) {
                    frames.write(chunk.get());
                }
            }
            // Only this direction: closing now would reset the connection if input is still unread, and the client
            // would lose the last output.
            connection.shutdownOutput();
        } catch (InterruptedException e) {
            finish();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "An attached client is gone: {0}", e.getMessage());
            finish();
        }
    }

    private void pumpInput() {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean taken = wanted.stdin();
        DetachMatcher keys = attachment.tty() && wanted.stdin() ? new DetachMatcher(detachKeys()) : null;
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        try {
            for (int count = connection.in().read(buffer); count >= 0; count = connection.in().read(buffer)) {
                if (taken && keys != null) {
                    passed.reset();
                    keys.filter(buffer, 0, count, passed);
                    taken = send(ByteBuffer.wrap(passed.toByteArray()));
                    if (keys.isDetached()) {
                        attachment.detached();
                        finish();
                        return;
                    }
                } else if (taken) {
                    taken = send(ByteBuffer.wrap(buffer, 0, count));
                }
            }
            if (taken && wanted.closesInput() && !attachment.tty()) {
                attachment.closeInput();
            }
            // Output goes on: the client has only said that it has nothing more to send. The docker CLI does so at
            // once when it has no input at all.
        } catch (IOException e) {
            finish();
        } catch (InterruptedException e) {
            finish();
        }
    }

    /** False when the container takes no more; what comes then is read and dropped, as a pipe's reader would. */
    private boolean send(ByteBuffer bytes) throws InterruptedException {
        try {
            if (bytes.hasRemaining()) {
                attachment.write(bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private DetachKeys detachKeys() {
        return wanted.detachKeys().filter(k -> !k.isEmpty()).map(DetachKeys::parse).orElse(DetachKeys.DOCKER);
    }

    private void finish() {
        attachment.close();
        try {
            connection.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "Closing a connection failed: {0}", e.getMessage());
        }
    }
}
