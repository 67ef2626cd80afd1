package dev.berth.client;

import dev.berth.http.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters of a list, as {@code --filter label=a=b} gives them. Values of one key are alternatives. */
public final class Filters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** No filter. */
    public Filters() {
    }

    /** Adds a value and returns this. */
    public Filters add(String key, String value) {
        values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        return this;
    }

    /** The same once more, to be changed on its own. */
    public Filters copy() {
        Filters copy = new Filters();
        values.forEach((key, all) -> all.forEach(value -> copy.add(key, value)));
        return copy;
    }

    /** The values of a key. */
    public List<String> all(String key) {
        return List.copyOf(values.getOrDefault(key, List.of()));
    }

    /** Whether there is no filter. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** They as a request's parameter {@code filters}; no parameter if there is none. */
    Query query() {
        return addTo(new Query());
    }

    /** Adds them to a request's parameters, and returns those. */
    Query addTo(Query query) {
        return isEmpty() ? query : query.add("filters", json());
    }

    /** The JSON form, {@code {"label":["a=b"]}}. */
    String json() {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            json.append(json.length() == 1 ? "" : ",");
            quote(json, entry.getKey());
            json.append(":[");
            for (int i = 0; i < entry.getValue().size(); i++) {
                json.append(i == 0 ? "" : ",");
                quote(json, entry.getValue().get(i));
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
