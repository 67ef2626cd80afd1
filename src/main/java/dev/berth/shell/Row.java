package dev.berth.shell;

import dev.berth.shell.format.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A row of a list: named values for {@code --format}, in the order of docker's JSON, which is the alphabet's. */
final class Row implements Fields {

    private final Map<String, Object> values = new TreeMap<>();
    private Map<String, String> labels = Map.of();

    Row put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** A value that is only made when it is asked for. */
    Row putLate(String name, Supplier<String> value) {
        values.put(name, value);
        return this;
    }

    /** Makes {@code .Labels} and {@code .Label "name"} of labels. */
    Row labels(Map<String, String> newLabels) {
        labels = newLabels;
        List<String> pairs = new ArrayList<>(newLabels.size());
        new TreeMap<>(newLabels).forEach((key, value) -> pairs.add(key + '=' + value));
        return put("Labels", String.join(",", pairs));
    }

    @Override
    public Optional<Object> field(String name, List<Object> arguments) {
        if (name.equals("Label") && arguments.size() == 1) {
            return Optional.of(labels.getOrDefault(arguments.get(0).toString(), ""));
        }
        Object value = values.get(name);
        return Optional.ofNullable(value instanceof Supplier<?> late ? late.get() : value);
    }

    @Override
    public boolean escaped() {
        return true;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(values.keySet());
    }
}
