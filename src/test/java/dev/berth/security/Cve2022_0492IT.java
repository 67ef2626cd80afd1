package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;

/** {@code release_agent} through a new user namespace, and the mount calls behind it (CVE-2022-0185). */
class Cve2022_0492IT extends SecurityCase {

    @Test
    void noNewNamespacesNoMountsNoCgroups() throws Exception {
        image("busybox", new Layers());
        for (String command : new String[] {"unshare -Urm true", "unshare -Ur true", "mount -t tmpfs x /tmp",
            "mount -o remount,rw /sys/fs/cgroup", "umount /proc/kcore"}) {
            Result result = run("busybox", new ProfileBuilder(), "sh", "-c", command + " 2>&1");
            assertNotEquals(0, result.exitCode(), command);
            assertTrue(result.output().contains("ermission denied")
                    || result.output().contains("not permitted"), command + ": " + result.output());
        }
        // nothing in the cgroup tree can be written to, nor made
        assertEquals("0\n", run("busybox", new ProfileBuilder(), "sh", "-c", "n=0; for f in $(find /sys/fs/cgroup"
                + " -name release_agent -o -name tasks -o -name cgroup.procs -o -name devices.allow); do"
                + " echo 0 2>/dev/null > $f && n=1; done; mkdir /sys/fs/cgroup/x 2>/dev/null && n=1; echo $n")
                .output());
    }
}
