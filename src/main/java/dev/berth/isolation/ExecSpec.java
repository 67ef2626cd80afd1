package dev.berth.isolation;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.ContainerSpec.MonitorSpec;
import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;

/**
 * A further process in a running container, everything resolved.
 *
 * @param pid process 1 of the container as the host sees it
 * @param namespaces {@code CLONE_NEW*} flags of the namespaces that the container does not share with the host
 * @param idMap the container's id map
 * @param cgroup the container's cgroup
 * @param process what to run
 * @param monitor what the monitor does
 */
public record ExecSpec(int pid, long namespaces, IdMap idMap, CgroupSpec cgroup, ProcessSpec process,
        MonitorSpec monitor) {

    /**
     * The flags of the namespaces that a container does not share with the host.
     *
     * @param container its namespaces
     */
    public static long joined(NamespaceSpec container) {
        long flags = Flags.CLONE_NEWNS;
        flags |= container.pid() instanceof Origin.Host ? 0 : Flags.CLONE_NEWPID;
        flags |= container.ipc() instanceof Origin.Host ? 0 : Flags.CLONE_NEWIPC;
        flags |= container.uts() instanceof Origin.Host ? 0 : Flags.CLONE_NEWUTS;
        flags |= container.network() instanceof Origin.Host ? 0 : Flags.CLONE_NEWNET;
        flags |= container.cgroup() instanceof Origin.Host ? 0 : Flags.CLONE_NEWCGROUP;
        flags |= container.time().isPresent() ? Flags.CLONE_NEWTIME : 0;
        return flags | (container.user().identity() ? 0 : Flags.CLONE_NEWUSER);
    }
}
