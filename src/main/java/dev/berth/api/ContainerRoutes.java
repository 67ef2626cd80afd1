package dev.berth.api;

import dev.berth.api.translation.ContainerTranslator;
import dev.berth.docker.ContainerCreated;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.ContainerUpdated;
import dev.berth.docker.DockerJson;
import dev.berth.docker.FilesystemChange;
import dev.berth.docker.HostConfig;
import dev.berth.docker.TopResult;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.image.Image;
import dev.berth.image.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of containers: everything under {@code /containers} that answers at once. */
final class ContainerRoutes implements Routes {
    private final Engine engine;
    private final Containers containers;
    private final CreateRequests requests;
    private final ContainerPrune prune;

    ContainerRoutes(Engine engine, DockerJson json) {
        this.engine = engine;
        this.containers = engine.containers();
        this.requests = new CreateRequests(json);
        this.prune = new ContainerPrune(engine);
    }

    @Override
    public String[] table() {
        return new String[] {"GET /containers/json", "POST /containers/create", "POST /containers/prune",
            "GET /containers/{id}/json", "POST /containers/{id}/start", "POST /containers/{id}/stop",
            "POST /containers/{id}/restart", "POST /containers/{id}/kill", "POST /containers/{id}/pause",
            "POST /containers/{id}/unpause", "POST /containers/{id}/rename", "POST /containers/{id}/update",
            "POST /containers/{id}/resize", "GET /containers/{id}/top", "GET /containers/{id}/changes",
            "DELETE /containers/{id}"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /containers/json" -> list(exchange);
            case "POST /containers/create" -> create(exchange);
            case "POST /containers/prune" -> prune.handle(exchange);
            case "GET /containers/{id}/json" -> inspect(exchange);
            case "POST /containers/{id}/start" -> {
                containers.start(exchange.parameter(0));
                exchange.answerEmpty(204);
            }
            case "POST /containers/{id}/stop" -> {
                containers.stop(exchange.parameter(0), signal(exchange), timeout(exchange));
                exchange.answerEmpty(204);
            }
            case "POST /containers/{id}/restart" -> {
                containers.restart(exchange.parameter(0), signal(exchange), timeout(exchange));
                exchange.answerEmpty(204);
            }
            case "POST /containers/{id}/kill" -> {
                containers.kill(exchange.parameter(0), signal(exchange).orElse("SIGKILL"));
                exchange.answerEmpty(204);
            }
            case "POST /containers/{id}/pause" -> {
                containers.pause(exchange.parameter(0));
                exchange.answerEmpty(204);
            }
            case "POST /containers/{id}/unpause" -> {
                containers.unpause(exchange.parameter(0));
                exchange.answerEmpty(204);
            }
            case "POST /containers/{id}/rename" -> rename(exchange);
            case "POST /containers/{id}/update" -> update(exchange);
            case "POST /containers/{id}/resize" -> resize(exchange);
            case "GET /containers/{id}/top" -> top(exchange);
            case "GET /containers/{id}/changes" -> changes(exchange);
            case "DELETE /containers/{id}" -> remove(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void list(Exchange exchange) throws ApiError, EngineException, IOException {
        boolean size = exchange.query().flag("size");
        List<ContainerSummary> summaries = new ArrayList<>();
        ImageLabels images = new ImageLabels(engine.images());
        for (Container container : ContainerFilter.of(exchange, engine).select(containers.list())) {
            summaries.add(ContainerViews.summary(container, images.of(container),
                    size ? ContainerSize.of(engine, container) : ContainerSize.NONE));
        }
        exchange.answer(ContainerSummary.class, summaries);
    }

    private void create(Exchange exchange) throws ApiError, EngineException, IOException {
        CreateRequest request = requests.read(exchange, exchange.query().first("name"));
        String platform = exchange.query().first("platform").orElse("");
        checkPlatform(request, platform);
        ContainerPrune.Launch launch = prune.begin(exchange);
        Containers.Created created = containers.create(request);
        launch.created(created.container().id());
        List<String> warnings = new ArrayList<>(created.warnings());
        Optional<String> image = created.container().imageId().filter(id -> !id.isEmpty() && platform.isEmpty());
        if (image.isPresent()) {
            engine.images().ofContainers().find(image.get()).flatMap(PlatformMatch::warning).ifPresent(warnings::add);
        }
        exchange.answer(201, new ContainerCreated(created.container().id(), warnings));
    }

    /** An image of another platform than the one asked for is not the one: clients pull then. */
    private void checkPlatform(CreateRequest request, String asked) throws ApiError, IOException {
        String name = request.flags().image().orElse("");
        Optional<Image> image = asked.isEmpty() || name.isEmpty() ? Optional.empty() : engine.images().find(name);
        if (image.isPresent()) {
            Optional<String> refusal = PlatformMatch.refusal(image.get(), name, Platform.parse(asked));
            if (refusal.isPresent()) {
                throw ApiError.notFound(refusal.get());
            }
        }
    }

    private void inspect(Exchange exchange) throws EngineException, IOException {
        Container container = containers.get(exchange.parameter(0));
        Optional<Image> image = engine.images().ofContainers().find(container.imageId().orElse(""));
        List<String> execs = new ArrayList<>();
        for (var exec : engine.execs().list(Optional.of(container.id()))) {
            if (exec.running()) {
                execs.add(exec.id());
            }
        }
        exchange.answer(200, ContainerInspection.of(container, execs,
                ContainerEnvironment.of(container, image.map(Image::config)), exchange.json(), engine.info(),
                exchange.query().flag("size") ? ContainerSize.of(engine, container) : ContainerSize.NONE));
    }

    private void rename(Exchange exchange) throws ApiError, EngineException, IOException {
        String name = exchange.query().first("name").orElse("");
        if (name.startsWith("/")) {
            name = name.substring(1);
        }
        if (name.isEmpty()) {
            throw ApiError.badParameter("Neither old nor new names may be empty");
        }
        containers.rename(exchange.parameter(0), name);
        exchange.answerEmpty(204);
    }

    private void update(Exchange exchange) throws ApiError, EngineException, IOException {
        HostConfig change = exchange.body(HostConfig.class);
        ContainerTranslator.Update update = ContainerTranslator.update(change);
        exchange.answer(200, new ContainerUpdated(
                containers.update(exchange.parameter(0), update.limits(), update.restart())));
    }

    private void resize(Exchange exchange) throws ApiError, EngineException, IOException {
        containers.resize(exchange.parameter(0), TerminalSize.rows(exchange), TerminalSize.columns(exchange));
        exchange.answerEmpty(200);
    }

    private void top(Exchange exchange) throws EngineException, IOException {
        Containers.Processes processes = containers.top(exchange.parameter(0),
                exchange.query().first("ps_args").orElse(""));
        exchange.answer(200, new TopResult(processes.titles(), processes.rows()));
    }

    private void changes(Exchange exchange) throws EngineException, IOException {
        List<FilesystemChange> changes = new ArrayList<>();
        for (Containers.Change change : containers.changes(exchange.parameter(0))) {
            changes.add(new FilesystemChange(change.path(), change.kind()));
        }
        exchange.answer(FilesystemChange.class, changes);
    }

    private void remove(Exchange exchange) throws ApiError, EngineException, IOException {
        if (exchange.query().flag("link")) {
            removeLink(exchange.parameter(0));
        }
        containers.remove(exchange.parameter(0), exchange.query().flag("force"), exchange.query().flag("v"));
        exchange.answerEmpty(204);
    }

    /** There are no links here, so it says what Docker says of a container without any. */
    private void removeLink(String name) throws ApiError, EngineException {
        containers.get(name);
        throw new ApiError(500, "Conflict, cannot remove the default link name of the container");
    }

    private static Optional<String> signal(Exchange exchange) {
        return exchange.query().first("signal").filter(s -> !s.isEmpty());
    }

    private static Optional<Duration> timeout(Exchange exchange) throws ApiError {
        Optional<String> text = exchange.query().first("t").filter(s -> !s.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text.get())));
        } catch (NumberFormatException e) {
            throw ApiError.badParameter("invalid value for 't': \"" + text.get() + "\" is not a number of seconds");
        }
    }
}
