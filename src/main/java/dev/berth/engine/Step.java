package dev.berth.engine;

import dev.berth.image.store.WritableLayer.Mountable;
import dev.berth.kernel.Fd;
import dev.berth.profile.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A command to run once.
 *
 * @param id 64 hexadecimal digits, of its cgroup and its directory
 * @param lowers the layers that it runs on, the top one first; at least one
 * @param root where its changes go; a directory has the files of {@code lowers} already
 * @param profile limits, namespaces and security
 * @param command program and arguments
 * @param environment {@code NAME=value}
 * @param workdir absolute path
 * @param user {@code user[:group]}, names or numbers; empty is root
 * @param mounts what is mounted besides, in this order
 */
public record Step(String id, List<Path> lowers, Mountable root, Profile profile, List<String> command,
        List<String> environment, String workdir, String user, List<StepMount> mounts) {

    /** Keeps its own copies of the lists. */
    public Step {
        lowers = List.copyOf(lowers);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    /** A mount of a step. */
    public sealed interface StepMount {
        /** Absolute path in the container. */
        String target();
    }

    /**
     * A file or directory of the host, held open by the caller, so that no path is looked up that somebody else may
     * change meanwhile.
     *
     * @param source an open descriptor, {@code O_PATH} will do
     * @param target where it goes
     * @param directory whether it is a directory
     * @param readOnly whether it cannot be written to
     */
    public record Bind(Fd source, String target, boolean directory, boolean readOnly)
            implements StepMount {
    }

    /**
     * A directory whose changes are thrown away.
     *
     * @param source an open descriptor of it
     * @param target where it goes
     * @param upper an empty directory for the changes
     * @param work overlay's work directory, beside {@code upper}
     */
    public record Discarding(Fd source, String target, Path upper, Path work) implements StepMount {
    }

    /**
     * A memory file system.
     *
     * @param target where it goes
     * @param sizeBytes its size, without one half of the memory
     */
    public record Memory(String target, Optional<Long> sizeBytes) implements StepMount {
    }
}
