package dev.berth.api;

import dev.berth.docker.Volume;
import dev.berth.docker.VolumeCreate;
import dev.berth.docker.VolumeList;
import dev.berth.docker.VolumeUsage;
import dev.berth.docker.VolumesPruned;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Volumes;
import dev.berth.image.layer.TreeSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Volumes. */
final class VolumeRoutes implements Routes {
    private static final Set<String> LIST_FILTERS = Set.of("dangling", "name", "driver", "label", "label!");
    private static final Set<String> PRUNE_FILTERS = Set.of("all", "label", "label!");
    /** The API version since which pruning spares named volumes. */
    private static final int ANONYMOUS_SINCE = 42;

    private final Volumes volumes;
    private final EventTeller events;

    VolumeRoutes(Engine engine) {
        this.volumes = engine.volumes();
        this.events = new EventTeller(engine.events());
    }

    @Override
    public String[] table() {
        return new String[] {"GET /volumes", "POST /volumes/create", "POST /volumes/prune", "GET /volumes/{name}",
            "DELETE /volumes/{name}", "PUT /volumes/{name}"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /volumes" -> list(exchange);
            case "POST /volumes/create" -> create(exchange);
            case "POST /volumes/prune" -> prune(exchange);
            case "GET /volumes/{name}" ->
                exchange.answer(200, view(volumes.get(exchange.parameter(0)), Optional.empty()));
            case "DELETE /volumes/{name}" -> {
                volumes.remove(exchange.parameter(0), exchange.query().flag("force"));
                exchange.answerEmpty(204);
            }
            case "PUT /volumes/{name}" -> throw ApiError.notImplemented("cluster volumes are not supported");
            default -> throw new IllegalStateException(route);
        }
    }

    private void list(Exchange exchange) throws ApiError, IOException {
        FilterSet filters = FilterSet.of(exchange, LIST_FILTERS);
        Optional<Boolean> dangling = filters.truth("dangling");
        List<Volume> shown = new ArrayList<>();
        for (Volumes.Volume volume : volumes.list()) {
            boolean named = !filters.has("name") || filters.all("name").stream().anyMatch(volume.name()::contains);
            if (named && filters.allows("driver", "local") && filters.labels(volume.labels())
                    && (dangling.isEmpty() || volumes.users(volume.name()).isEmpty() == dangling.get())) {
                shown.add(view(volume, Optional.empty()));
            }
        }
        exchange.answer(200, new VolumeList(shown, List.of()));
    }

    private void create(Exchange exchange) throws ApiError, EngineException, IOException {
        VolumeCreate body = exchange.body(VolumeCreate.class);
        if (!body.driver().isEmpty() && !body.driver().equals("local")) {
            throw ApiError.notFound("create " + body.name() + ": error looking up volume plugin " + body.driver()
                    + ": plugin \"" + body.driver() + "\" not found");
        }
        Volumes.Volume volume = volumes.create(body.name().isEmpty() ? Optional.empty() : Optional.of(body.name()),
                body.labels(), body.driverOpts());
        exchange.answer(201, view(volume, Optional.empty()));
    }

    private void prune(Exchange exchange) throws ApiError, EngineException, IOException {
        FilterSet filters = FilterSet.of(exchange, PRUNE_FILTERS);
        boolean all = filters.truth("all").orElse(false) || exchange.version() < ANONYMOUS_SINCE;
        List<String> deleted = new ArrayList<>();
        long bytes = 0;
        for (Volumes.Volume volume : volumes.list()) {
            boolean unused = volumes.users(volume.name()).isEmpty();
            if (unused && (all || volume.anonymous()) && filters.labels(volume.labels())) {
                long size = TreeSize.of(volume.path());
                if (removed(volume.name())) {
                    deleted.add(volume.name());
                    bytes += size;
                }
            }
        }
        events.pruned("volume", bytes);
        exchange.answer(200, new VolumesPruned(deleted, bytes));
    }

    /** False if a container has come to use it meanwhile, or somebody else has removed it: both are no failure. */
    private boolean removed(String name) throws EngineException {
        try {
            volumes.remove(name, false);
            return true;
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.CONFLICT || e.kind() == EngineException.Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** A volume in Docker's form. */
    static Volume view(Volumes.Volume volume, Optional<VolumeUsage> usage) {
        return new Volume(Times.text(volume.created()), "local", volume.labels(), volume.path().toString(),
                volume.name(), volume.options(), "local", usage);
    }
}
