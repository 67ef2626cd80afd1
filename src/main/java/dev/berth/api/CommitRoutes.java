package dev.berth.api;

import dev.berth.docker.IdBody;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.http.ChunkedOutput;
import dev.berth.image.CommitOptions;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.profile.Profile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a container's files: a new image, or an archive. */
final class CommitRoutes implements Routes {
    private static final int BUFFER = 64 * 1024;

    private final Engine engine;
    private final EventTeller events;

    CommitRoutes(Engine engine) {
        this.engine = engine;
        this.events = new EventTeller(engine.events());
    }

    @Override
    public String[] table() {
        return new String[] {"POST /commit", "GET /containers/{id}/export"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /commit" -> commit(exchange);
            case "GET /containers/{id}/export" -> export(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void commit(Exchange exchange) throws ApiError, EngineException, IOException {
        String repository = exchange.query().first("repo").orElse("");
        String tag = exchange.query().first("tag").orElse("");
        Optional<Reference> name = repository.isEmpty() ? Optional.empty()
                : Optional.of(Reference.parse(tag.isEmpty() ? repository : repository + ":" + tag));
        Container container = engine.containers().get(exchange.query().first("container").orElse(""));
        Image base = base(container);
        CommitOptions options = new CommitOptions(
                ImageTransferRoutes.changed(config(container, base.config()), exchange),
                exchange.query().first("author").filter(a -> !a.isEmpty()),
                exchange.query().first("comment").filter(c -> !c.isEmpty()),
                String.join(" ", command(container)), Containers.PLACES);
        boolean pause = exchange.query().first("pause").map(p -> exchange.query().flag("pause")).orElse(true)
                && container.state().running() && container.state().status() != Container.Status.PAUSED;
        if (pause) {
            engine.containers().pause(container.id());
        }
        try {
            Image image = engine.images().commit(base, engine.containers().written(container.id()), options,
                    name);
            events.made(image, name.stream().toList());
            events.container("commit", container, Map.of("comment", exchange.query().first("comment").orElse(""),
                    "imageID", image.id().toString(), "imageRef", name.map(Reference::familiar).orElse("")));
            exchange.answer(201, new IdBody(image.id().toString()));
        } finally {
            if (pause) {
                engine.containers().unpause(container.id());
            }
        }
    }

    /** With {@code bare=1}, which docker does not know, without what docker's init layer adds. */
    private void export(Exchange exchange) throws ApiError, EngineException, IOException {
        Container container = engine.containers().get(exchange.parameter(0));
        boolean bare = exchange.query().flag("bare");
        try (RootFilesystem root = bare ? engine.images().unpacked(base(container))
                        : engine.archives().base(container.id());
                ChunkedOutput stream = exchange.stream("application/octet-stream");
                OutputStream out = new BufferedOutputStream(stream, BUFFER)) {
            engine.images().archives().export(engine.containers().written(container.id()), root, out);
            events.container("export", container, Map.of());
        }
    }

    private Image base(Container container) throws IOException {
        return engine.images().ofContainers().get(container.imageId().orElse(""));
    }

    private static ImageConfig config(Container container, ImageConfig base) {
        Profile profile = container.profile();
        ContainerEnvironment said = ContainerEnvironment.of(container, Optional.of(base));
        return new ImageConfig(profile.user(), said.variables(), profile.entrypoint().orElse(List.of()),
                profile.command().orElse(List.of()),
                Optional.of(said.workdir()).filter(dir -> !dir.isEmpty()),
                container.labels(), base.exposedPorts(), base.volumes(), profile.stopSignal(), base.healthcheck(),
                base.shell(), List.of(), base.platform());
    }

    private static List<String> command(Container container) {
        List<String> words = new ArrayList<>(List.of(container.path()));
        words.addAll(container.arguments());
        return words;
    }
}
