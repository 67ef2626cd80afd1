package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Hashing;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One repository of a registry, by the OCI distribution specification. Refusals for want of credentials are answered
 * once; "too many requests" and passing errors of the server are waited out; redirections are followed for what is read
 * only, without credentials as soon as they lead to another host.
 */
public final class RegistryClient {

    private static final int REDIRECTS = 5;
    private static final int TRIES = 5;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final int LIST_LIMIT = 8 << 20;
    private static final String ACCEPT = String.join(", ", MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST,
            MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST);

    private final Endpoint endpoint;
    private final String repository;
    private final String scope;
    private final Transport transport;
    private final Authorizer authorizer;

    private RegistryClient(Endpoint endpoint, String repository, String actions, Optional<Credentials> credentials,
            RegistrySettings settings) {
        this.endpoint = endpoint;
        this.repository = repository;
        this.scope = "repository:" + repository + ':' + actions;
        this.transport = new Transport(settings);
        this.authorizer = new Authorizer(endpoint, credentials, transport);
    }

    /**
     * A repository to read from.
     *
     * @param name the image; only its domain and path count
     * @param credentials who one is
     * @param settings the configuration
     */
    public static RegistryClient toPull(Reference name, Optional<Credentials> credentials, RegistrySettings settings) {
        return new RegistryClient(Endpoint.of(name.domain(), settings), name.path(), "pull", credentials, settings);
    }

    /** A mirror of a repository, to read from; no credentials go there. */
    static RegistryClient mirror(Reference name, URI mirror, RegistrySettings settings) {
        return new RegistryClient(new Endpoint(mirror), name.path(), "pull", Optional.empty(), settings);
    }

    /** A repository to write to. */
    public static RegistryClient toPush(Reference name, Optional<Credentials> credentials, RegistrySettings settings) {
        return new RegistryClient(Endpoint.of(name.domain(), settings), name.path(), "pull,push", credentials,
                settings);
    }

    /**
     * A manifest or an index as the registry has it.
     *
     * @param bytes the document
     * @param mediaType what the registry says it is
     * @param digest of the bytes
     */
    public record Fetched(byte[] bytes, String mediaType, Digest digest) {
    }

    /**
     * Fetches a manifest or an index.
     *
     * @param tagOrDigest which
     * @throws InvalidImage if it is larger than 4 MiB or not what its digest says
     * @throws RegistryFailure if there is none or the registry refuses
     */
    public Fetched manifest(String tagOrDigest) throws IOException {
        try (Answer answer = read("GET", "/manifests/" + tagOrDigest, Map.of("Accept", ACCEPT))) {
            expect(answer, "the manifest " + repository + ':' + tagOrDigest);
            byte[] bytes = answer.body(Manifest.SIZE_LIMIT, "the manifest");
            Digest digest = Hashing.digest(bytes);
            Optional<String> promised = answer.header("Docker-Content-Digest");
            String expected = tagOrDigest.startsWith("sha256:") ? tagOrDigest : promised.orElse(digest.toString());
            if (!digest.toString().equals(expected)) {
                throw new InvalidImage("the registry sent a manifest with the digest " + digest + " for " + expected);
            }
            String type = answer.header("Content-Type").orElse("");
            int semicolon = type.indexOf(';');
            return new Fetched(bytes, (semicolon < 0 ? type : type.substring(0, semicolon)).strip(), digest);
        }
    }

    /**
     * Begins to read a blob.
     *
     * @param digest which
     * @param offset where to begin, in bytes
     * @return status 200 (from the start) or 206 (from the offset)
     */
    Answer blob(Digest digest, long offset) throws IOException {
        Answer answer = read("GET", "/blobs/" + digest, offset == 0 ? Map.of()
                : Map.of("Range", "bytes=" + offset + '-'));
        expect(answer, "the blob " + digest);
        return answer;
    }

    /** Whether the repository has a blob. */
    public boolean hasBlob(Digest digest) throws IOException {
        try (Answer answer = read("HEAD", "/blobs/" + digest, Map.of())) {
            if (answer.status() == 404) {
                return false;
            }
            expect(answer, "the blob " + digest);
            return true;
        }
    }

    /**
     * Asks the registry to take a blob over from another of its repositories.
     *
     * @return empty if it did, else where to upload it
     */
    Optional<URI> mount(Digest digest, Optional<String> from) throws IOException {
        String query = from.map(repo -> "?mount=" + digest + "&from=" + repo).orElse("");
        try (Answer answer = send("POST", endpoint.at("/v2/" + repository + "/blobs/uploads/" + query), Map.of(),
                Optional.of(Transport.body(new byte[0])))) {
            if (answer.status() == 201) {
                return Optional.empty();
            }
            expect(answer, "an upload to " + repository);
            return Optional.of(location(answer));
        }
    }

    /** Uploads a blob in one piece to where {@link #mount} said. */
    void upload(URI location, Digest digest, Transport.Body body) throws IOException {
        URI target = URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/octet-stream");
        if (endpoint.owns(target)) {
            authorizer.header(scope).ifPresent(h -> headers.put("Authorization", h));
        }
        try (Answer answer = transport.send("PUT", target, headers, Optional.of(body))) {
            expect(answer, "the blob " + digest);
        }
    }

    /** Stores a manifest under a tag or digest. */
    public void putManifest(String tagOrDigest, byte[] bytes, String mediaType) throws IOException {
        try (Answer answer = send("PUT", endpoint.at("/v2/" + repository + "/manifests/" + tagOrDigest),
                Map.of("Content-Type", mediaType), Optional.of(Transport.body(bytes)))) {
            expect(answer, "the manifest " + repository + ':' + tagOrDigest);
        }
    }

