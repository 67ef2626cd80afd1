package dev.berth.profile.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of values of one type.
 *
 * @param item the type of each
 * @param accepted what the list may look like
 * @param <T> what each is in Java
 */
record ListType<T>(ValueType<T> item, String accepted) implements ValueType<List<T>> {

    static <T> ListType<T> of(ValueType<T> item, String accepted) {
        return new ListType<>(item, accepted);
    }

    @Override
    public String name() {
        return item.keys().isEmpty() ? "list" : "tables";
    }

    @Override
    public Optional<List<T>> read(TomlValue value, String key, Problems problems) {
        if (!(value instanceof TomlValue.Array array)) {
            problems.add(value.at(), key + ": " + value.kind() + " is not accepted; it takes " + accepted);
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        boolean whole = true;
        for (TomlValue each : array.values()) {
            Optional<T> read = item.read(each, key, problems);
            read.ifPresent(items::add);
            whole &= read.isPresent();
        }
        return whole ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    @Override
    public String write(List<T> value) {
        StringBuilder text = new StringBuilder("[");
        for (T each : value) {
            text.append(text.length() == 1 ? "" : ", ").append(item.write(each));
        }
        return text.append(']').toString();
    }

    @Override
    public List<? extends Key<?, ?, ?>> keys() {
        return item.keys();
    }
}
