package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * Use of resources at an instant.
 *
 * @param id container
 * @param name name with a leading slash
 * @param read RFC 3339
 * @param preread RFC 3339 of the sample before
 * @param pidsStats processes
 * @param blkioStats block devices
 * @param numProcs Windows only
 * @param storageStats Windows only
 * @param cpuStats processor
 * @param precpuStats processor at the sample before
 * @param memoryStats memory
 * @param networks by interface
 */
@Json(caseInsensitiveKeys = true)
public record Stats(
        @Json.Property("id") String id,
        @Json.Property("name") String name,
        @Json.Property("read") String read,
        @Json.Property("preread") String preread,
        @Json.Property("pids_stats") PidsStats pidsStats,
        @Json.Property("blkio_stats") BlkioStats blkioStats,
        @Json.Property("num_procs") int numProcs,
        @Json.Property("storage_stats") Map<String, String> storageStats,
        @Json.Property("cpu_stats") CpuStats cpuStats,
        @Json.Property("precpu_stats") CpuStats precpuStats,
        @Json.Property("memory_stats") MemoryStats memoryStats,
        @Json.Property("networks") Map<String, NetworkStats> networks) {

    /** Takes what a server left out as empty. */
    public Stats {
        id = id == null ? "" : id;
        name = name == null ? "" : name;
        read = read == null ? "" : read;
        preread = preread == null ? "" : preread;
        pidsStats = pidsStats == null ? PidsStats.NONE : pidsStats;
        blkioStats = blkioStats == null ? BlkioStats.NONE : blkioStats;
        storageStats = storageStats == null ? Map.of() : storageStats;
        cpuStats = cpuStats == null ? CpuStats.NONE : cpuStats;
        precpuStats = precpuStats == null ? CpuStats.NONE : precpuStats;
        memoryStats = memoryStats == null ? MemoryStats.NONE : memoryStats;
        networks = networks == null ? Map.of() : networks;
    }
}
