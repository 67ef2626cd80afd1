package dev.berth.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects a {@link Mount}: writable and with nothing else said, until it is set. */
public final class MountBuilder {

    private final Mount.Type type;
    private final String target;
    private Optional<String> source = Optional.empty();
    private boolean readOnly;
    private Optional<String> propagation = Optional.empty();
    private Optional<Boolean> recursive = Optional.empty();
    private boolean create;
    private OptionalLong sizeBytes = OptionalLong.empty();
    private OptionalInt mode = OptionalInt.empty();
    private List<String> options = List.of();

    /**
     * Begins a mount.
     *
     * @param type bind, volume or tmpfs
     * @param target absolute path inside the container
     */
    public MountBuilder(Mount.Type type, String target) {
        this.type = type;
        this.target = target;
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public MountBuilder(Mount from) {
        this(from.type(), from.target());
        source = from.source();
        readOnly = from.readOnly();
        propagation = from.propagation();
        recursive = from.recursive();
        create = from.create();
        sizeBytes = from.sizeBytes();
        mode = from.mode();
        options = from.options();
    }

    /** Sets {@link Mount#source}. */
    public MountBuilder source(String value) {
        source = Optional.of(value);
        return this;
    }

    /** Sets {@link Mount#readOnly}. */
    public MountBuilder readOnly(boolean value) {
        readOnly = value;
        return this;
    }

    /** Sets {@link Mount#propagation}. */
    public MountBuilder propagation(String value) {
        propagation = Optional.of(value);
        return this;
    }

    /** Sets {@link Mount#recursive}. */
    public MountBuilder recursive(boolean value) {
        recursive = Optional.of(value);
        return this;
    }

    /** Sets {@link Mount#create}. */
    public MountBuilder create(boolean value) {
        create = value;
        return this;
    }

    /** Sets {@link Mount#sizeBytes}. */
    public MountBuilder sizeBytes(long value) {
        sizeBytes = OptionalLong.of(value);
        return this;
    }

    /** Sets {@link Mount#mode}. */
    public MountBuilder mode(int value) {
        mode = OptionalInt.of(value);
        return this;
    }

    /** Sets {@link Mount#options}. */
    public MountBuilder options(List<String> value) {
        options = List.copyOf(value);
        return this;
    }

    /** The record; the builder can be used further. */
    public Mount build() {
        return new Mount(type, source, target, readOnly, propagation, recursive, create, sizeBytes, mode, options);
    }
}
