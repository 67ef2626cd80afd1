package dev.berth.api;

import dev.berth.docker.DockerJson;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import java.io.IOException;

/** Launch plans: what a request would become in the kernel. */
final class PlanRoutes implements Routes {
    private final Engine engine;
    private final CreateRequests requests;

    PlanRoutes(Engine engine, DockerJson json) {
        this.engine = engine;
        this.requests = new CreateRequests(json);
    }

    @Override
    public String[] table() {
        return new String[] {"POST /berth/plan"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        exchange.answer(200, PlanView.of(engine.containers().plan(
                requests.read(exchange, exchange.query().first("name")))));
    }
}
