package dev.berth.isolation.cgroup;

import dev.berth.profile.Limits;
import java.util.ArrayList;
import java.util.List;

/** Which controllers limits need, so that one that is missing is an error and not silence. */
final class Required {

    private Required() {
    }

    /**
     * Names a missing controller's key.
     *
     * @param limits what was asked for
     * @param layout what there is
     * @throws CgroupException if a controller is missing
     */
    static void check(Limits limits, Layout layout) throws CgroupException {
        need(limits.memoryBytes().isPresent(), "limits.memory", "memory", layout);
        need(limits.memoryLowBytes().isPresent(), "limits.memory_low", "memory", layout);
        need(limits.memoryHighBytes().isPresent(), "limits.memory_high", "memory", layout);
        need(limits.swapBytes().isPresent(), "limits.swap", "memory", layout);
        need(limits.cpus().isPresent(), "limits.cpus", "cpu", layout);
        need(limits.cpuQuotaMicros().isPresent(), "limits.cpu_quota", "cpu", layout);
        need(limits.cpuPeriodMicros().isPresent(), "limits.cpu_period", "cpu", layout);
        need(limits.cpuWeight().isPresent(), "limits.cpu_weight", "cpu", layout);
        need(limits.cpuset().isPresent(), "limits.cpuset", "cpuset", layout);
        need(limits.cpusetMems().isPresent(), "limits.cpuset_mems", "cpuset", layout);
        need(limits.pids().isPresent(), "limits.pids", "pids", layout);
        need(!limits.hugepages().isEmpty(), "limits.hugepages", "hugetlb", layout);
        if (layout.of("io").isEmpty()) {
            need(limits.ioWeight().isPresent(), "limits.io_weight", "blkio", layout);
            need(limits.io().isPresent(), "limits.io", "blkio", layout);
        }
    }

    private static void need(boolean asked, String key, String controller, Layout layout) throws CgroupException {
        if (asked && layout.of(controller).isEmpty()) {
            List<String> have = new ArrayList<>(layout.versions().keySet());
            throw new CgroupException(key + " needs the cgroup controller " + controller
                    + ", which this machine does not have (it has " + String.join(", ", have) + ")");
        }
    }
}
