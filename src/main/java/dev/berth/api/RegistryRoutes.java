package dev.berth.api;

import dev.berth.docker.AuthAnswer;
import dev.berth.docker.AuthConfig;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import java.io.IOException;

/** Questions to registries that change nothing here: logins, what they have. */
final class RegistryRoutes implements Routes {
    private final Engine engine;

    RegistryRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"POST /auth"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /auth" -> login(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void login(Exchange exchange) throws ApiError, IOException {
        AuthConfig auth = exchange.body(AuthConfig.class);
        exchange.answer(200, new AuthAnswer(engine.registries().login(auth.serveraddress().orElse(""),
                RegistryTransfers.credentials(auth)).orElse(""), "Login Succeeded"));
    }
}
