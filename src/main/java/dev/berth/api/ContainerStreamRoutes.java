package dev.berth.api;

import dev.berth.docker.WaitResult;
import dev.berth.engine.Attachment;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.LogPosition;
import dev.berth.http.ChunkedOutput;
import java.io.IOException;
import java.util.Optional;

/** What takes long with containers: attach, wait, logs and statistics. */
final class ContainerStreamRoutes implements Routes {
    /** Every log begins here. */
    private static final LogPosition BEGINNING = new LogPosition(0, 0);

    private final Containers containers;
    private final StatsStream stats;

    ContainerStreamRoutes(Engine engine) {
        this.containers = engine.containers();
        this.stats = new StatsStream(containers, new HostProcessor());
    }

    @Override
    public String[] table() {
        return new String[] {"POST /containers/{id}/attach", "POST /containers/{id}/wait",
            "GET /containers/{id}/logs", "GET /containers/{id}/stats", "GET /containers/{id}/attach/ws"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /containers/{id}/attach" -> attach(exchange);
            case "POST /containers/{id}/wait" -> await(exchange);
            case "GET /containers/{id}/logs" -> LogAnswer.send(exchange, containers);
            case "GET /containers/{id}/stats" -> stats.send(exchange);
            case "GET /containers/{id}/attach/ws" -> throw ApiError.notImplemented(
                    "attaching over a web socket is not supported; use POST /containers/{id}/attach");
            default -> throw new IllegalStateException(route);
        }
    }

    private void attach(Exchange exchange) throws ApiError, EngineException, IOException {
        Container container = containers.get(exchange.parameter(0));
        if (container.state().status() == Container.Status.PAUSED) {
            throw new ApiError(409, "container " + container.id()
                    + " is paused, unpause the container before attach");
        }
        if (container.state().status() == Container.Status.RESTARTING) {
            throw new ApiError(409, "container " + container.id()
                    + " is restarting, wait until the container is running");
        }
        boolean stdin = exchange.query().flag("stdin") && exchange.query().flag("stream");
        Optional<ScreenReplay> screen = container.tty() && exchange.query().flag("screen")
                ? Optional.of(new ScreenReplay(containers.logEnd(container.id()), TerminalSize.rows(exchange),
                        TerminalSize.columns(exchange))) : Optional.empty();
        Attach.Wanted wanted = new Attach.Wanted(stdin, exchange.query().flag("stdout"),
                exchange.query().flag("stderr"), container.stdinOnce(),
                DetachKeysParameter.of(exchange, container.profile().detachKeys()), screen);
        Optional<LogPosition> from = screen.map(ScreenReplay::from)
                .or(() -> exchange.query().flag("logs") ? Optional.of(BEGINNING) : Optional.empty());
        // Attached before the answer: docker run starts the container as soon as it has this head, and what a short
        // container writes must not be lost.
        Attachment attachment = containers.attach(container.id(), from);
        try {
            new Attach(exchange.hijack(StreamTypes.of(container.tty(), exchange.version())), attachment, wanted)
                    .run(exchange);
        } catch (IOException | RuntimeException e) {
            attachment.close();
            throw e;
        }
    }

    private void await(Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        String text = exchange.query().first("condition").orElse("");
        Containers.Condition condition = switch (text) {
            case "", "not-running" -> Containers.Condition.NOT_RUNNING;
            case "next-exit" -> Containers.Condition.NEXT_EXIT;
            case "removed" -> Containers.Condition.REMOVED;
            default -> throw ApiError.badParameter("invalid condition: \"" + text + "\"");
        };
        // Subscribed before the head is sent: docker run starts the container only after it has the head.
        try (Containers.Waiting waiting = containers.await(exchange.parameter(0), condition);
                ChunkedOutput out = exchange.watchedStream("application/json", waiting::close)) {
            int code = waiting.exitCode();
            out.write(exchange.json().write(new WaitResult(code, Optional.empty())));
            out.write('\n');
        }
    }
}
