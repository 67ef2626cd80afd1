package dev.berth.api;

import dev.berth.docker.Event;
import dev.berth.docker.EventActor;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Events;
import dev.berth.http.ChunkedOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream of events. */
final class EventRoutes implements Routes {
    private static final Set<String> FILTERS = Set.of("container", "image", "volume", "network", "daemon", "type",
            "event", "label", "scope", "config", "node", "plugin", "secret", "service");

    /** The API version since which images that are made are told of. */
    private static final int MADE_IMAGES_SINCE = 46;

    private final Engine engine;

    EventRoutes(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String[] table() {
        return new String[] {"GET /events"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        FilterSet filters = FilterSet.of(exchange, FILTERS);
        String from = exchange.query().first("since").orElse("");
        // 0 is no time for logs, but here the beginning
        Optional<Instant> since = from.equals("0") ? Optional.of(Instant.EPOCH) : Times.parse(from);
        Optional<Instant> until = Times.parse(exchange.query().first("until").orElse(""));
        if (since.isPresent() && until.isPresent() && until.get().isBefore(since.get())) {
            throw ApiError.badParameter("`since` time cannot be after `until` time");
        }
        try (Events.Subscription events = engine.events().subscribe(since);
                ChunkedOutput out = exchange.watchedStream("application/json", events::close)) {
            for (Optional<Events.Event> e = events.next(until); e.isPresent(); e = events.next(until)) {
                if (until.isPresent() && e.get().time().isAfter(until.get())) {
                    return;
                }
                if (wanted(e.get(), filters) && (exchange.version() >= MADE_IMAGES_SINCE || !isMadeImage(e.get()))) {
                    out.write(exchange.json().write(view(e.get())));
                    out.write('\n');
                    out.flush();
                }
            }
        }
    }

    private static boolean isMadeImage(Events.Event event) {
        return event.type().equals("image") && event.action().equals("create");
    }

    private static boolean wanted(Events.Event event, FilterSet filters) {
        // Health events carry their outcome after a colon: "health_status: healthy".
        String action = event.action();
        int colon = action.indexOf(':');
        boolean known = filters.allows("event", action)
                || colon > 0 && filters.allows("event", action.substring(0, colon));
        return filters.allows("type", event.type()) && known && filters.labels(event.attributes())
                && filters.allows("scope", "local") && named(event, filters, "container")
                && named(event, filters, "image") && named(event, filters, "volume")
                && named(event, filters, "network");
    }

    private static boolean named(Events.Event event, FilterSet filters, String type) {
        if (!filters.has(type)) {
            return true;
        }
        List<String> values = filters.all(type);
        String name = event.attributes().getOrDefault("name", "");
        if (type.equals("image") && event.type().equals("container")) {
            return values.contains(event.attributes().getOrDefault("image", ""));
        }
        return event.type().equals(type) && (values.contains(event.id()) || values.contains(name)
                || values.stream().anyMatch(v -> v.length() >= 4 && event.id().startsWith(v)));
    }

    /** An event in Docker's form, with the fields of before API 1.22 that clients up to 1.51 read. */
    static Event view(Events.Event event) {
        boolean legacy = event.type().equals("container") || event.type().equals("image");
        Map<String, String> attributes = event.attributes();
        Instant time = event.time();
        return new Event(legacy ? Optional.of(event.action()) : Optional.empty(),
                legacy ? Optional.of(event.id()) : Optional.empty(),
                event.type().equals("container") ? Optional.ofNullable(attributes.get("image")) : Optional.empty(),
                event.type(), event.action(), new EventActor(event.id(), attributes), "local",
                time.getEpochSecond(), time.getEpochSecond() * 1_000_000_000L + time.getNano());
    }
}
