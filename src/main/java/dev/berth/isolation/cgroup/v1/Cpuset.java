package dev.berth.isolation.cgroup.v1;

import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;

/** The processor and memory node sets of v1 (cgroup-v1/cpusets.rst); a new group has its parent's. */
public final class Cpuset implements Controller {

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
