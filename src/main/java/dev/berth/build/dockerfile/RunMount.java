package dev.berth.build.dockerfile;

import java.util.Optional;

/**
 * What {@code RUN --mount} brings into a step. Targets are as written: one that is not absolute is from the working
 * directory. Permission bits are the low twelve bits of a mode; users and groups are numbers up to 2³²-1.
 */
public sealed interface RunMount {

    /** How a cache is used by several builds at once. */
    enum Sharing {
        /** By all at the same time. */
        SHARED,
        /** Another one is made for whoever comes while it is in use. */
        PRIVATE,
        /** Whoever comes waits. */
        LOCKED
    }

    /**
     * Files of the build context, a stage or an image.
     *
     * @param from a stage, a named context or an image; the build context if there is none
     * @param source the path there, from its root; empty for the root
     * @param target where it appears
     * @param readOnly whether it cannot be written; what is written is thrown away
     */
    record Bind(Optional<String> from, String source, String target, boolean readOnly) implements RunMount {
    }

    /**
     * A directory that lives on between builds.
     *
     * @param id what names it; the target if nothing was given
     * @param target where it appears
     * @param from what it holds at first: a stage, a named context or an image
     * @param source the path there; empty for the root
     * @param sharing how builds share it
     * @param readOnly whether it cannot be written
     * @param mode its permission bits when it is made
     * @param uid its owner when it is made
     * @param gid its group when it is made
     */
    record Cache(String id, String target, Optional<String> from, String source, Sharing sharing, boolean readOnly,
            int mode, long uid, long gid) implements RunMount {
    }

    /**
     * Memory.
     *
     * @param target where it appears
     * @param sizeBytes how large it can grow; the system's default if nothing was given
     */
    record Tmpfs(String target, Optional<Long> sizeBytes) implements RunMount {
    }

    /**
     * A secret, which never gets into the image.
     *
     * @param id what names it among those given to the build
     * @param target the file it appears as; without one and without {@code env} it is {@code /run/secrets/} and the id
     * @param env the environment variable it appears as
     * @param required whether the step fails without it
     * @param mode the file's permission bits
     * @param uid the file's owner
     * @param gid the file's group
     */
    record Secret(String id, Optional<String> target, Optional<String> env, boolean required, int mode, long uid,
            long gid) implements RunMount {
    }

    /**
     * An agent's socket.
     *
     * @param id what names it among those given to the build
     * @param target the socket; the build chooses one if nothing was given
     * @param required whether the step fails without it
     * @param mode the socket's permission bits
     * @param uid the socket's owner
     * @param gid the socket's group
     */
    record Ssh(String id, Optional<String> target, boolean required, int mode, long uid, long gid)
            implements RunMount {
    }
}
