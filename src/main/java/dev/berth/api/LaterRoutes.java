package dev.berth.api;

import dev.berth.engine.EngineException;
import java.io.IOException;

/** What Docker has and Berth has not, or not yet: answered politely, with a sentence. */
final class LaterRoutes implements Routes {
    private static final String SWARM = "This node is not a swarm manager. Berth runs containers on one machine and "
            + "has no swarm mode.";

    @Override
    public String[] table() {
        return new String[] {"GET /plugins", "GET /swarm", "POST /swarm/init", "POST /swarm/join",
            "GET /nodes", "GET /services", "POST /services/create", "GET /tasks", "GET /secrets",
            "POST /secrets/create", "GET /configs", "POST /configs/create", "POST /session", "POST /grpc",
            "GET /containers/{id}/checkpoints", "POST /containers/{id}/checkpoints"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /plugins" -> exchange.answerJson(200, new byte[] {'[', ']'});
            case "POST /session", "POST /grpc" -> throw ApiError.notFound("page not found");
            case "GET /containers/{id}/checkpoints", "POST /containers/{id}/checkpoints" ->
                throw ApiError.notImplemented("checkpoints are not supported");
            default -> throw new ApiError(503, SWARM);
        }
    }
}
