package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Hashing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One repository of a registry, by the OCI distribution specification. */
public final class RegistryClient implements AutoCloseable {

    private static final String ACCEPT = String.join(", ", MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST,
            MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST);

    private final Reference name;
    private final String repository;
    private final String scope;
    private final RegistryCalls calls;
    private int users = 1;

    private RegistryClient(Endpoint endpoint, Reference name, String actions, Access access) {
        this.name = name;
        this.repository = name.path();
        this.scope = "repository:" + repository + ':' + actions;
        this.calls = new RegistryCalls(endpoint, access);
    }

    /**
     * A repository to read from.
     *
     * @param name the image; only its domain and path count
     * @param access the configuration, and who one is
     * @throws RegistryFailure if the name's host is no address
     */
    public static RegistryClient toPull(Reference name, Access access) throws RegistryFailure {
        return new RegistryClient(Endpoint.of(name.domain(), access.settings()), name, "pull", access);
    }

    /** A mirror of a repository, to read from; no credentials go there. */
    static RegistryClient mirror(Reference name, String mirror, Access access) throws RegistryFailure {
        return new RegistryClient(Endpoint.mirror(mirror, access.settings()), name, "pull", access.anonymous());
    }

    /** A repository to write to. */
    static RegistryClient toPush(Reference name, Access access) throws RegistryFailure {
        return new RegistryClient(Endpoint.of(name.domain(), access.settings()), name, "pull,push", access);
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
        try (Answer answer = calls.read("GET", path("/manifests/" + tagOrDigest), scope, Map.of("Accept", ACCEPT))) {
            if (answer.status() == 404) {
                throw new RegistryFailure("manifest for " + name.familiarRepository()
                        + (tagOrDigest.startsWith("sha256:") ? '@' : ':') + tagOrDigest + " not found: "
                        + answer.errorText(), 404);
            }
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
        Answer answer = calls.read("GET", path("/blobs/" + digest), scope, offset == 0 ? Map.of()
                : Map.of("Range", "bytes=" + offset + '-'));
        expect(answer, "the blob " + digest);
        return answer;
    }

    /** Whether the repository has a blob. */
    public boolean hasBlob(Digest digest) throws IOException {
        try (Answer answer = calls.read("HEAD", path("/blobs/" + digest), scope, Map.of())) {
            if (answer.status() == 404) {
                return false;
            }
            expect(answer, "the blob " + digest);
            return true;
        }
    }

    /** Begins to upload blobs. */
    BlobUpload upload() {
        return new BlobUpload(calls, repository, scope);
    }

    /** Stores a manifest under a tag or digest. */
    public void putManifest(String tagOrDigest, byte[] bytes, String mediaType) throws IOException {
        try (Answer answer = calls.send("PUT", path("/manifests/" + tagOrDigest), scope,
                Map.of("Content-Type", mediaType), Optional.of(Transport.body(bytes)))) {
            expect(answer, "the manifest " + repository + ':' + tagOrDigest);
        }
    }

    /** All tags, page by page as the registry gives them. */
    public List<String> tags() throws IOException {
        return new PagedList(calls, scope, name.familiarRepository()).read(path("/tags/list?n=1000"), "tags");
    }

    private void expect(Answer answer, String what) throws IOException {
        calls.expect(answer, what, name.familiarRepository());
    }

    private String path(String rest) {
        return "/v2/" + repository + rest;
    }

    /** A descriptor of what was fetched. */
    static Descriptor descriptor(Fetched fetched) {
        return Descriptor.of(fetched.mediaType(), fetched.digest(), fetched.bytes().length);
    }

    /** Ends all that is under way; who waits hears an error. */
    void abort() {
        calls.close();
    }

    /** The same for somebody else, who closes it too: the connections go with the last. */
    synchronized RegistryClient share() {
        users++;
        return this;
    }

    /** Lets go of the connections, unless somebody shares them. */
    @Override
    public synchronized void close() {
        if (--users == 0) {
            calls.close();
        }
    }
}
