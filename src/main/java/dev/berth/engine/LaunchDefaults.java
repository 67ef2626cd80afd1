package dev.berth.engine;

import dev.berth.isolation.ContainerSpec.SystemPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a container has when nobody asked for anything else. */
final class LaunchDefaults {

    /** Docker's {@code /dev/shm}. */
    static final long SHARED_MEMORY_BYTES = 64L << 20;
    /** Docker's time between the stop signal and SIGKILL. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    /** Size of a log segment. */
    static final long SEGMENT_BYTES = 64L << 20;
    /** Size of the one segment of a container without a log, whose output goes only to who is attached. */
    static final long UNLOGGED_BYTES = 1 << 20;
    /** How many log segments are kept. */
    static final int SEGMENTS = 4;

    /** Docker's and runc's lists (moby: oci/defaults.go, MaskedPaths and ReadonlyPaths). */
    static final SystemPaths SYSTEM_PATHS = new SystemPaths(
            List.of("/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys",
                    "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi", "/proc/timer_list", "/proc/timer_stats",
                    "/sys/devices/virtual/powercap", "/sys/firmware"),
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"));

    /** {@code RLIMIT_*} of asm-generic/resource.h. */
    static final Map<String, Integer> RLIMITS = Map.ofEntries(Map.entry("cpu", 0), Map.entry("fsize", 1),
            Map.entry("data", 2), Map.entry("stack", 3), Map.entry("core", 4), Map.entry("rss", 5),
            Map.entry("nproc", 6), Map.entry("nofile", 7), Map.entry("memlock", 8), Map.entry("as", 9),
            Map.entry("locks", 10), Map.entry("sigpending", 11), Map.entry("msgqueue", 12), Map.entry("nice", 13),
            Map.entry("rtprio", 14), Map.entry("rttime", 15));

    private LaunchDefaults() {
    }

    /** Counters of each processor that tell about its neighbours (GHSA-6fw5-f8r9-fgfm), where this machine has them. */
    static List<String> processorPaths() {
        List<String> paths = new ArrayList<>();
        if (Files.exists(Path.of("/sys/devices/system/cpu/cpu0/thermal_throttle"))) {
            int processors = Runtime.getRuntime().availableProcessors();
            for (int i = 0; i < processors; i++) {
                paths.add("/sys/devices/system/cpu/cpu" + i + "/thermal_throttle");
            }
        }
        return paths;
    }
}
