package dev.berth.isolation;

import dev.berth.isolation.cgroup.Setting;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that the kernel is told to make a container or an exec session: data, until the launcher plays it.
 *
 * @param cgroup cgroup settings, written before anything else
 * @param descriptors what the engine opens and hands to the launcher, in the order of their numbers
 * @param steps the launcher's operations, in order
 * @param monitorDescriptors how many of the descriptors the monitor keeps
 * @param warnings what this kernel cannot do and the profile does not insist on
 */
public record LaunchPlan(List<Setting> cgroup, List<Descriptor> descriptors, List<Step> steps,
        int monitorDescriptors, List<String> warnings) {

    /**
     * Whether the launcher mounts a root file system itself, so that nobody can prepare it.
     *
     * @param root the root file system
     * @param ids the container's id map
     */
    public static boolean mountedByLauncher(Descriptor.Overlay root, IdMap ids) {
        return OverlaySteps.needed(root, ids);
    }

    /**
     * Whether the launcher mounts an overlay of these lower directories itself, for the length of their names.
     *
     * @param lower the lower directories
     */
    public static boolean mountedByLauncher(List<Path> lower) {
        return OverlaySteps.tooLong(lower);
    }
}
