package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Processor time of a container in nanoseconds.
 *
 * @param totalUsage in all
 * @param usageInKernelmode in the kernel
 * @param usageInUsermode in user space
 */
@Json(caseInsensitiveKeys = true)
public record CpuUsage(
        @Json.Property("total_usage") long totalUsage,
        @Json.Property("usage_in_kernelmode") long usageInKernelmode,
        @Json.Property("usage_in_usermode") long usageInUsermode) {

    /** None. */
    public static final CpuUsage NONE = new CpuUsage(0, 0, 0);
}
