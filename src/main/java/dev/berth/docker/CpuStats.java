package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Processor use.
 *
 * @param cpuUsage of the container
 * @param systemCpuUsage of the host in nanoseconds
 * @param onlineCpus processors
 * @param throttlingData throttling
 */
@Json(caseInsensitiveKeys = true)
public record CpuStats(
        @Json.Property("cpu_usage") CpuUsage cpuUsage,
        @Json.Property("system_cpu_usage") OptionalLong systemCpuUsage,
        @Json.Property("online_cpus") OptionalInt onlineCpus,
        @Json.Property("throttling_data") ThrottlingData throttlingData) {

    /** Takes what a server left out as empty. */
    public CpuStats {
        cpuUsage = cpuUsage == null ? CpuUsage.NONE : cpuUsage;
        systemCpuUsage = systemCpuUsage == null ? OptionalLong.empty() : systemCpuUsage;
        onlineCpus = onlineCpus == null ? OptionalInt.empty() : onlineCpus;
        throttlingData = throttlingData == null ? ThrottlingData.NONE : throttlingData;
    }

    /** Not running. */
    public static final CpuStats NONE =
            new CpuStats(CpuUsage.NONE, OptionalLong.empty(), OptionalInt.empty(), ThrottlingData.NONE);
}
