package dev.berth.api;

import dev.berth.engine.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds who answers a request. */
final class Router {
    private record Entry(Route route, Routes routes) {
    }

    private final Map<String, List<Entry>> byFirstSegment = new HashMap<>();

    /** A router over the tables of some nouns; of two lines that fit, the first one answers. */
    Router(List<? extends Routes> nouns) {
        for (Routes routes : nouns) {
            for (String line : routes.table()) {
                Route route = new Route(line);
                byFirstSegment.computeIfAbsent(route.first(), k -> new ArrayList<>()).add(new Entry(route, routes));
            }
        }
    }

    /** Answers a request, or says that nobody does. */
    void handle(Exchange exchange) throws ApiError, EngineException, IOException, InterruptedException {
        exchange.readQuery();
        String path = exchange.path();
        String[] segments = Route.split(path);
        int version = ApiVersions.parse(segments[0]);
        if (version >= 0 && segments.length > 1) {
            segments = Arrays.copyOfRange(segments, 1, segments.length);
        }
        exchange.version(version >= 0 ? version : ApiVersions.NEWEST);
        boolean otherMethod = false;
        for (Entry entry : byFirstSegment.getOrDefault(segments[0], List.of())) {
            Optional<List<String>> parameters;
            try {
                parameters = entry.route.match(segments);
            } catch (IllegalArgumentException e) {
                throw ApiError.badParameter(e.getMessage());
            }
            if (parameters.isPresent()) {
                if (entry.route.method().equals(exchange.method())) {
                    exchange.parameters(parameters.get());
                    entry.routes.handle(entry.route.text(), exchange);
                    return;
                }
                otherMethod = true;
            }
        }
        if (otherMethod) {
            throw new ApiError(405, "method " + exchange.method() + " is not allowed for " + path);
        }
        throw ApiError.notFound("page not found");
    }
}