    /** All tags, page by page as the registry gives them. */
    public List<String> tags() throws IOException {
        return list("/v2/" + repository + "/tags/list?n=1000", "tags");
    }

    /** All repositories that the registry admits to. */
    public List<String> catalog() throws IOException {
        return list("/v2/_catalog?n=1000", "repositories");
    }

    private List<String> list(String path, String key) throws IOException {
        List<String> result = new ArrayList<>();
        Optional<URI> next = Optional.of(endpoint.at(path));
        while (next.isPresent()) {
            try (Answer answer = send("GET", next.get(), Map.of(), Optional.empty())) {
                expect(answer, "the list of " + key);
                List<String> page = JsonObject.read(answer.body(LIST_LIMIT, "the list"), "the list of " + key)
                        .texts(key);
                result.addAll(page);
                Optional<URI> following = nextPage(answer);
                next = page.isEmpty() || following.equals(next) ? Optional.empty() : following;
            }
        }
        return result;
    }

    /** {@code Link: </v2/…>; rel="next"} (RFC 8288); only at the same host. */
    private Optional<URI> nextPage(Answer answer) {
        String link = answer.header("Link").orElse("");
        int end = link.indexOf('>');
        if (!link.startsWith("<") || end < 0) {
            return Optional.empty();
        }
        URI next = answer.address().resolve(link.substring(1, end));
        return endpoint.owns(next) ? Optional.of(next) : Optional.empty();
    }

    /** Reads, following redirections. */
    private Answer read(String method, String path, Map<String, String> headers) throws IOException {
        Answer answer = send(method, endpoint.at("/v2/" + repository + path), headers, Optional.empty());
        for (int i = 0; i < REDIRECTS && isRedirection(answer.status()); i++) {
            URI target = location(answer);
            answer.close();
            if (answer.address().getScheme().equals("https") && !"https".equals(target.getScheme())) {
                throw new RegistryFailure("refused the registry's redirection from TLS to " + target.getScheme() + "://"
                        + target.getHost(), 500);
            }
            answer = endpoint.owns(target) ? send(method, target, headers, Optional.empty())
                    : patient(method, target, headers, Optional.empty());
        }
        if (isRedirection(answer.status())) {
            answer.close();
            throw new RegistryFailure("the registry redirects more than " + REDIRECTS + " times", 500);
        }
        return answer;
    }

    /** Sends to the registry itself, with credentials when it asks for them. */
    private Answer send(String method, URI address, Map<String, String> headers, Optional<Transport.Body> body)
            throws IOException {
        Optional<String> authorization = authorizer.header(scope);
        Answer answer = patient(method, address, with(headers, authorization), body);
        if (answer.status() != 401) {
            return answer;
        }
        Optional<String> better = authorizer.answer(answer, scope);
        if (better.isEmpty()) {
            return answer;
        }
        answer.close();
        return patient(method, address, with(headers, better), body);
    }

    /** Waits and tries again when the server is busy or in trouble. */
    private Answer patient(String method, URI address, Map<String, String> headers, Optional<Transport.Body> body)
            throws IOException {
        for (int attempt = 1;; attempt++) {
            Answer answer = transport.send(method, address, headers, body);
            boolean passing = answer.status() == 429 || answer.status() / 100 == 5 && answer.status() != 501;
            if (!passing || attempt == TRIES) {
                return answer;
            }
            long wait = waitMillis(answer, attempt);
            answer.close();
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the registry", e);
            }
        }
    }

    private static long waitMillis(Answer answer, int attempt) {
        long fallback = 200L << attempt;
        Optional<String> header = answer.header("Retry-After");
        if (header.isEmpty() || !header.get().strip().matches("\\d{1,6}")) {
            return fallback;
        }
        return Math.min(Long.parseLong(header.get().strip()) * 1000, LONGEST_WAIT_MILLIS);
    }

    private void expect(Answer answer, String what) throws IOException {
        if (answer.isSuccess()) {
            return;
        }
        String text = answer.errorText();
        String detail = answer.status() + (text.isEmpty() ? "" : " " + text);
        answer.close();
        throw switch (answer.status()) {
            case 401, 403 -> new RegistryFailure("access denied for " + repository + " at "
                    + endpoint.base().getAuthority()
                    + ": it does not exist or may require 'berth login' (" + detail + ")", 404);
            case 404 -> new RegistryFailure(what + " was not found at " + endpoint.base().getAuthority() + " (" + detail
                    + ")", 404);
            case 429 -> new RegistryFailure("the registry " + endpoint.base().getAuthority()
                    + " refuses more requests for now (" + detail + "); try again later", 429);
            default -> new RegistryFailure("the registry " + endpoint.base().getAuthority() + " failed at " + what
                    + ": " + detail, 500);
        };
    }

    private static URI location(Answer answer) throws IOException {
        try {
            return answer.address().resolve(answer.header("Location").orElseThrow(
                    () -> new RegistryFailure("the registry answered " + answer.status() + " without Location", 500)));
        } catch (IllegalArgumentException e) {
            throw new RegistryFailure("the registry answered with a Location that is no address", e);
        }
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static Map<String, String> with(Map<String, String> headers, Optional<String> authorization) {
        Map<String, String> result = new HashMap<>(headers);
        authorization.ifPresent(a -> result.put("Authorization", a));
        return result;
    }

    /** A descriptor of what was fetched. */
    static Descriptor descriptor(Fetched fetched) {
        return Descriptor.of(fetched.mediaType(), fetched.digest(), fetched.bytes().length);
    }
}
