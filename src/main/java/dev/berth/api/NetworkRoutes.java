package dev.berth.api;

import dev.berth.api.translation.ProfileTranslator;
import dev.berth.docker.ConfigFrom;
import dev.berth.docker.Ipam;
import dev.berth.docker.Network;
import dev.berth.docker.NetworkContainer;
import dev.berth.docker.NetworksPruned;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.NetworkIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Networks: {@code host} and {@code none}, which every machine has. */
final class NetworkRoutes implements Routes {
    private static final Set<String> FILTERS = Set.of("dangling", "driver", "id", "label", "label!", "name", "scope",
            "type", "until");
    private static final String LATER = "bridge networks come with the next release of Berth; use --network none, "
            + "host or container:NAME";
    private static final List<String> NAMES = List.of("host", "none");

    private final Engine engine;

    NetworkRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"GET /networks", "POST /networks/create", "POST /networks/prune",
            "GET /networks/{id}", "DELETE /networks/{id}", "POST /networks/{id}/connect",
            "POST /networks/{id}/disconnect"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        switch (route) {
            case "GET /networks" -> list(exchange);
            case "GET /networks/{id}" -> exchange.answer(200, view(find(exchange.parameter(0)), true));
            case "POST /networks/prune" -> exchange.answer(200, new NetworksPruned(List.of()));
            case "POST /networks/create" -> throw ApiError.notImplemented(LATER);
            case "POST /networks/{id}/connect", "POST /networks/{id}/disconnect" -> {
                find(exchange.parameter(0));
                throw ApiError.notImplemented(LATER);
            }
            case "DELETE /networks/{id}" -> throw new ApiError(403, find(exchange.parameter(0))
                    + " is a pre-defined network and cannot be removed");
            default -> throw new IllegalStateException(route);
        }
    }

    private void list(Exchange exchange) throws ApiError, IOException {
        FilterSet filters = FilterSet.of(exchange, FILTERS);
        List<Network> shown = new ArrayList<>();
        for (String name : NAMES) {
            boolean named = !filters.has("name") || filters.all("name").stream().anyMatch(name::contains);
            boolean identified = !filters.has("id")
                    || filters.all("id").stream().anyMatch(NetworkIds.of(name)::startsWith);
            if (named && identified && filters.allows("driver", driver(name)) && filters.allows("scope", "local")
                    && filters.allows("type", "builtin") && filters.labels(Map.of())
                    && !filters.truth("dangling").orElse(false)) {
                shown.add(view(name, false));
            }
        }
        exchange.answer(Network.class, shown);
    }

    private static String find(String reference) throws ApiError {
        for (String name : NAMES) {
            if (name.equals(reference) || reference.length() >= 4 && NetworkIds.of(name).startsWith(reference)) {
                return name;
            }
        }
        throw ApiError.notFound("network " + reference + " not found");
    }

    private static String driver(String name) {
        return name.equals("none") ? "null" : name;
    }

    private Network view(String name, boolean containers) {
        Map<String, NetworkContainer> users = new LinkedHashMap<>();
        if (containers) {
            for (Container container : engine.containers().list()) {
                if (container.state().running() && ProfileTranslator.networkMode(container.profile()).equals(name)) {
                    users.put(container.id(), new NetworkContainer(container.name(), "", "", "", ""));
                }
            }
        }
        return new Network(name, NetworkIds.of(name), Times.NEVER, "local", driver(name), true, false, Ipam.NONE, false,
                false, false, ConfigFrom.NONE, false, users, Map.of(), Map.of());
    }
}
