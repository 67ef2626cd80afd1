package dev.berth.client;

import dev.berth.docker.IdBody;
import dev.berth.docker.ImageDeleted;
import dev.berth.docker.ImageHistory;
import dev.berth.docker.ImageInspect;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.ImagesPruned;
import dev.berth.docker.ProgressMessage;
import dev.berth.docker.SearchResult;
import dev.berth.http.Query;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The calls under {@code /images}. Errors as for {@link ContainerCalls}; those of a transfer are in its stream. */
public final class ImageCalls {
    private final Transport transport;

    ImageCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Lists images.
     *
     * @param all also intermediate ones
     */
    public List<ImageSummary> list(boolean all, Filters filters) throws IOException {
        return list(new Query().flag("all", all), filters);
    }

    /** Lists images with their variants by platform. */
    public List<ImageSummary> listVariants(boolean all, Filters filters) throws IOException {
        return list(new Query().flag("all", all).flag("manifests", true), filters);
    }

    private List<ImageSummary> list(Query query, Filters filters) throws IOException {
        return transport.readList(ImageSummary.class, Call.get("/images/json", filters.addTo(query)));
    }

    /**
     * Looks for repositories at a registry.
     *
     * @param term a word for Docker Hub; {@code HOST/} for all repositories of a registry, {@code HOST/REPOSITORY} for
     *     its tags (the latter two are Berth's own)
     * @param limit results at most, 0 for the engine's own limit
     * @param filters {@code stars} and {@code is-official}
     * @param authorization {@code X-Registry-Auth}, base64
     */
    public List<SearchResult> search(String term, int limit, Filters filters, Optional<String> authorization)
            throws IOException {
        Query query = new Query().add("term", term);
        if (limit != 0) {
            query.add("limit", Integer.toString(limit));
        }
        Call call = Call.get("/images/search", filters.addTo(query));
        return transport.readList(SearchResult.class,
                authorization.isPresent() ? call.header("X-Registry-Auth", authorization.get()) : call);
    }

    /** Everything about an image. */
    public ImageInspect inspect(String reference) throws IOException {
        return transport.read(ImageInspect.class, Call.get(path(reference, "json"), new Query()));
    }

    /** Everything about an image as the engine's own JSON text. */
    public byte[] inspectRaw(String reference) throws IOException {
        return transport.bytes(Call.get(path(reference, "json"), new Query()));
    }

    /** How it was made, newest step first. */
    public List<ImageHistory> history(String reference) throws IOException {
        return transport.readList(ImageHistory.class, Call.get(path(reference, "history"), new Query()));
    }

    /** Gives it a further name. */
    public void tag(String reference, String repository, String tag) throws IOException {
        transport.run(Call.post(path(reference, "tag"), new Query().add("repo", repository).add("tag", tag)));
    }

    /**
     * Removes a name, and the image with its last one.
     *
     * @param force although something uses it
     * @param keepParents leaves untagged parents
     */
    public List<ImageDeleted> remove(String reference, boolean force, boolean keepParents) throws IOException {
        return transport.readList(ImageDeleted.class, Call.of("DELETE", "/images/" + encode(reference),
                new Query().flag("force", force).flag("noprune", keepParents)));
    }

    /** Removes images that nothing uses. */
    public ImagesPruned prune(Filters filters) throws IOException {
        return transport.read(ImagesPruned.class, Call.post("/images/prune", filters.query()));
    }

    /**
     * Pulls an image from a registry.
     *
     * @param platform for example {@code linux/amd64}, empty takes the engine's
     * @param authorization {@code X-Registry-Auth}, base64
     */
    public JsonStream<ProgressMessage> pull(String repository, String tag, String platform,
            Optional<String> authorization) throws IOException {
        Query query = new Query().add("fromImage", repository).add("tag", tag);
        if (!platform.isEmpty()) {
            query.add("platform", platform);
        }
        Call call = Call.post("/images/create", query);
        return transport.stream(ProgressMessage.class,
                authorization.isPresent() ? call.header("X-Registry-Auth", authorization.get()) : call);
    }

