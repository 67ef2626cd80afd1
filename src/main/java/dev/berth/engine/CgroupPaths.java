package dev.berth.engine;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.isolation.cgroup.Setting;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a container's cgroup would be, for a plan that is only looked at. */
final class CgroupPaths {

    private CgroupPaths() {
    }

    static CgroupSpec planned(Cgroups cgroups, String id, List<Setting> settings) {
        Path root = Path.of("/sys/fs/cgroup");
        if (cgroups.unified()) {
            return new CgroupSpec(List.of(), Optional.of(root.resolve("berth").resolve(id)), true);
        }
        Set<String> hierarchies = new LinkedHashSet<>();
        for (Setting setting : settings) {
            hierarchies.add(setting.file().substring(0, setting.file().indexOf('/')));
        }
        return new CgroupSpec(hierarchies.stream().map(name -> root.resolve(name).resolve("berth").resolve(id)
                .resolve("tasks")).toList(), Optional.empty(), false);
    }
}
