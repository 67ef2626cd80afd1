package dev.berth.api;

import dev.berth.docker.AuthAnswer;
import dev.berth.docker.AuthConfig;
import dev.berth.docker.DistributionInspect;
import dev.berth.docker.SearchResult;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.registry.RegistryLook;
import dev.berth.image.registry.RegistrySearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Questions to registries that change nothing here: logins, what they have. */
final class RegistryRoutes implements Routes {
    /** Of results that docker's client asks for (Docker API, {@code /images/search}). */
    private static final int DEFAULT_LIMIT = 25;
    private static final int MOST = 100;

    private final Engine engine;

    RegistryRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"POST /auth", "GET /images/search", "GET /distribution/{name...}/json"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "POST /auth" -> login(exchange);
            case "GET /images/search" -> search(exchange);
            case "GET /distribution/{name...}/json" -> look(exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void search(Exchange exchange) throws ApiError, IOException {
        String term = exchange.query().first("term").orElse("");
        if (term.isEmpty()) {
            throw ApiError.badParameter("the query has no term to search for");
        }
        SearchFilter filter = SearchFilter.read(exchange);
        List<SearchResult> results = new ArrayList<>();
        for (RegistrySearch.Found found : engine.registries().search(term, limit(exchange, term),
                RegistryTransfers.credentials(exchange))) {
            if (filter.takes(found.stars(), found.official())) {
                results.add(new SearchResult(found.name(), found.description(), found.stars(), found.official(),
                        false));
            }
        }
        exchange.answer(SearchResult.class, results);
    }

    /** Docker's limits for its index; a registry's own lists are as long as they are. */
    private static int limit(Exchange exchange, String term) throws ApiError {
        String text = exchange.query().first("limit").orElse("");
        boolean list = term.substring(0, Math.max(0, term.indexOf('/'))).matches("localhost|.*[.:].*");
        try {
            int limit = text.isEmpty() ? 0 : Integer.parseInt(text);
            if (limit == 0) {
                return list ? Integer.MAX_VALUE : DEFAULT_LIMIT;
            }
            if (limit < 1 || limit > MOST) {
                throw ApiError.badParameter("Limit " + limit + " is outside the range of [1, " + MOST + "]");
            }
            return limit;
        } catch (NumberFormatException e) {
            throw ApiError.badParameter("the limit \"" + text + "\" is no number");
        }
    }

    private void look(Exchange exchange) throws ApiError, IOException {
        RegistryLook look = engine.registries().look(Reference.parse(exchange.parameter(0)),
                RegistryTransfers.credentials(exchange));
        List<DistributionInspect.Platform> platforms = new ArrayList<>();
        for (Platform platform : look.platforms()) {
            platforms.add(new DistributionInspect.Platform(platform.architecture(), platform.os(),
                    platform.variant()));
        }
        exchange.answer(200, new DistributionInspect(new DistributionInspect.Pointer(look.descriptor().mediaType(),
                look.descriptor().digest().toString(), look.descriptor().size()), platforms));
    }

    private void login(Exchange exchange) throws ApiError, IOException {
        AuthConfig auth = exchange.body(AuthConfig.class);
        exchange.answer(200, new AuthAnswer(engine.registries().login(auth.serveraddress().orElse(""),
                RegistryTransfers.credentials(auth)).orElse(""), "Login Succeeded"));
    }
}
