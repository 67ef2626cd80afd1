package dev.berth.profile.toml;

import dev.berth.profile.form.FormException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type of value that a key takes: how it is read, checked and written.
 *
 * @param <T> what it is in Java
 */
public interface ValueType<T> {

    /** The type's name, for example {@code size}. */
    String name();

    /** What the value may look like. */
    String accepted();

    /**
     * Reads a value.
     *
     * @param value the value
     * @param key the key's full path, for messages
     * @param problems where to say what is wrong
     * @return what it is, or empty if a problem was added
     */
    Optional<T> read(TomlValue value, String key, Problems problems);

    /**
     * Writes a value in one line.
     *
     * @param value the value
     * @return TOML
     */
    String write(T value);

    /** The keys of the value's own table, if it is one. */
    default List<? extends Key<?, ?, ?>> keys() {
        return List.of();
    }

    /**
     * A type that is a single value.
     *
     * @param name the type's name
     * @param accepted what it may look like
     * @param reader takes the value, or throws a {@link FormException}
     * @param writer makes TOML
     * @param <T> what it is in Java
     */
    record Single<T>(String name, String accepted, Function<TomlValue, T> reader, Function<T, String> writer)
            implements ValueType<T> {

        @Override
        public Optional<T> read(TomlValue value, String key, Problems problems) {
            try {
                return Optional.of(reader.apply(value));
            } catch (FormException e) {
                problems.add(value.at(), key + ": " + e.getMessage() + "; it takes " + accepted);
                return Optional.empty();
            }
        }

        @Override
        public String write(T value) {
            return writer.apply(value);
        }
    }
}
