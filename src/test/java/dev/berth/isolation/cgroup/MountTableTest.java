package dev.berth.isolation.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.profile.LimitsBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountTableTest {

    @Test
    void readsHybrid() throws Exception {
        List<Hierarchy> trees = MountTable.parse("""
                31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
                32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
                35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
                40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
                41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
                """, """
                9:name=systemd:/system.slice/berth.service
                4:memory:/a
                2:cpu,cpuacct:/
                0::/system.slice/berth.service
                """);
        assertEquals(List.of(
                new Hierarchy(false, "cpu,cpuacct", Path.of("/sys/fs/cgroup/cpu,cpuacct"), Set.of("cpu", "cpuacct"),
                        "/"),
                new Hierarchy(false, "memory", Path.of("/sys/fs/cgroup/memory"), Set.of("memory"), "/a"),
                new Hierarchy(false, "systemd", Path.of("/sys/fs/cgroup/systemd"), Set.of("name=systemd"),
                        "/system.slice/berth.service"),
                new Hierarchy(true, "", Path.of("/sys/fs/cgroup/unified"), Set.of(),
                        "/system.slice/berth.service")), trees);
    }

    @Test
    void readsV2BelowANamespaceAndNamesWithSpaces() {
        assertEquals(List.of(new Hierarchy(true, "", Path.of("/my cgroup"), Set.of(), "/x")), MountTable.parse(
                "30 23 0:26 /docker/abc /my\\040cgroup rw - cgroup2 cgroup rw,nsdelegate\n", "0::/docker/abc/x\n"));
    }

    @Test
    void treesAreMountedAgainByWhatTheyAre() {
        assertEquals("cpu,cpuacct", Cgroups.mountOptions("cpu,cpuacct"));
        assertEquals("pids", Cgroups.mountOptions("pids"));
        assertEquals("none,name=systemd", Cgroups.mountOptions("systemd"));
    }

    @Test
    void takesOneOfTwoMountsOfATree() {
        assertEquals(1, MountTable.parse("""
                30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw
                90 23 0:26 / /mnt/again rw - cgroup2 cgroup2 rw
                """, "0::/\n").size());
    }

    @Test
    void aMachineWithoutCgroupsIsAnError() {
        assertEquals("no cgroup file system is mounted; mount cgroup2 on /sys/fs/cgroup, or let systemd do it",
                assertThrows(CgroupException.class, () -> Cgroups.of(List.of(), "berth")).getMessage());
        Hierarchy tree = new Hierarchy(false, "memory", Path.of("/none"), Set.of("memory"), "/");
        for (String parent : List.of("", "/berth", "a/../..")) {
            assertThrows(CgroupException.class, () -> Cgroups.of(List.of(tree), parent), parent);
        }
    }

    @Test
    void limitsOfAControllerThatIsNotThereAreErrors() throws Exception {
        Cgroups cgroups = Cgroups.of(List.of(new Hierarchy(false, "memory", Path.of("/none/memory"),
                Set.of("memory"), "/")), "berth");
        assertEquals("v1: memory", cgroups.description());
        assertEquals(Map.of("memory", "v1"), cgroups.controllers());
        assertEquals("limits.pids needs the cgroup controller pids, which this machine does not have (it has memory)",
                assertThrows(CgroupException.class, () -> cgroups.settings(new LimitsBuilder().pids(1).build(),
                        Optional.empty(), "", false)).getMessage());
    }
}
