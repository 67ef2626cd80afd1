package dev.berth.engine;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.cgroup.Cgroup;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.isolation.cgroup.Setting;
import java.util.List;

/** Where a container's cgroup would be, for a plan that is only looked at. */
final class CgroupPaths {

    private CgroupPaths() {
    }

    static CgroupSpec planned(Cgroups cgroups, String id, List<Setting> settings) throws CgroupException {
        Cgroup group = cgroups.planned(id, settings);
        return new CgroupSpec(group.taskFiles(), group.v2Directory(), cgroups.unified());
    }
}
