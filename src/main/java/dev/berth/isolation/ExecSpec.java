package dev.berth.isolation;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.ContainerSpec.MonitorSpec;

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
}
