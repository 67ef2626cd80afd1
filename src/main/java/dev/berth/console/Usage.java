package dev.berth.console;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a container uses at an instant.
 *
 * @param id the container's full id
 * @param cpuPercent of one processor, so that two busy ones are 200
 * @param memoryBytes without the page cache that can go at once
 * @param memoryLimitBytes the limit, or the machine's memory
 * @param pids processes and threads
 * @param traffic what it has moved so far
 */
public record Usage(String id, double cpuPercent, long memoryBytes, OptionalLong memoryLimitBytes, long pids,
        Traffic traffic) {


    /**
     * The kernel charges memory to a group in batches of 64 pages (MEMCG_CHARGE_BATCH), so a figure is no more exact
     * than this and moves by less while nothing happens.
     */
    private static final long MEMORY_INEXACT_BYTES = 256 * 1024;

    /** A sample without what was moved. */
    public Usage(String id, double cpuPercent, long memoryBytes, OptionalLong memoryLimitBytes, long pids) {
        this(id, cpuPercent, memoryBytes, memoryLimitBytes, pids, Traffic.NONE);
    }

    /** This sample as it is shown after another one: memory that has moved by less than it is exact has not moved. */
    Usage steadied(Optional<Usage> shown) {
        boolean still = shown.isPresent()
                && Math.abs(memoryBytes - shown.get().memoryBytes()) < MEMORY_INEXACT_BYTES;
        return still ? new Usage(id, cpuPercent, shown.get().memoryBytes(), memoryLimitBytes, pids, traffic) : this;
    }
}
