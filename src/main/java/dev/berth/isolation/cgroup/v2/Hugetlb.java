package dev.berth.isolation.cgroup.v2;

import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;
import java.util.Map;

/** The huge page limits of v2 (cgroup-v2.rst, "HugeTLB"). */
public final class Hugetlb implements Controller {

    @Override
    public String name() {
        return "hugetlb";
    }

    @Override
    public boolean always() {
        return false;
    }

    @Override
    public void settings(Limits limits, SettingList into) throws CgroupException {
        for (Map.Entry<String, Long> limit : limits.hugepages().entrySet()) {
            String file = "hugetlb." + limit.getKey() + ".max";
            if (!into.has(file)) {
                throw new CgroupException("limits.hugepages: this kernel has no huge pages of " + limit.getKey());
            }
            into.set(file, limit.getValue(), "limits.hugepages." + limit.getKey());
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) {
        // no tool shows it
    }
}