    /**
     * How an archive of a root file system becomes an image.
     *
     * @param repository its name, empty for none
     * @param tag its tag
     * @param message what its history says
     * @param changes instructions such as {@code CMD ["sh"]}
     * @param platform for example {@code linux/amd64}, empty takes the engine's
     */
    public record ImportOptions(String repository, String tag, String message, List<String> changes, String platform) {

        private Query query(String source) {
            Query query = new Query().add("fromSrc", source).add("repo", repository).add("tag", tag)
                    .add("message", message);
            changes.forEach(change -> query.add("changes", change));
            return platform.isEmpty() ? query : query.add("platform", platform);
        }
    }

    /**
     * Makes an image of a tar archive of a root file system, plain or compressed.
     *
     * @param archive the archive; read to its end, not closed
     */
    public JsonStream<ProgressMessage> importRootFilesystem(InputStream archive, ImportOptions options)
            throws IOException {
        return transport.stream(ProgressMessage.class,
                Call.post("/images/create", options.query("-")).archive(archive));
    }

    /**
     * Makes an image of such an archive that the engine fetches.
     *
     * @param url where the archive is
     */
    public JsonStream<ProgressMessage> importFrom(String url, ImportOptions options) throws IOException {
        return transport.stream(ProgressMessage.class, Call.post("/images/create", options.query(url)));
    }

    /**
     * Loads the images of an archive.
     *
     * @param archive docker-archive or OCI layout; read to its end, not closed
     * @param quiet whether progress is left out
     */
    public JsonStream<ProgressMessage> load(InputStream archive, boolean quiet) throws IOException {
        return transport.stream(ProgressMessage.class, Call.post("/images/load",
                new Query().add("quiet", quiet ? "1" : "0")).archive(archive));
    }

    /**
     * Images as a tar archive (docker-archive and OCI layout in one). The caller reads it to its end, or closes it.
     *
     * @param references names or ids, at least one
     */
    public InputStream save(List<String> references) throws IOException {
        Query query = new Query();
        references.forEach(reference -> query.add("names", reference));
        return transport.open(Call.get("/images/get", query)).stream();
    }

    /**
     * A container's root file system as a tar archive. The caller reads it to its end, or closes it.
     *
     * @param container a name or id
     */
    public InputStream export(String container) throws IOException {
        return export(container, new Query());
    }

    /**
     * The files of a container that never ran: those of its image, from an engine of Berth's without the places of
     * mounts that every container has besides. The caller reads it to its end, or closes it.
     *
     * @param container a name or id
     */
    public InputStream exportBare(String container) throws IOException {
        return export(container, new Query().flag("bare", true));
    }

    private InputStream export(String container, Query query) throws IOException {
        return transport.open(Call.get("/containers/" + Query.encode(container) + "/export", query)).stream();
    }

    /**
     * Pushes an image to its registry.
     *
     * @param tag empty for all tags
     * @param authorization {@code X-Registry-Auth}, base64
     */
    public JsonStream<ProgressMessage> push(String repository, String tag, Optional<String> authorization)
            throws IOException {
        Call call = Call.post(path(repository, "push"), tag.isEmpty() ? new Query() : new Query().add("tag", tag));
        return transport.stream(ProgressMessage.class,
                authorization.isPresent() ? call.header("X-Registry-Auth", authorization.get()) : call);
    }

    /**
     * How a container becomes an image.
     *
     * @param repository the image's name, empty for none
     * @param tag its tag
     * @param message what its history says
     * @param author who made it
     * @param changes instructions such as {@code CMD ["sh"]}
     * @param pause whether the container is paused meanwhile
     */
    public record CommitOptions(String repository, String tag, String message, String author, List<String> changes,
            boolean pause) {
    }

    /** Makes an image of a container; answers the image's id. */
    public String commit(String container, CommitOptions options) throws IOException {
        Query query = new Query().add("container", container).add("repo", options.repository())
                .add("tag", options.tag()).add("comment", options.message()).add("author", options.author())
                .add("pause", options.pause() ? "1" : "0");
        options.changes().forEach(change -> query.add("changes", change));
        return transport.read(IdBody.class, Call.post("/commit", query)).id();
    }

    private static String path(String reference, String action) {
        return "/images/" + encode(reference) + "/" + action;
    }

    /** A reference in a path: slashes stay, as the docker CLI sends them. */
    private static String encode(String reference) {
        return Query.encode(reference).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }
}
