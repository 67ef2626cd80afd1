package dev.berth.isolation.cgroup.v1;

import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.CpuQuota;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.Numbers;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.isolation.cgroup.Weights;
import dev.berth.profile.Limits;
import java.io.IOException;
import java.util.Optional;

/** The processor controller of v1 (scheduler/sched-bwc.rst, sched-design-CFS.rst). */
public final class Cpu implements Controller {

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void settings(Limits limits, SettingList into) throws CgroupException {
        if (limits.cpuWeight().isPresent()) {
            into.set("cpu.shares", Weights.cpuShares(limits.cpuWeight().getAsLong()), "limits.cpu_weight");
        }
        Optional<CpuQuota> asked = CpuQuota.of(limits);
        if (asked.isPresent()) {
            CpuQuota quota = asked.get();
            if (into.update() || quota.periodMicros() != CpuQuota.PERIOD_MICROS) {
                into.set("cpu.cfs_period_us", quota.periodMicros(), quota.key());
            }
            into.set("cpu.cfs_quota_us", quota.quotaMicros(), quota.key());
        }
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        String stat = files.read("cpu.stat");
        into.throttling(Numbers.valueOf(stat, "nr_periods"), Numbers.valueOf(stat, "nr_throttled"),
                Numbers.valueOf(stat, "throttled_time"));
    }
}
