package dev.berth.api;

import dev.berth.context.PathPattern;
import dev.berth.docker.ImageDeleted;
import dev.berth.docker.ImageHistory;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.ImagesPruned;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.ImageId;
import dev.berth.image.ImageUsers;
import dev.berth.image.Reference;
import dev.berth.image.RemovalReport;
import dev.berth.image.RemoveOptions;
import dev.berth.image.store.LayerSharing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Images that are in the store: list, inspect, tag, remove, prune. */
final class ImageRoutes implements Routes {
    private static final Set<String> LIST_FILTERS = Set.of("dangling", "label", "label!", "before", "since",
            "reference", "until");
    private static final Set<String> PRUNE_FILTERS = Set.of("dangling", "label", "label!", "until");

    private final Engine engine;
    private final EventTeller events;

    ImageRoutes(Engine engine) {
        this.engine = engine;
        this.events = new EventTeller(engine.events());
    }

    @Override
    public String[] table() {
        return new String[] {"GET /images/json", "POST /images/prune", "GET /images/{name...}/json",
            "GET /images/{name...}/history", "POST /images/{name...}/tag", "DELETE /images/{name...}"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /images/json" -> list(exchange);
            case "POST /images/prune" -> prune(exchange);
            case "GET /images/{name...}/json" -> exchange.answer(200, ImageViews.inspect(
                    engine.images().get(exchange.parameter(0)), engine.info().storageDriver(), exchange.version()));
            case "GET /images/{name...}/history" -> {
                Image image = engine.images().get(exchange.parameter(0));
                exchange.answer(ImageHistory.class, ImageViews.history(image, engine.images().layerSizes(image),
                        engine.images().list()));
            }
            case "POST /images/{name...}/tag" -> tag(exchange);
            case "DELETE /images/{name...}" -> exchange.answer(ImageDeleted.class,
                    deleted(remove(exchange.parameter(0), new RemoveOptions(exchange.query().flag("force"),
                            !exchange.query().flag("noprune")))));
            default -> throw new IllegalStateException(route);
        }
    }

    private void list(Exchange exchange) throws ApiError, IOException {
        FilterSet filters = FilterSet.of(exchange, LIST_FILTERS);
        Optional<Boolean> dangling = filters.truth("dangling");
        Optional<Instant> before = bound(filters, "before");
        Optional<Instant> since = bound(filters, "since");
        Optional<Instant> until = filters.until();
        List<PathPattern> references = patterns(filters.all("reference"));
        boolean variants = exchange.query().flag("manifests");
        List<ImageSummary> summaries = new ArrayList<>();
        List<Image> all = engine.images().list();
        Optional<LayerSharing> sharing = exchange.query().flag("shared-size")
                ? Optional.of(engine.images().sharing(all)) : Optional.empty();
        for (Image image : all) {
            boolean timely = before.map(image.created()::isBefore).orElse(true)
                    && since.map(image.created()::isAfter).orElse(true)
                    && until.map(image.created()::isBefore).orElse(true);
            if (timely && filters.labels(image.config().labels())
                    && (dangling.isEmpty() || (dangling.get() ? image.names().isEmpty()
                            : !image.names().isEmpty() || !image.repoDigests().isEmpty()))) {
                Image shown = filters.has("reference") ? matching(image, references) : image;
                if (filters.has("reference") && shown.names().isEmpty() && shown.repoDigests().isEmpty()) {
                    continue;
                }
                ImageSummary summary = ImageViews.summary(shown, Optional.empty(),
                        sharing.map(s -> s.sharedBytes(image.id())).orElse(-1L), exchange.version());
                summaries.add(variants ? summary.withManifests(List.of(ImageViews.variant(image,
                        engine.images().contentBytes(image),
                        users(image.id()).stream().map(ImageUsers.User::containerId).toList()))) : summary);
            }
        }
        exchange.answer(ImageSummary.class, summaries);
    }

    private Optional<Instant> bound(FilterSet filters, String key) throws IOException {
        return filters.has(key) ? Optional.of(engine.images().get(filters.all(key).get(0)).created())
                : Optional.empty();
    }

