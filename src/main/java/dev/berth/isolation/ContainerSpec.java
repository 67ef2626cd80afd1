package dev.berth.isolation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to launch, everything resolved: what {@link ContainerCompiler} turns into a plan.
 *
 * @param hostname host name, if the UTS namespace is its own
 * @param domainname NIS domain name
 * @param root the root file system
 * @param mounts further mounts, in the order in which they are made
 * @param namespaces which namespaces are its own
 * @param cgroup where its cgroup is
 * @param devices device nodes besides the standard ones
 * @param systemPaths what is masked and read-only
 * @param sysctls kernel parameters
 * @param sharedMemoryBytes size of {@code /dev/shm}
 * @param privileged whether {@code /sys} and the cgroup tree can be written to
 * @param process its process
 * @param monitor what the monitor does
 */
public record ContainerSpec(Optional<String> hostname, Optional<String> domainname, Root root, List<MountSpec> mounts,
        NamespaceSpec namespaces, CgroupSpec cgroup, List<DeviceNode> devices,
        SystemPaths systemPaths, Map<String, String> sysctls, long sharedMemoryBytes, boolean privileged,
        ProcessSpec process, MonitorSpec monitor) {

    /**
     * A root file system.
     *
     * @param mount the mount that becomes the root
     * @param readOnly whether it cannot be written to
     * @param hidden paths of the {@code host} image that are masked, with whether each is a directory
     */
    public record Root(Descriptor mount, boolean readOnly, Map<String, Boolean> hidden) {
    }

    /** A further mount. */
    public sealed interface MountSpec {
        /** Where it is in the container. */
        String target();

        /** The profile key that asked for it. */
        String key();

        /**
         * A mount that the engine prepared.
         *
         * @param mount the mount
         * @param target where it goes
         * @param directory whether it is a directory
         * @param key the profile key that asked for it
         */
        record Prepared(Descriptor mount, String target, boolean directory, String key) implements MountSpec {
        }

        /**
         * A memory file system.
         *
         * @param target where it goes
         * @param flags {@code MS_*} flags
         * @param options its options, for example {@code size=65536}
         * @param key the profile key that asked for it
         */
        record Memory(String target, long flags, String options, String key) implements MountSpec {
        }
    }

    /**
     * Namespaces.
     *
     * @param pid process ids
     * @param ipc System V IPC and POSIX queues
     * @param uts host name
     * @param network network
     * @param cgroup view of the cgroup tree
     * @param user id map; the identity is the host's user namespace
     * @param time clock offsets
     */
    public record NamespaceSpec(Origin pid, Origin ipc, Origin uts, Origin network, Origin cgroup, IdMap user,
            Optional<TimeOffsets> time) {
    }

    /** Where a namespace comes from. */
    public sealed interface Origin {
        /** A new one. */
        record Own() implements Origin {
        }

        /** The host's. */
        record Host() implements Origin {
        }

        /**
         * That of a process.
         *
         * @param pid the process
         */
        record Of(int pid) implements Origin {
        }
    }

    /** Clock offsets. */
    public record TimeOffsets(Duration monotonic, Duration boottime) {
    }

    /**
     * Where the cgroup is.
     *
     * @param taskFiles v1 files to which the process writes itself
     * @param v2Directory v2 directory that it is born into
     * @param unified whether limits are on v2
     */
    public record CgroupSpec(List<Path> taskFiles, Optional<Path> v2Directory, boolean unified) {
    }

    /**
     * Paths that containers see less of.
     *
     * @param masked unreadable
     * @param readOnly read-only
     */
    public record SystemPaths(List<String> masked, List<String> readOnly) {
    }

    /**
     * What the monitor does.
     *
     * @param state directory of the exit record
     * @param log directory of the log, or none
     * @param sync whether the exit record is to survive a crash of the machine
     * @param segment number of the log segment to begin or go on with
     * @param segmentsKept how many segments stay
     * @param segmentBytes size at which the next segment begins
     */
    public record MonitorSpec(Path state, Optional<Path> log, boolean sync, int segment, int segmentsKept,
            long segmentBytes) {
    }
}
