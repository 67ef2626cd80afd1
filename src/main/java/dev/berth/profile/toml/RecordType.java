package dev.berth.profile.toml;

import dev.berth.profile.form.FormException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A small table that becomes one record.
 *
 * @param accepted what the table may look like
 * @param table its keys
 * @param build makes the record, or throws {@link FormException}
 * @param <R> the record
 */
record RecordType<R>(String accepted, KeyTable<R, Fields> table, Function<Fields, R> build) implements ValueType<R> {

    /** A key of a small table. */
    static <R, T> Key<R, Fields, T> field(String name, ValueType<T> type, String meaning,
            Function<R, Optional<T>> get) {
        BiConsumer<Fields, T> set = (fields, value) -> fields.put(name, value);
        return new Key<>(name, type, meaning, get, set);
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public Optional<R> read(TomlValue value, String key, Problems problems) {
        if (!(value instanceof TomlValue.Table inner)) {
            problems.add(value.at(), key + ": " + value.kind() + " is not accepted; it takes " + accepted);
            return Optional.empty();
        }
        Fields fields = new Fields();
        int before = problems.count();
        table.read(inner, fields, key + ".", problems);
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(build.apply(fields));
        } catch (FormException e) {
            problems.add(value.at(), key + ": " + e.getMessage() + "; it takes " + accepted);
            return Optional.empty();
        }
    }

    @Override
    public String write(R value) {
        StringBuilder text = new StringBuilder("{");
        for (Key<R, Fields, ?> key : table.keys()) {
            key.write(value).ifPresent(written -> text.append(text.length() == 1 ? " " : ", ").append(key.path())
                    .append(" = ").append(written));
        }
        return text.append(" }").toString();
    }

    @Override
    public List<? extends Key<?, ?, ?>> keys() {
        return table.keys();
    }
}
