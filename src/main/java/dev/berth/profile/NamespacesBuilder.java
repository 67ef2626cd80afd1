package dev.berth.profile;

import java.util.Optional;

/** Collects {@link Namespaces}: what is not set stays unsaid. */
public final class NamespacesBuilder {

    private Optional<Namespaces.Mode> pid = Optional.empty();
    private Optional<Namespaces.Mode> ipc = Optional.empty();
    private Optional<Namespaces.Mode> uts = Optional.empty();
    private Optional<Namespaces.Mode> cgroup = Optional.empty();
    private Optional<Namespaces.Network> network = Optional.empty();
    private Optional<Namespaces.User> user = Optional.empty();
    private Optional<Namespaces.Time> time = Optional.empty();
    private Optional<String> propagation = Optional.empty();

    /** Begins with nothing said. */
    public NamespacesBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public NamespacesBuilder(Namespaces from) {
        pid = from.pid();
        ipc = from.ipc();
        uts = from.uts();
        cgroup = from.cgroup();
        network = from.network();
        user = from.user();
        time = from.time();
        propagation = from.propagation();
    }

    /** Sets {@link Namespaces#pid}. */
    public NamespacesBuilder pid(Namespaces.Mode value) {
        pid = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#ipc}. */
    public NamespacesBuilder ipc(Namespaces.Mode value) {
        ipc = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#uts}. */
    public NamespacesBuilder uts(Namespaces.Mode value) {
        uts = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#cgroup}. */
    public NamespacesBuilder cgroup(Namespaces.Mode value) {
        cgroup = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#network}. */
    public NamespacesBuilder network(Namespaces.Network value) {
        network = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#user}. */
    public NamespacesBuilder user(Namespaces.User value) {
        user = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#time}. */
    public NamespacesBuilder time(Namespaces.Time value) {
        time = Optional.of(value);
        return this;
    }

    /** Sets {@link Namespaces#propagation}. */
    public NamespacesBuilder propagation(String value) {
        propagation = Optional.of(value);
        return this;
    }

    /** The record; the builder can be used further. */
    public Namespaces build() {
        Namespaces built = new Namespaces(
                pid, ipc, uts, cgroup, network, user, time, propagation);
        return built.equals(Namespaces.NONE) ? Namespaces.NONE : built;
    }
}
