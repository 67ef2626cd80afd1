package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;

/**
 * What {@code /proc} and {@code /sys} tell about the machine and its other tenants (GHSA-6fw5-f8r9-fgfm,
 * GHSA-jq35-85cj-fj4p, CVE-2018-10892, CVE-2017-16539).
 */
class Ghsa6fw5IT extends SecurityCase {

    private static final String PATHS = "/proc/acpi /proc/asound /proc/interrupts /proc/kcore /proc/keys"
            + " /proc/latency_stats /proc/sched_debug /proc/scsi /proc/timer_list /proc/timer_stats"
            + " /sys/devices/virtual/powercap /sys/firmware /sys/devices/system/cpu/cpu0/thermal_throttle";

    @Test
    void maskedPathsAreEmpty() throws Exception {
        image("busybox", new Layers());
        assertEquals("", run("busybox", new ProfileBuilder(), "sh", "-c", "for p in " + PATHS + "; do"
                + " [ -d $p ] && ls -A $p; [ -e $p ] && [ ! -d $p ] && cat $p 2>/dev/null; done").output());
    }

    @Test
    void readOnlyPathsAreReadOnly() throws Exception {
        image("busybox", new Layers());
        assertEquals("", run("busybox", new ProfileBuilder(), "sh", "-c", "for p in /proc/sysrq-trigger"
                + " /proc/sys/kernel/core_pattern /proc/sys/vm/drop_caches /proc/irq/0/smp_affinity"
                + " /sys/kernel/uevent_helper /sys/power/state; do [ -e $p ] && (echo x > $p) 2>/dev/null && echo $p;"
                + " done").output());
    }
}
