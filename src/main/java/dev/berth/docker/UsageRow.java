package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * Use of resources of one container.
 *
 * @param id container
 * @param name name without a slash
 * @param cpuNanos processor time in all
 * @param cpuPercent of one processor, since the sample before
 * @param memoryBytes memory without inactive page cache
 * @param memoryLimitBytes limit, or the host's memory
 * @param pids processes
 * @param pidsLimit limit, 0 is without
 * @param readBytes read from block devices
 * @param writeBytes written to block devices
 * @param receivedBytes from networks
 * @param sentBytes to networks
 */
@Json(caseInsensitiveKeys = true)
public record UsageRow(
        @Json.Property("Id") String id,
        @Json.Property("Name") String name,
        @Json.Property("CpuNanos") long cpuNanos,
        @Json.Property("CpuPercent") double cpuPercent,
        @Json.Property("MemoryBytes") long memoryBytes,
        @Json.Property("MemoryLimitBytes") long memoryLimitBytes,
        @Json.Property("Pids") long pids,
        @Json.Property("PidsLimit") long pidsLimit,
        @Json.Property("ReadBytes") long readBytes,
        @Json.Property("WriteBytes") long writeBytes,
        @Json.Property("ReceivedBytes") long receivedBytes,
        @Json.Property("SentBytes") long sentBytes) {

    /** Takes what a server left out as empty. */
    public UsageRow {
        id = id == null ? "" : id;
        name = name == null ? "" : name;
    }
}
