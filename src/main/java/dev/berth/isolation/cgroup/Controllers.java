package dev.berth.isolation.cgroup;

import dev.berth.isolation.cgroup.v1.Blkio;
import dev.berth.isolation.cgroup.v1.Cpu;
import dev.berth.isolation.cgroup.v1.Cpuacct;
import dev.berth.isolation.cgroup.v1.Memory;
import dev.berth.isolation.cgroup.v2.Io;
import java.util.ArrayList;
import java.util.List;

/** The controllers that Berth knows and this machine has, each with its tree. */
final class Controllers {

    /** A controller in its tree. */
    record Placed(Controller controller, ParentGroup parent) {
    }

    private static final List<Controller> V1 = List.of(new Memory(),
            new Cpu(), new Cpuacct(), new Pids(),
            new Cpuset(), new Blkio(), new Hugetlb("limit_in_bytes"));
    private static final List<Controller> V2 = List.of(new dev.berth.isolation.cgroup.v2.Memory(),
            new dev.berth.isolation.cgroup.v2.Cpu(), new Pids(), new Cpuset(),
            new Io(), new Hugetlb("max"));

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
