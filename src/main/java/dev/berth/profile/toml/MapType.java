package dev.berth.profile.toml;

import dev.berth.profile.form.FormException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table whose keys are free.
 *
 * @param item the type of each value
 * @param checkName checks a key, throwing {@link FormException}
 * @param accepted what the table may look like
 * @param <T> what each value is in Java
 */
record MapType<T>(ValueType<T> item, Consumer<String> checkName, String accepted) implements ValueType<Map<String, T>> {

    @Override
    public String name() {
        return "table";
    }

    @Override
    public Optional<Map<String, T>> read(TomlValue value, String key, Problems problems) {
        if (!(value instanceof TomlValue.Table table)) {
            problems.add(value.at(), key + ": " + value.kind() + " is not accepted; it takes " + accepted);
            return Optional.empty();
        }
        Map<String, T> items = new LinkedHashMap<>();
        flatten(table, "", key, items, problems);
        return Optional.of(items);
    }

    /** A dotted key without quotes ({@code net.core.somaxconn = "1"}) is a nest of tables, meant as one name. */
    private void flatten(TomlValue.Table table, String parent, String key, Map<String, T> items, Problems problems) {
        table.values().forEach((inner, each) -> {
            String full = parent + inner;
            if (each instanceof TomlValue.Table nested && !nested.values().isEmpty()) {
                flatten(nested, full + ".", key, items, problems);
                return;
            }
            try {
                checkName.accept(full);
            } catch (FormException e) {
                problems.add(each.at(), key + ": " + e.getMessage() + "; it takes " + accepted);
                return;
            }
            item.read(each, key + "." + full, problems).ifPresent(read -> items.put(full, read));
        });
    }

    @Override
    public String write(Map<String, T> value) {
        StringBuilder text = new StringBuilder("{");
        value.forEach((key, each) -> text.append(text.length() == 1 ? " " : ", ").append(Values.key(key))
                .append(" = ").append(item.write(each)));
        return text.append(" }").toString();
    }
}
