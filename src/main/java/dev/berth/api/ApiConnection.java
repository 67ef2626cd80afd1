package dev.berth.api;

import dev.berth.engine.EngineException;
import dev.berth.http.Headers;
import dev.berth.http.HttpConnection;
import dev.berth.http.HttpException;
import dev.berth.http.RequestHead;
import dev.berth.http.ResponseHead;
import dev.berth.image.ImageException;
import dev.berth.profile.ProfileException;
import dev.berth.profile.form.FormException;
import dev.berth.terminal.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;

/** Answers the requests of one connection, one after the other. */
final class ApiConnection implements Runnable {
    /** As Go's servers do, and so docker's. */
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final int SCRATCH = 16 * 1024;
    private static final System.Logger LOGGER = System.getLogger(ApiConnection.class.getName());

    private final HttpConnection connection;
    private final Router router;
    private final ApiContext context;
    private final Runnable ended;

    /**
     * A connection that was accepted.
     *
     * @param ended runs when it is over
     */
    ApiConnection(HttpConnection connection, Router router, ApiContext context, Runnable ended) {
        this.connection = connection;
        this.router = router;
        this.context = context;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            while (answerOne()) {
                continue;
            }
        } catch (HttpException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A client does not speak HTTP: {0}", e.getMessage());
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A client is gone: {0}", e.getMessage());
        } finally {
            close();
            ended.run();
        }
    }

    private boolean answerOne() throws IOException {
        Optional<Exchange> exchange;
        try {
            exchange = next();
        } catch (HttpException e) {
            refuseConnection(e.getMessage());
            throw e;
        }
        return exchange.isPresent() && answered(exchange.get());
    }

    private Optional<Exchange> next() throws IOException {
        Optional<RequestHead> head = RequestHead.read(connection.in());
        return head.isPresent() ? Optional.of(new Exchange(connection, head.get(), context)) : Optional.empty();
    }

    /** What is no HTTP gets an answer too, as from Go's servers, and then there is nothing more to read. */
    private void refuseConnection(String why) throws IOException {
        byte[] text = ("400 Bad Request: " + Printable.of(why)).getBytes(StandardCharsets.UTF_8);
        new ResponseHead(400, "Bad Request", new Headers().add("Content-Type", "text/plain; charset=utf-8")
                .add("Content-Length", Integer.toString(text.length)).add("Connection", "close"))
                .write(connection.out());
        connection.out().write(text);
        linger();
    }

    private boolean answered(Exchange exchange) throws IOException {
        if (exchange.expectsContinue()) {
            connection.out().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            connection.out().flush();
        }
        boolean whole = answer(exchange);
        if (!whole || exchange.last()) {
            return false;
        }
        if (!exchange.finishRequest()) {
            linger();
            return false;
        }
        return true;
    }

    /** Lets a client that is still sending read the answer: closed at once, its writing would fail before it looks. */
    private void linger() throws IOException {
        connection.shutdownOutput();
        long end = System.nanoTime() + LINGER.toNanos();
        byte[] scratch = new byte[SCRATCH];
        while (connection.in().read(scratch) >= 0 && System.nanoTime() < end) {
            continue;
        }
    }

    /** False when the answer broke off. */
    private boolean answer(Exchange exchange) throws IOException {
        try {
            router.handle(exchange);
            return true;
        } catch (ApiError e) {
            return refuse(exchange, e.status(), e.getMessage());
        } catch (EngineException e) {
            return refuse(exchange, e.kind().status(), FailureText.sentence(e));
        } catch (ImageException e) {
            return refuse(exchange, e.httpStatus(), e.getMessage());
        } catch (ProfileException | FormException e) {
            return refuse(exchange, 400, e.getMessage());
        } catch (InterruptedException e) {
            return refuse(exchange, 503, "the engine is shutting down");
        } catch (FileSystemException e) {
            return fail(exchange, e);
        } catch (HttpException | EOFException e) {
            // what is left of the request cannot be told from the next one
            refuse(exchange, 400, "the request's body cannot be read: " + e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            // nobody is there any more to whom progress was told
            return exchange.answered() ? refuse(exchange, 500, e.getMessage()) : fail(exchange, e);
        } catch (IOException e) {
            if (exchange.answered() || connection.closed()) {
                throw e;
            }
            return fail(exchange, e);
        } catch (RuntimeException | StackOverflowError e) {
            return fail(exchange, e);
        }
    }

    private boolean fail(Exchange exchange, Throwable cause) throws IOException {
        LOGGER.log(System.Logger.Level.ERROR, exchange.method() + " " + exchange.path() + " failed", cause);
        String message = FailureText.of(cause);
        return refuse(exchange, 500, FailureText.isOfDisk(cause) ? message
                : exchange.method() + " " + exchange.path() + " failed: " + message);
    }

    private boolean refuse(Exchange exchange, int status, String message) throws IOException {
        if (exchange.answered()) {
            LOGGER.log(System.Logger.Level.DEBUG, "{0} broke off: {1}", exchange.path(), message);
            return false;
        }
        exchange.answerError(status, message);
        return true;
    }

    private void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "Closing a connection failed: {0}", e.getMessage());
        }
    }
}
