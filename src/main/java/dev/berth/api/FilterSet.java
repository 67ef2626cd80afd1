package dev.berth.api;

import dev.berth.docker.DockerJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code filters} of a list, in either JSON form: {@code {"label":["a=b"]}} or {@code {"label":{"a=b":true}}}. */
final class FilterSet {
    private final Map<String, List<String>> values;

    private FilterSet(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads the parameter {@code filters}.
     *
     * @param accepted the keys that this list knows
     * @throws ApiError when it is not JSON of either form, or has another key; docker's wording
     */
    static FilterSet of(Exchange exchange, Set<String> accepted) throws ApiError {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Optional<String> text = exchange.query().first("filters");
        if (text.isPresent() && !text.get().isEmpty()) {
            read(exchange.json(), text.get(), values);
        }
        for (String key : values.keySet()) {
            if (!accepted.contains(key)) {
                throw ApiError.badParameter("invalid filter '" + key + "'");
            }
        }
        return new FilterSet(values);
    }

    private static void read(DockerJson json, String text, Map<String, List<String>> values) throws ApiError {
        try {
            for (Map.Entry<String, Object> entry : json.readMap(text.getBytes(StandardCharsets.UTF_8)).entrySet()) {
                List<String> list = values.computeIfAbsent(entry.getKey(), k -> new ArrayList<>());
                if (entry.getValue() instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> value : map.entrySet()) {
                        if (Boolean.TRUE.equals(value.getValue())) {
                            list.add(String.valueOf(value.getKey()));
                        }
                    }
                } else if (entry.getValue() instanceof List<?> elements) {
                    for (Object element : elements) {
                        list.add(String.valueOf(element));
                    }
                } else {
                    throw new IllegalArgumentException("\"" + entry.getKey() + "\" is neither a list nor an object");
                }
            }
        } catch (IllegalArgumentException e) {
            throw ApiError.badParameter("invalid filter: " + e.getMessage());
        }
    }

    /** The values of a key; none when the list is not filtered by it. */
    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** Whether the list is filtered by a key. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether a value is one of a key's, or the list is not filtered by the key. */
    boolean allows(String key, String value) {
        return !has(key) || all(key).contains(value);
    }

    /**
     * The value of a key that is true or false.
     *
     * @throws ApiError when it is neither
     */
    Optional<Boolean> truth(String key) throws ApiError {
        List<String> all = all(key);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return switch (all.get(0)) {
            case "1", "t", "T", "true", "True", "TRUE" -> Optional.of(true);
            case "0", "f", "F", "false", "False", "FALSE" -> Optional.of(false);
            default -> throw ApiError.badParameter("invalid filter '" + key + "=[" + all.get(0) + "]'");
        };
    }

    /**
     * The moment of {@code until}, if the list is filtered by it.
     *
     * @throws ApiError when there are several, or it is no time
     */
    Optional<Instant> until() throws ApiError {
        if (all("until").size() > 1) {
            throw ApiError.badParameter("more than one until filter specified");
        }
        return has("until") ? Times.parse(all("until").get(0)) : Optional.empty();
    }

    /** Whether labels have every {@code key} and {@code key=value} of {@code label}, and none of {@code label!}. */
    boolean labels(Map<String, String> labels) {
        for (String wanted : all("label")) {
            if (!has(labels, wanted)) {
                return false;
            }
        }
        for (String unwanted : all("label!")) {
            if (has(labels, unwanted)) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(Map<String, String> labels, String wanted) {
        int equals = wanted.indexOf('=');
        return equals < 0 ? labels.containsKey(wanted)
                : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
    }
}
