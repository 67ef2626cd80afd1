package dev.berth.profile.toml;

import dev.berth.profile.form.FormException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What was read of a small table, before it becomes a record. */
final class Fields {

    private final Map<String, Object> values = new HashMap<>();

    void put(String name, Object value) {
        values.put(name, value);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @SuppressWarnings("unchecked")
    <T> Optional<T> get(String name) {
        return Optional.ofNullable((T) values.get(name));
    }

    <T> T required(String name) {
        return this.<T>get(name).orElseThrow(() -> new FormException("\"" + name + "\" is missing"));
    }

    OptionalLong number(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    OptionalInt small(String name) {
        return values.get(name) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
