package dev.berth.isolation.cgroup;

import java.util.ArrayList;
import java.util.List;

/** The controllers that Berth knows and this machine has, each with its tree. */
final class Controllers {

    /** A controller in its tree. */
    record Placed(Controller controller, ParentGroup parent) {
    }

    private static final List<Controller> V1 = List.of(new dev.berth.isolation.cgroup.v1.Memory(),
            new dev.berth.isolation.cgroup.v1.Cpu(), new dev.berth.isolation.cgroup.v1.Cpuacct(),
            new dev.berth.isolation.cgroup.v1.Pids(), new dev.berth.isolation.cgroup.v1.Cpuset(),
            new dev.berth.isolation.cgroup.v1.Blkio(), new dev.berth.isolation.cgroup.v1.Hugetlb());
    private static final List<Controller> V2 = List.of(new dev.berth.isolation.cgroup.v2.Memory(),
            new dev.berth.isolation.cgroup.v2.Cpu(), new dev.berth.isolation.cgroup.v2.Pids(),
            new dev.berth.isolation.cgroup.v2.Cpuset(), new dev.berth.isolation.cgroup.v2.Io(),
            new dev.berth.isolation.cgroup.v2.Hugetlb());

    private Controllers() {
    }

    /** Those that a layout has. */
    static List<Placed> of(Layout layout) {
        List<Placed> placed = new ArrayList<>();
        place(V1, false, layout, placed);
        place(V2, true, layout, placed);
        return placed;
    }

    private static void place(List<Controller> known, boolean v2, Layout layout, List<Placed> placed) {
        for (Controller controller : known) {
            layout.of(controller.name()).filter(parent -> parent.hierarchy().v2() == v2)
                    .ifPresent(parent -> placed.add(new Placed(controller, parent)));
        }
    }
}
