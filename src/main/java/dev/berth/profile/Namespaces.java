package dev.berth.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The {@code [namespaces]} table.
 *
 * @param pid process ids
 * @param ipc System V IPC and POSIX queues
 * @param uts host and domain name
 * @param cgroup view of the cgroup tree
 * @param network what the network is
 * @param user user and group ids
 * @param time offsets of the boot-time and monotonic clocks
 * @param propagation mount propagation of the root: {@code private}, {@code rprivate}, {@code slave}, {@code rslave},
 *     {@code shared}, {@code rshared}
 */
public record Namespaces(
        Optional<Mode> pid,
        Optional<Mode> ipc,
        Optional<Mode> uts,
        Optional<Mode> cgroup,
        Optional<Network> network,
        Optional<User> user,
        Optional<Time> time,
        Optional<String> propagation) {

    /** Nothing said. */
    public static final Namespaces NONE = new Namespaces(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Where a namespace comes from. */
    public sealed interface Mode {
        /** A new one. */
        record Private() implements Mode {
        }

        /** The host's. */
        record Host() implements Mode {
        }

        /**
         * Another container's.
         *
         * @param name that container's name or id
         */
        record Container(String name) implements Mode {
        }
    }

    /** What the network is. */
    public sealed interface Network {
        /** Only a loopback device. */
        record None() implements Network {
        }

        /** The host's. */
        record Host() implements Network {
        }

        /**
         * Another container's.
         *
         * @param name that container's name or id
         */
        record Container(String name) implements Network {
        }

        /**
         * A network of the engine's, {@code bridge} being the one that is always there.
         *
         * @param name the network's name
         */
        record Named(String name) implements Network {
        }
    }

    /** What user and group ids mean. */
    public sealed interface User {
        /** The host's ids. */
        record Host() implements User {
        }

        /** An id range of its own, chosen by the engine. */
        record Auto() implements User {
        }

        /**
         * A given mapping, the same for users and groups.
         *
         * @param ranges the ranges, in order
         */
        record Mapped(List<IdRange> ranges) implements User {
        }
    }

    /**
     * A run of ids, as a line of {@code /proc/PID/uid_map}.
     *
     * @param container first id inside
     * @param host first id outside
     * @param count how many
     */
    public record IdRange(long container, long host, long count) {
    }

    /**
     * Clock offsets, as {@code /proc/PID/timens_offsets} takes them.
     *
     * @param boottime offset of {@code CLOCK_BOOTTIME}
     * @param monotonic offset of {@code CLOCK_MONOTONIC}
     */
    public record Time(Duration boottime, Duration monotonic) {
    }

    /**
     * Lays these namespaces over others.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public Namespaces over(Namespaces below) {
        if (this == NONE || below == NONE) {
            return this == NONE ? below : this;
        }
        return new Namespaces(
                Over.of(pid, below.pid),
                Over.of(ipc, below.ipc),
                Over.of(uts, below.uts),
                Over.of(cgroup, below.cgroup),
                Over.of(network, below.network),
                Over.of(user, below.user),
                Over.of(time, below.time),
                Over.of(propagation, below.propagation));
    }
}
