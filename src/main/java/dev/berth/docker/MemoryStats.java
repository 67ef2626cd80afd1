package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Memory use.
 *
 * @param usage bytes now, page cache included
 * @param maxUsage greatest (cgroup v1)
 * @param stats raw {@code memory.stat}
 * @param failcnt limit hits (cgroup v1)
 * @param limit limit in bytes, or the host's memory
 */
@Json(caseInsensitiveKeys = true)
public record MemoryStats(
        @Json.Property("usage") OptionalLong usage,
        @Json.Property("max_usage") OptionalLong maxUsage,
        @Json.Property("stats") Map<String, Long> stats,
        @Json.Property("failcnt") OptionalLong failcnt,
        @Json.Property("limit") OptionalLong limit) {

    /** Takes what a server left out as empty. */
    public MemoryStats {
        usage = usage == null ? OptionalLong.empty() : usage;
        maxUsage = maxUsage == null ? OptionalLong.empty() : maxUsage;
        stats = stats == null ? Map.of() : stats;
        failcnt = failcnt == null ? OptionalLong.empty() : failcnt;
        limit = limit == null ? OptionalLong.empty() : limit;
    }

    /** Not running. */
    public static final MemoryStats NONE = new MemoryStats(OptionalLong.empty(), OptionalLong.empty(), Map.of(),
            OptionalLong.empty(), OptionalLong.empty());
}
