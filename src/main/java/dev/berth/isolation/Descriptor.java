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
     * @param propagation propagation to set
     * @param idMap id map to lay over it
     */
    record Tree(String what, Path source, boolean recursive, long set, long clear, OptionalInt propagation,
            Optional<IdMap> idMap) implements Descriptor {
    }

    /**
     * A mounted overlay, not attached anywhere.
     *
     * @param what what it is
     * @param lower lower directories, the top one first
     * @param upper upper directory
     * @param work work directory
     * @param options further options: {@code volatile} and the like
     */
    record Overlay(String what, List<Path> lower, Path upper, Path work, List<String> options)
            implements Descriptor {
    }

    /**
     * A memory file system with the standard device nodes and links, not attached anywhere: the container's
     * {@code /dev}.
     *
     * @param what what it is
     * @param devices further devices
     * @param owner host id that root of the container has
     * @param console whether there is a {@code console} to mount the terminal on
     */
    record DeviceDirectory(String what, List<DeviceNode> devices, IdMap owner, boolean console)
            implements Descriptor {
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
     * One end of a pseudo-terminal.
     *
     * @param what what it is
     * @param of the devpts instance that it is made in
     * @param master which end
     */
    record Terminal(String what, Terminals of, boolean master) implements Descriptor {
    }

    /**
     * One end of a pseudo-terminal of the host.
     *
     * @param what what it is
     * @param name tells pairs apart
     * @param master which end
     */
    record HostTerminal(String what, String name, boolean master) implements Descriptor {
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
     * A process.
     *
     * @param what what it is
     * @param pid its id
     */
    record Process(String what, int pid) implements Descriptor {
    }
}
