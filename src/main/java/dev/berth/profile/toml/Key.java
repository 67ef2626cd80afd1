package dev.berth.profile.toml;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One key of a file.
 *
 * @param path its full name, for example {@code limits.memory}
 * @param type what it takes
 * @param meaning one line
 * @param get takes its value from a record
 * @param set puts its value into a builder
 * @param v2 the cgroup v2 file it becomes, or nothing
 * @param v1 the cgroup v1 file it becomes, or nothing
 * @param live whether it can be changed on a running container
 * @param <R> the record
 * @param <B> its builder
 * @param <T> the value
 */
public record Key<R, B, T>(
        String path,
        ValueType<T> type,
        String meaning,
        Function<R, Optional<T>> get,
        BiConsumer<B, T> set,
        String v2,
        String v1,
        boolean live) {

    /** A key that is no cgroup setting. */
    public Key(String path, ValueType<T> type, String meaning, Function<R, Optional<T>> get, BiConsumer<B, T> set) {
        this(path, type, meaning, get, set, "", "", false);
    }

    /**
     * The same key as a live cgroup setting.
     *
     * @param v2File the cgroup v2 file
     * @param v1File the cgroup v1 file
     * @return the key
     */
    public Key<R, B, T> live(String v2File, String v1File) {
        return new Key<>(path, type, meaning, get, set, v2File, v1File, true);
    }

    /** Reads a value into a builder. */
    void read(TomlValue value, B builder, String prefix, Problems problems) {
        type.read(value, prefix + path, problems).ifPresent(read -> set.accept(builder, read));
    }

    /** Writes a record's value, if it has one. */
    Optional<String> write(R from) {
        return get.apply(from).map(type::write);
    }
}
