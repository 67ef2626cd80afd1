package dev.berth.isolation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file descriptor that the engine opens and hands to the launcher. Two equal descriptors are one.
 */
public sealed interface Descriptor {

    /** What it is, for people. */
    String what();

    /**
     * A file or directory.
     *
     * @param what what it is
     * @param path where
     * @param flags {@code open(2)} flags
     */
    record Open(String what, Path path, int flags) implements Descriptor {
    }

    /**
     * A file that is made, or emptied, and filled: its room on the disk is taken.
     *
     * @param what what it is
     * @param path where
     * @param bytes how much room
     */
    record Room(String what, Path path, int bytes) implements Descriptor {
    }

    /**
     * A copy of a part of the mount tree, not attached anywhere ({@code open_tree(2)}).
     *
     * @param what what it is
     * @param source where it is taken from
     * @param recursive whether mounts below come along
     * @param set mount attributes to set
     * @param clear mount attributes to clear
     * @param propagation propagation to set; private by default
     * @param idMap id map to lay over it, or the identity
     */
    record Tree(String what, Path source, boolean recursive, long set, long clear, OptionalInt propagation,
            IdMap idMap) implements Descriptor {
    }

    /**
     * A mounted overlay, not attached anywhere.
     *
     * @param what what it is
     * @param lower lower directories, the top one first
     * @param upper upper directory; without one it is read-only
     * @param work work directory
     * @param options further options: {@code volatile} and the like
     */
    record Overlay(String what, List<Path> lower, Optional<Path> upper, Optional<Path> work, List<String> options)
            implements Descriptor {
    }

    /**
     * A mounted file system, not attached anywhere.
     *
     * @param what what it is
     * @param type file system type
     * @param options mount options, {@code name} or {@code name=value}
     * @param attributes mount attributes
     */
    record Filesystem(String what, String type, List<String> options, long attributes) implements Descriptor {
    }

    /**
     * A new instance of devpts, not attached anywhere.
     *
     * @param what what it is
     * @param owner maps the group {@code tty} and root
     */
    record Terminals(String what, IdMap owner) implements Descriptor {
    }

    /**
     * The instance of devpts of a running container.
     *
     * @param what what it is
     * @param pid process 1 of the container
     */
    record ContainerTerminals(String what, int pid) implements Descriptor {
    }

    /**
     * One end of a pseudo-terminal.
     *
     * @param what what it is
     * @param of the devpts instance that it is made in
     * @param master which end
     */
    record Terminal(String what, Descriptor of, boolean master) implements Descriptor {
    }

    /**
     * One end of a pipe.
     *
     * @param what what it is
     * @param name tells pipes apart
     * @param write which end
     */
    record Pipe(String what, String name, boolean write) implements Descriptor {
    }

    /**
     * A new network namespace whose loopback device is up. It was made ahead, as it takes the kernel longer than all
     * the rest of a launch.
     *
     * @param what what it is
     */
    record Network(String what) implements Descriptor {
    }

    /**
     * A mount namespace with nothing of the host in it, only an empty read-only directory: a copy of it is where a
     * container's root goes.
     *
     * @param what what it is
     */
    record EmptyMounts(String what) implements Descriptor {
    }

    /**
     * A process.
     *
     * @param what what it is
     * @param pid its id
     */
    record Process(String what, int pid) implements Descriptor {
    }
}
