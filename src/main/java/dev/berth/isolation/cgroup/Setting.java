package dev.berth.isolation.cgroup;

/**
 * One value to write into a file of a container's cgroup.
 *
 * @param file controller and file, for example {@code memory/memory.limit_in_bytes}; on v2 the file alone
 * @param value what is written
 * @param key the profile key that asked for it, for example {@code limits.memory}
 */
public record Setting(String file, String value, String key) {
}
