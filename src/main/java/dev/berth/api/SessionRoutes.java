package dev.berth.api;

import dev.berth.docker.Session;
import dev.berth.engine.Attachment;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Execs;
import dev.berth.engine.LogPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exec sessions with a terminal, which outlive their connection: Berth's own addition to the API. */
final class SessionRoutes implements Routes {
    private final Engine engine;

    SessionRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"GET /berth/sessions", "POST /berth/sessions/{name...}/attach"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /berth/sessions" -> list(exchange);
            case "POST /berth/sessions/{name...}/attach" -> attach(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void list(Exchange exchange) throws EngineException, IOException {
        Map<String, String> names = new HashMap<>();
        for (Container container : engine.containers().list()) {
            names.put(container.id(), container.name());
        }
        List<Session> sessions = new ArrayList<>();
        for (Execs.Exec exec : engine.execs().list(exchange.query().first("container").filter(c -> !c.isEmpty()))) {
            if (exec.request().tty()) {
                String container = names.getOrDefault(exec.containerId(), exec.containerId());
                sessions.add(new Session(exec.id(), exec.containerId(), container + "/" + exec.number(),
                        exec.request().command(), exec.request().user().orElse(""), exec.running(), 0,
                        Times.text(exec.created())));
            }
        }
        exchange.answer(Session.class, sessions);
    }

    /** The screen comes first for a client that tells its size, the output so far for another one. */
    private void attach(Exchange exchange) throws ApiError, EngineException, IOException {
        Execs.Exec exec = engine.execs().get(exchange.parameter(0));
        if (!exec.running()) {
            throw new ApiError(409, "session " + exchange.parameter(0) + " has ended");
        }
        boolean logs = exchange.query().first("logs").isEmpty() || exchange.query().flag("logs");
        Optional<String> keys = DetachKeysParameter.of(exchange, exec.request().detachKeys());
        Optional<ScreenReplay> screen = Optional.empty();
        if (exchange.query().first("h").isPresent()) {
            int rows = TerminalSize.rows(exchange);
            int columns = TerminalSize.columns(exchange);
            screen = logs ? Optional.of(new ScreenReplay(engine.execs().logEnd(exec.id()), rows, columns))
                    : Optional.empty();
            engine.execs().resize(exec.id(), rows, columns);
        }
        Attachment attachment = engine.execs().attach(exec.id(), screen.map(ScreenReplay::from)
                .or(() -> logs ? Optional.of(new LogPosition(0, 0)) : Optional.empty()));
        try {
            new Attach(exchange.hijack(StreamTypes.of(attachment.tty(), exchange.version())), attachment,
                    new Attach.Wanted(exec.request().stdin(), true, true, true, keys, screen)).run(exchange);
        } catch (IOException | RuntimeException e) {
            attachment.close();
            throw e;
        }
    }
}
