package dev.berth.api;

import dev.berth.docker.ProgressDetail;
import dev.berth.docker.ProgressError;
import dev.berth.docker.ProgressMessage;
import dev.berth.http.ChunkedOutput;
import dev.berth.image.Progress;
import dev.berth.terminal.Printable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A stream of Docker's progress messages, one a line. It begins with the first line, so that what fails before is
 * answered with a proper status; what fails after is a line of the stream. Layers report from several threads.
 */
final class ProgressLines implements Progress {
    private final Exchange exchange;
    private Optional<ChunkedOutput> out = Optional.empty();

    ProgressLines(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void status(String message) {
        send(new ProgressMessage(Optional.empty(), Optional.of(Printable.of(message)), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
    }

    @Override
    public void part(String id, String action, long current, long total) {
        ProgressDetail detail = new ProgressDetail(current < 0 ? OptionalLong.empty() : OptionalLong.of(current),
                total < 0 ? OptionalLong.empty() : OptionalLong.of(total));
        Optional<String> bar = current >= 0 && total > 0 ? Optional.of(ProgressBar.draw(current, total))
                : Optional.empty();
        send(new ProgressMessage(Optional.empty(), Optional.of(action), Optional.of(id), Optional.of(detail), bar,
                Optional.empty(), Optional.empty(), Map.of()));
    }

    /** Sends text as it is. */
    void text(String text) {
        send(new ProgressMessage(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
    }

    /** Whether a line has been sent, so that an error must be one, too. */
    boolean begun() {
        return out.isPresent();
    }

    /** Sends why it failed. */
    void error(String why) {
        String message = Printable.lines(why);
        send(new ProgressMessage(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(new ProgressError(OptionalInt.empty(), message)),
                Optional.of(message), Map.of()));
    }

    /**
     * Sends why it failed, if it has begun; else, or if nobody hears it any more, it fails with that.
     *
     * @param cause what was thrown
     */
    void failed(IOException cause) throws IOException {
        if (!begun() || cause instanceof InterruptedIOException) {
            throw cause;
        }
        try {
            error(FailureText.of(cause));
        } catch (UncheckedIOException gone) {
            cause.addSuppressed(gone);
            throw cause;
        }
    }

    /** Ends the stream, which begins now if nothing was sent. */
    void end() throws IOException {
        begin().close();
    }

    private synchronized void send(ProgressMessage message) {
        try {
            ChunkedOutput stream = begin();
            byte[] text = exchange.json().write(message);
            byte[] line = Arrays.copyOf(text, text.length + 2);
            line[text.length] = '\r';
            line[text.length + 1] = '\n';
            stream.write(line);
            stream.flush();
        } catch (IOException e) {
            // Progress throws nothing checked; whoever works for a client that is gone stops here.
            throw new UncheckedIOException("the client is gone", e);
        }
    }

    private ChunkedOutput begin() throws IOException {
        if (out.isEmpty()) {
            out = Optional.of(exchange.stream("application/json"));
        }
        return out.get();
    }
}
