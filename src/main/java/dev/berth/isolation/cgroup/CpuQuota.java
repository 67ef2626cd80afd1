package dev.berth.isolation.cgroup;

import dev.berth.profile.Limits;
import java.util.Optional;

/**
 * How much processor time a period allows.
 *
 * @param quotaMicros time in microseconds; -1 is without limit
 * @param periodMicros length of the period in microseconds
 * @param key the profile key that asked for it
 */
public record CpuQuota(long quotaMicros, long periodMicros, String key) {

    /** The kernel's and docker's period: 100 ms. */
    public static final long PERIOD_MICROS = 100_000;

    /**
     * What limits ask for; docker's {@code --cpu-quota} goes before {@code --cpus}.
     *
     * @param limits the limits
     */
    public static Optional<CpuQuota> of(Limits limits) {
        long period = limits.cpuPeriodMicros().orElse(PERIOD_MICROS);
        if (limits.cpuQuotaMicros().isPresent()) {
            long quota = limits.cpuQuotaMicros().getAsLong();
            return Optional.of(new CpuQuota(quota <= 0 ? -1 : quota, period, "limits.cpu_quota"));
        }
        if (limits.cpus().isPresent()) {
            double cpus = limits.cpus().getAsDouble();
            return Optional.of(new CpuQuota(cpus <= 0 ? -1 : Math.round(cpus * period), period, "limits.cpus"));
        }
        return limits.cpuPeriodMicros().isPresent()
                ? Optional.of(new CpuQuota(-1, period, "limits.cpu_period")) : Optional.empty();
    }
}
