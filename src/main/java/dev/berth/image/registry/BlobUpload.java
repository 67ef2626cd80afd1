package dev.berth.image.registry;

import dev.berth.image.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Uploads blobs to a repository (distribution specification, "pushing blobs"). */
final class BlobUpload {

    private final RegistryCalls calls;
    private final String repository;
    private final String scope;

    BlobUpload(RegistryCalls calls, String repository, String scope) {
        this.calls = calls;
        this.repository = repository;
        this.scope = scope;
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
                return mount(digest, Optional.empty());
            }
            if (answer.status() == 201) {
                return Optional.empty();
            }
            calls.expect(answer, "an upload to " + repository, repository);
            return Optional.of(RegistryCalls.location(answer));
        }
    }

    /** Uploads a blob in one piece to where {@link #mount} said. */
    void whole(URI location, Digest digest, Transport.Body body) throws IOException {
        URI target = URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        try (Answer answer = calls.sendTo("PUT", target, scope, Map.of("Content-Type", "application/octet-stream"),
                Optional.of(body))) {
            calls.expect(answer, "the blob " + digest, repository);
        }
    }
}
