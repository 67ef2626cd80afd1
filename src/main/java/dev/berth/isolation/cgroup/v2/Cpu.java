package dev.berth.isolation.cgroup.v2;

import dev.berth.isolation.cgroup.Controller;
import dev.berth.isolation.cgroup.CpuQuota;
import dev.berth.isolation.cgroup.GroupFiles;
import dev.berth.isolation.cgroup.Measurement;
import dev.berth.isolation.cgroup.Numbers;
import dev.berth.isolation.cgroup.SettingList;
import dev.berth.profile.Limits;
import java.io.IOException;

/** The processor controller of v2 (cgroup-v2.rst, "CPU"). */
public final class Cpu implements Controller {

    private static final long NANOS_PER_MICRO = 1000;

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public void settings(Limits limits, SettingList into) {
        if (limits.cpuWeight().isPresent()) {
            into.set("cpu.weight", limits.cpuWeight().getAsLong(), "limits.cpu_weight");
        }
        CpuQuota.of(limits).ifPresent(quota -> into.set("cpu.max",
                (quota.quotaMicros() < 0 ? "max" : Long.toString(quota.quotaMicros())) + ' ' + quota.periodMicros(),
                quota.key()));
    }

    @Override
    public void measure(GroupFiles files, Measurement into) throws IOException {
        String stat = files.read("cpu.stat");
        into.cpu(Numbers.valueOf(stat, "usage_usec") * NANOS_PER_MICRO,
                Numbers.valueOf(stat, "user_usec") * NANOS_PER_MICRO,
                Numbers.valueOf(stat, "system_usec") * NANOS_PER_MICRO, new long[0]);
        into.throttling(Numbers.valueOf(stat, "nr_periods"), Numbers.valueOf(stat, "nr_throttled"),
                Numbers.valueOf(stat, "throttled_usec") * NANOS_PER_MICRO);
    }
}
