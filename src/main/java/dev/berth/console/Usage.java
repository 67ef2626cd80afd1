package dev.berth.console;

import java.util.OptionalLong;

/**
 * What a container uses at an instant.
 *
 * @param id the container's full id
 * @param cpuPercent of one processor, so that two busy ones are 200
 * @param memoryBytes without the page cache that can go at once
 * @param memoryLimitBytes the limit, or the machine's memory
 * @param pids processes and threads
 */
public record Usage(String id, double cpuPercent, long memoryBytes, OptionalLong memoryLimitBytes, long pids) {
}