    private static List<PathPattern> patterns(List<String> texts) throws ApiError {
        List<PathPattern> patterns = new ArrayList<>();
        for (String text : texts) {
            try {
                patterns.add(PathPattern.glob(text));
            } catch (IllegalArgumentException e) {
                throw ApiError.badParameter("syntax error in pattern");
            }
        }
        return patterns;
    }

    /** An image with those of its names and digests that a pattern fits: docker lists no others then. */
    private static Image matching(Image image, List<PathPattern> patterns) {
        return image.withReferences(image.names().stream()
                .filter(name -> fits(name.familiar(), name.familiarRepository(), patterns)).toList(),
                image.repoDigests().stream().filter(digest -> {
                    String familiar = Reference.familiar(digest);
                    return fits(familiar, familiar.substring(0, Math.max(familiar.indexOf('@'), 0)), patterns);
                }).toList());
    }

    private static boolean fits(String whole, String repository, List<PathPattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(whole) || pattern.matches(repository));
    }

    private void tag(Exchange exchange) throws ApiError, IOException {
        String repository = exchange.query().first("repo").orElse("");
        String tag = exchange.query().first("tag").orElse("");
        if (repository.isEmpty()) {
            throw ApiError.badParameter("invalid reference format: a repository name is required");
        }
        Image image = engine.images().get(exchange.parameter(0));
        Reference name = Reference.parse(tag.isEmpty() ? repository : repository + ":" + tag);
        engine.images().tag(image, name);
        events.image("tag", image, name.familiar());
        exchange.answerEmpty(201);
    }

    private void prune(Exchange exchange) throws ApiError, IOException {
        FilterSet filters = FilterSet.of(exchange, PRUNE_FILTERS);
        boolean dangling = filters.truth("dangling").orElse(true);
        Optional<Instant> until = filters.until();
        List<ImageDeleted> gone = new ArrayList<>();
        long bytes = 0;
        for (Image image : engine.images().list()) {
            boolean wanted = (image.names().isEmpty() || !dangling) && filters.labels(image.config().labels())
                    && until.map(image.created()::isBefore).orElse(true);
            if (wanted && users(image.id()).isEmpty()) {
                try {
                    RemovalReport report = remove(image.id().toString(), new RemoveOptions(true, true));
                    gone.addAll(deleted(report));
                    bytes += report.reclaimedBytes();
                } catch (ImageException e) {
                    // Went with another one, or came into use meanwhile.
                    if (e.httpStatus() != 404 && e.httpStatus() != 409) {
                        throw e;
                    }
                }
            }
        }
        bytes += engine.images().ofContainers().sweep(this::users);
        if (!filters.has("label") && !filters.has("label!") && !filters.has("until")) {
            // what a killed engine left of pulls and removals
            bytes += engine.images().prune();
        }
        events.pruned("image", bytes);
        exchange.answer(200, new ImagesPruned(gone, bytes));
    }

    private RemovalReport remove(String name, RemoveOptions options) throws IOException {
        Image image = engine.images().get(name);
        RemovalReport report = engine.images().remove(name, options, this::users);
        for (RemovalReport.Step step : report.steps()) {
            if (step instanceof RemovalReport.Untagged) {
                events.image("untag", image, image.id().toString());
            }
        }
        if (engine.images().find(image.id().toString()).isEmpty()) {
            events.image("delete", image.id().toString(), image.id().toString());
        }
        return report;
    }

    private List<ImageUsers.User> users(ImageId id) {
        List<ImageUsers.User> users = new ArrayList<>();
        for (Container container : engine.containers().list()) {
            if (container.imageId().orElse("").equals(id.toString())) {
                users.add(new ImageUsers.User(container.id(), container.state().running()
                        || container.state().status() == Container.Status.RESTARTING));
            }
        }
        return users;
    }

    private static List<ImageDeleted> deleted(RemovalReport report) {
        List<ImageDeleted> list = new ArrayList<>();
        for (RemovalReport.Step step : report.steps()) {
            if (step instanceof RemovalReport.Untagged untagged) {
                list.add(new ImageDeleted(Optional.of(untagged.name()), Optional.empty()));
            } else if (step instanceof RemovalReport.Deleted removed) {
                list.add(new ImageDeleted(Optional.empty(), Optional.of(removed.digest().toString())));
            }
        }
        return list;
    }
}
