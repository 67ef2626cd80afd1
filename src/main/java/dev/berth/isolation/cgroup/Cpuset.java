package dev.berth.isolation.cgroup;

import dev.berth.profile.Limits;

/**
 * The processor and memory node sets, alike in v1 (cgroup-v1/cpusets.rst; a new group has its parent's) and v2
 * (cgroup-v2.rst, "Cpuset").
 */
final class Cpuset implements Controller {

    @Override
    public String name() {
        return "cpuset";
    }

    @Override
    public boolean always() {
        return false;
    }

    @Override
    public void settings(Limits limits, SettingList into) {
        limits.cpuset().ifPresent(list -> into.set("cpuset.cpus", list, "limits.cpuset"));
        limits.cpusetMems().ifPresent(list -> into.set("cpuset.mems", list, "limits.cpuset_mems"));
    }

    @Override
    public void measure(GroupFiles files, Measurement into) {
        // it counts nothing
    }
}
