package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.RegistryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Uploads blobs to a repository (distribution specification, "pushing blobs"): small ones in one piece, large ones in
 * chunks, so that a broken connection costs a chunk and not the whole.
 */
final class BlobUpload {

    /** A blob up to this size goes in one piece, larger ones in chunks of it, in bytes. */
    private static final long CHUNK = 16 << 20;
    private static final int BUFFER = 128 * 1024;
    /** How often a chunk may break without a byte of progress. */
    private static final int BREAKS = 4;
    private static final long PAUSE_MILLIS = 250;
    private static final String OCTETS = "application/octet-stream";

    private final RegistryCalls calls;
    private final String repository;
    private final String scope;

    BlobUpload(RegistryCalls calls, String repository, String scope) {
        this.calls = calls;
        this.repository = repository;
        this.scope = scope;
    }

    /** A blob's bytes; may be opened more than once. */
    interface Source {
        /** Opens it at an offset. */
        InputStream from(long offset) throws IOException;
    }

    /**
     * Asks the registry to take a blob over from another of its repositories.
     *
     * @return empty if it did, else where to upload it
     */
    Optional<URI> mount(Digest digest, Optional<String> from) throws IOException {
        String query = from.map(repo -> "?mount=" + digest + "&from=" + repo).orElse("");
        // a token for both, else the registry cannot know that one may read there
        String wanted = from.map(repo -> scope + " repository:" + repo + ":pull").orElse(scope);
        try (Answer answer = calls.send("POST", "/v2/" + repository + "/blobs/uploads/" + query, wanted, Map.of(),
                Optional.of(Transport.body(new byte[0])))) {
            if (from.isPresent() && (answer.status() == 401 || answer.status() == 403)) {
                answer.close();
                return mount(digest, Optional.empty());
            }
            if (answer.status() == 201) {
                return Optional.empty();
            }
            calls.expect(answer, "an upload to " + repository, repository);
            return Optional.of(new Place(answer).location());
        }
    }

    /**
     * Uploads a blob to where {@link #mount} said.
     *
     * @param place where to
     * @param digest what it must be in the end
     * @param size in bytes
     * @param source its bytes
     * @param sent hears how many bytes have gone
     */
    void upload(URI place, Digest digest, long size, Source source, LongConsumer sent) throws IOException {
        URI at = place;
        if (size > CHUNK) {
            Optional<URI> end = chunks(at, size, source, sent);
            if (end.isPresent()) {
                finish(end.get(), digest, Optional.of(Transport.body(new byte[0])));
                return;
            }
            // a registry without chunks: begin anew, in one piece
            at = mount(digest, Optional.empty()).orElseThrow(() -> new RegistryFailure("the registry answered that it "
                    + "has the blob " + digest + " when an upload was asked for", 500));
        }
        finish(at, digest, Optional.of(new Part(source, 0, size, sent)));
    }

    private void finish(URI place, Digest digest, Optional<Transport.Body> body) throws IOException {
        URI target = URI.create(place + (place.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        try (Answer answer = calls.sendTo("PUT", target, scope, Map.of("Content-Type", OCTETS), body)) {
            calls.expect(answer, "the blob " + digest, repository);
        }
    }

    /** Sends all chunks; empty if the registry does not know of chunks. */
    private Optional<URI> chunks(URI begin, long size, Source source, LongConsumer sent) throws IOException {
        URI at = begin;
        long position = 0;
        int breaks = 0;
        while (position < size) {
            long length = Math.min(CHUNK, size - position);
            Place next;
            try (Answer answer = calls.sendTo("PATCH", at, scope, Map.of("Content-Type", OCTETS, "Content-Range",
                    position + "-" + (position + length - 1)), Optional.of(new Part(source, position, length, sent)))) {
                if (position == 0 && (answer.status() == 404 || answer.status() == 405 || answer.status() == 501)) {
                    return Optional.empty();
                }
                if (answer.status() == 416) {
                    next = status(at);
                } else {
                    calls.expect(answer, "a chunk of a blob", repository);
                    next = new Place(answer);
                }
            } catch (RegistryFailure e) {
                if (e.httpStatus() != 500 || ++breaks > BREAKS || !(e.getCause() instanceof IOException)) {
                    throw e;
                }
                pause(breaks);
                next = status(at);
            }
            long reached = next.end().orElse(position + length);
            breaks = reached > position ? 0 : breaks + 1;
            if (reached > position + length || breaks > BREAKS) {
                throw new RegistryFailure("the registry says that it has " + reached + " bytes of an upload of which "
                        + (position + length) + " were sent", 500);
            }
            position = reached;
            at = next.location();
        }
        return Optional.of(at);
    }

    /** How far an upload is. */
    private Place status(URI at) throws IOException {
        try (Answer answer = calls.sendTo("GET", at, scope, Map.of(), Optional.empty())) {
            calls.expect(answer, "the state of an upload", repository);
            return new Place(answer, answer.header("Location").isPresent() ? RegistryCalls.location(answer) : at);
        }
    }

    private static void pause(int breaks) throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS << breaks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("the push was stopped");
        }
    }

    /**
     * Where an upload goes on.
     *
     * @param location the address
     * @param end how many bytes the registry has, if it says so
     */
    private record Place(URI location, Optional<Long> end) {
        Place(Answer answer) throws IOException {
            this(answer, RegistryCalls.location(answer));
        }

        Place(Answer answer, URI location) throws IOException {
            this(location, end(answer.header("Range")));
        }

        /** {@code Range: 0-1023}, both inclusive; {@code 0-0} also stands for nothing yet. */
        private static Optional<Long> end(Optional<String> range) throws RegistryFailure {
            if (range.isEmpty()) {
                return Optional.empty();
            }
            String text = range.get().startsWith("bytes=") ? range.get().substring(6) : range.get();
            try {
                long last = Long.parseLong(text.substring(text.indexOf('-') + 1));
                return Optional.of(last <= 0 ? 0 : last + 1);
            } catch (NumberFormatException e) {
                throw new RegistryFailure("the registry answered a Range that is none: " + range.get(), 500);
            }
        }
    }

    /** A part of a blob as a request's body. */
    private record Part(Source source, long offset, long length, LongConsumer sent) implements Transport.Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long position = offset;
            try (InputStream in = source.from(offset)) {
                while (position < offset + length) {
                    int n = in.read(buffer, 0, (int) Math.min(BUFFER, offset + length - position));
                    if (n < 0) {
                        throw new IOException("a blob of the store is shorter than its descriptor says");
                    }
                    out.write(buffer, 0, n);
                    position += n;
                    sent.accept(position);
                }
            }
        }
    }
}
