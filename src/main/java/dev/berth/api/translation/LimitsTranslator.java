package dev.berth.api.translation;

import dev.berth.docker.HostConfig;
import dev.berth.docker.ThrottleDevice;
import dev.berth.docker.Ulimit;
import dev.berth.isolation.cgroup.Weights;
import dev.berth.profile.Limits;
import dev.berth.profile.Limits.IoLimit;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.CgroupParents;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.Ulimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Limits: the part that create and update requests share. */
final class LimitsTranslator {
    /** Docker's smallest memory limit. */
    private static final long LEAST_MEMORY = 6L << 20;
    private static final double NANO = 1e9;

    private LimitsTranslator() {
    }

    static void limits(HostConfig r, ProfileBuilder profile) {
        if (!r.cgroupParent().isEmpty()) {
            profile.limits().cgroupParent(CgroupParents.parse(r.cgroupParent()));
        }
        if (r.cpuRealtimePeriod() != 0 || r.cpuRealtimeRuntime() != 0) {
            throw new FormException("real-time limits of processors (CpuRealtimePeriod, CpuRealtimeRuntime) are not"
                    + " supported: use CpuPeriod and CpuQuota");
        }
        memory(r, profile);
        processors(r, profile);
        if (r.pidsLimit().isPresent() && r.pidsLimit().getAsLong() != 0) {
            profile.limits().pids(Math.max(r.pidsLimit().getAsLong(), -1));
        }
        if (r.blkioWeight() != 0) {
            if (r.blkioWeight() < 10 || r.blkioWeight() > 1000) {
                throw new FormException("Range of blkio weight is from 10 to 1000");
            }
            profile.limits().ioWeight(Weights.ioWeight(r.blkioWeight()));
        }
        throttles(r, profile);
        r.oomKillDisable().filter(v -> v).ifPresent(profile.limits()::oomKillDisable);
        ulimits(r, profile);
    }

    private static void throttles(HostConfig r, ProfileBuilder profile) {
        Map<String, long[]> devices = new LinkedHashMap<>();
        throttle(devices, r.blkioDeviceReadBps(), 0);
        throttle(devices, r.blkioDeviceWriteBps(), 1);
        throttle(devices, r.blkioDeviceReadIOps(), 2);
        throttle(devices, r.blkioDeviceWriteIOps(), 3);
        if (!devices.isEmpty()) {
            List<IoLimit> limits = new ArrayList<>();
            devices.forEach((device, rates) -> limits.add(new IoLimit(device, rate(rates[0]), rate(rates[1]),
                    rate(rates[2]), rate(rates[3]))));
            profile.limits().io(limits);
        }
    }

    private static void ulimits(HostConfig r, ProfileBuilder profile) {
        for (Ulimit limit : r.ulimits()) {
            if (!Ulimits.NAMES.contains(limit.name())) {
                throw new FormException("invalid ulimit type: " + limit.name());
            }
            if (limit.hard() != -1 && (limit.soft() > limit.hard() || limit.soft() == -1)) {
                throw new FormException("ulimit soft limit must be less than or equal to hard limit: " + limit.soft()
                        + " > " + limit.hard());
            }
            profile.limits().rlimit(limit.name(), new Limits.Rlimit(limit.soft(), limit.hard()));
        }
    }

    private static void memory(HostConfig r, ProfileBuilder profile) {
        if (r.memory() != 0 && r.memory() < LEAST_MEMORY) {
            throw new FormException("Minimum memory limit allowed is 6MB");
        }
        if (r.memory() > 0) {
            profile.limits().memoryBytes(r.memory());
        }
        if (r.memoryReservation() < 0 || r.memoryReservation() > 0 && r.memoryReservation() < LEAST_MEMORY) {
            throw new FormException("Minimum memory reservation allowed is 6MB");
        }
        if (r.memoryReservation() > 0) {
            if (r.memory() > 0 && r.memory() < r.memoryReservation()) {
                throw new FormException(
                        "Minimum memory limit can not be less than memory reservation limit, see usage");
            }
            profile.limits().memoryLowBytes(r.memoryReservation());
        }
        if (r.memorySwap() == -1) {
            profile.limits().swapBytes(-1);
        } else if (r.memorySwap() > 0) {
            if (r.memory() == 0) {
                throw new FormException(
                        "You should always set the Memory limit when using Memoryswap limit, see usage");
            }
            if (r.memorySwap() < r.memory()) {
                throw new FormException("Minimum memoryswap limit should be larger than memory limit, see usage");
            }
            profile.limits().swapBytes(r.memorySwap() - r.memory());
        }
    }

    private static void processors(HostConfig r, ProfileBuilder profile) {
        if (r.nanoCpus() > 0 && (r.cpuPeriod() > 0 || r.cpuQuota() > 0)) {
            throw new FormException("Conflicting options: Nano CPUs and CPU " + (r.cpuPeriod() > 0 ? "Period"
                    : "Quota") + " cannot both be set.");
        }
        if (r.nanoCpus() < 0) {
            throw tooManyCpus();
        }
        if (r.nanoCpus() > Runtime.getRuntime().availableProcessors() * NANO) {
            throw tooManyCpus();
        }
        if (r.nanoCpus() > 0) {
            profile.limits().cpus(r.nanoCpus() / NANO);
        }
        if (r.cpuPeriod() != 0 && (r.cpuPeriod() < 1000 || r.cpuPeriod() > 1_000_000)) {
            throw new FormException("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s"
                    + " (i.e. 1000000)");
        }
        if (r.cpuPeriod() > 0) {
            profile.limits().cpuPeriodMicros(r.cpuPeriod());
        }
        if (r.cpuQuota() > 0 && r.cpuQuota() < 1000) {
            throw new FormException("CPU cfs quota can not be less than 1ms (i.e. 1000)");
        }
        if (r.cpuQuota() != 0) {
            profile.limits().cpuQuotaMicros(Math.max(r.cpuQuota(), -1));
        }
        if (r.cpuShares() < 0) {
            throw new FormException("invalid CPU shares (" + r.cpuShares() + "): value must be a positive integer");
        }
        if (r.cpuShares() > 0) {
            profile.limits().cpuWeight(Weights.cpuWeight(r.cpuShares()));
        }
        if (!r.cpusetCpus().isEmpty()) {
            profile.limits().cpuset(r.cpusetCpus());
        }
        if (!r.cpusetMems().isEmpty()) {
            profile.limits().cpusetMems(r.cpusetMems());
        }
    }

    private static FormException tooManyCpus() {
        int count = Runtime.getRuntime().availableProcessors();
        return new FormException("range of CPUs is from 0.01 to " + count + ".00, as there are only " + count
                + " CPUs available");
    }

    private static void throttle(Map<String, long[]> devices, List<ThrottleDevice> limits, int index) {
        for (ThrottleDevice limit : limits) {
            devices.computeIfAbsent(limit.path(), k -> new long[4])[index] = limit.rate();
        }
    }

    private static OptionalLong rate(long value) {
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
