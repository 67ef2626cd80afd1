package dev.berth.shell;

import dev.berth.docker.Event;
import dev.berth.shell.format.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An event for {@code --format}: as JSON in the form and order of Docker's API, in templates by its Go names too. */
final class EventFields implements Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();

    EventFields(Event event) {
        event.status().ifPresent(status -> values.put("status", status));
        event.id().ifPresent(id -> values.put("id", id));
        event.from().ifPresent(from -> values.put("from", from));
        values.put("Type", event.type());
        values.put("Action", event.action());
        Map<String, Object> actor = new LinkedHashMap<>();
        actor.put("ID", event.actor().id());
        actor.put("Attributes", new TreeMap<>(event.actor().attributes()));
        values.put("Actor", actor);
        values.put("scope", event.scope());
        values.put("time", event.time());
        values.put("timeNano", event.timeNano());
    }

    @Override
    public Optional<Object> field(String name, List<Object> arguments) {
        return switch (name) {
            case "Status", "From" -> Optional.of(values.getOrDefault(name.toLowerCase(Locale.ROOT), ""));
            case "ID" -> Optional.of(values.getOrDefault("id", ""));
            case "Scope" -> Optional.of(values.get("scope"));
            case "Time" -> Optional.of(values.get("time"));
            case "TimeNano" -> Optional.of(values.get("timeNano"));
            default -> Optional.ofNullable(values.get(name));
        };
    }

    @Override
    public List<String> names() {
        return List.copyOf(values.keySet());
    }
}
