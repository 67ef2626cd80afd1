package dev.berth.isolation.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.profile.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real kernel's groups; needs root. */
class CgroupIT {

    private static final long MIB = 1 << 20;

    private final String parent = "berth-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private Cgroups cgroups;
    private Cgroup group;

    @BeforeEach
    void find() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/sys/fs/cgroup")), "the cgroup tree is not writable: not root");
        cgroups = Cgroups.find(parent);
    }

    @AfterEach
    void remove() throws Exception {
        if (cgroups == null) {
            return;
        }
        if (group != null && group.exists()) {
            group.kill();
            group.remove();
        }
        cgroups.close();
        for (ParentGroup tree : cgroups.layout().all()) {
            assertFalse(Files.exists(tree.path()), tree.path() + " was left");
        }
    }

    @Test
    void writesEveryLimit() throws Exception {
        Limits limits = new Limits(OptionalLong.of(64 * MIB), OptionalLong.of(32 * MIB), OptionalLong.empty(),
                OptionalLong.of(16 * MIB), OptionalDouble.of(0.5), OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.of(200), Optional.of("0"), Optional.of("0"), OptionalLong.of(10), OptionalLong.empty(),
                Optional.empty(), Map.of("2MB", 4 * MIB), OptionalInt.empty(), Optional.empty(), Map.of(),
                OptionalLong.empty(), Optional.empty());
        Settings settings = cgroups.settings(limits, Optional.of(DeviceRule.DEFAULTS), "", true);
        group = cgroups.create("limits", settings.settings());
        for (Setting setting : settings.settings()) {
            if (!setting.file().contains("device") && !setting.file().contains("memsw")) {
                GroupDirectory directory = group.in(cgroups.tree(setting)).orElseThrow();
                String file = setting.file().substring(setting.file().indexOf('/') + 1);
                assertEquals(setting.value(), directory.read(file).trim(), setting.file());
            }
        }
        Statistics statistics = group.statistics();
        assertEquals(64 * MIB, statistics.memoryLimitBytes());
        assertEquals(10, statistics.pidsLimit());
    }

    @Test
    void leavesNothingWhenAValueIsRefused() {
        CgroupException e = assertThrows(CgroupException.class, () -> cgroups.create("bad",
                List.of(new Setting(pidsFile(), "many", "limits.pids"))));
        assertEquals("cannot set " + pidsFile() + " to \"many\" (limits.pids): invalid argument", e.getMessage());
    }

    @Test
    void holdsFreezesAndKillsProcesses() throws Exception {
        group = cgroups.create("process", List.of());
        Process process = start("echo in; exec sleep 1000");
        try {
            assertTrue(group.processes().contains((int) process.pid()));
            assertEquals(1, group.statistics().pids());
            group.freeze();
            assertTrue(group.frozen());
            group.thaw();
            assertFalse(group.frozen());
            group.freeze();
            group.kill();
            assertEquals(128 + 9, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
        group.remove();
        assertFalse(group.exists());
    }

    @Test
    void changesLimitsOfWhatRuns() throws Exception {
        group = cgroups.create("update",
                cgroups.settings(memory(64 * MIB, 0), Optional.empty(), "", true).settings());
        Process process = start("echo in; exec sleep 1000");
        try {
            assertEquals(64 * MIB, group.statistics().memoryLimitBytes());
            group.update(memory(128 * MIB, 0), true);
            assertEquals(128 * MIB, group.statistics().memoryLimitBytes());
            group.update(memory(32 * MIB, MIB), true);
            assertEquals(32 * MIB, group.statistics().memoryLimitBytes());
            Limits set = new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
                    OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(),
                    OptionalLong.empty(), Optional.of("0"), Optional.empty(), OptionalLong.of(-1),
                    OptionalLong.empty(), Optional.empty(), Map.of(), OptionalInt.empty(), Optional.empty(),
                    Map.of(), OptionalLong.empty(), Optional.empty());
            group.update(set, true);
            assertEquals(Long.MAX_VALUE, group.statistics().pidsLimit());
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
            assertTrue(status.contains("Cpus_allowed_list:\t0\n"), status);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void isFoundAgainByAnotherEngine() throws Exception {
        group = cgroups.create("again", List.of());
        try (Cgroups other = Cgroups.find(parent)) {
            Cgroup same = other.open("again");
            assertEquals(Set.copyOf(group.taskFiles()), Set.copyOf(same.taskFiles()));
            assertEquals(group.v2Directory(), same.v2Directory());
            assertFalse(other.open("never").exists());
        }
    }

    /** Each of its groups may be the last that an engine removed before it was killed. */
    @Test
    void endsWhatAnEngineBeganToEnd() throws Exception {
        for (int gone = 1;; gone++) {
            group = cgroups.create("half", List.of());
            List<Path> directories = Stream.concat(group.v2Directory().stream(),
                    group.taskFiles().stream().map(Path::getParent)).distinct().toList();
            for (Path directory : directories.subList(0, Math.min(gone, directories.size()))) {
                Files.delete(directory);
            }
            group = cgroups.open("half");
            group.end();
            assertFalse(cgroups.open("half").exists(), "with " + gone + " gone");
            if (gone >= directories.size()) {
                return;
            }
        }
    }

    @Test
    void removesGroupsThatTheContainerMade() throws Exception {
        group = cgroups.create("nested", List.of());
        for (Path file : group.taskFiles()) {
            Files.createDirectories(file.resolveSibling("a").resolve("b"));
        }
        if (group.v2Directory().isPresent()) {
            Files.createDirectories(group.v2Directory().get().resolve("a/b"));
        }
        group.remove();
        assertFalse(group.exists());
    }

    @Test
    void deniesOtherDevices() throws Exception {
        group = cgroups.create("devices",
                cgroups.settings(Limits.NONE, Optional.of(DeviceRule.DEFAULTS), "", true).settings());
        Process process = start("echo in; head -c 1 /dev/zero >/dev/null && echo zero;"
                + " head -c 1 /dev/kmsg >/dev/null 2>&1 || echo refused");
        assertEquals("zero\nrefused\n", new String(process.getInputStream().readAllBytes()));
    }

    private String pidsFile() {
        return cgroups.controllers().get("pids").equals("v2") ? "pids.max" : "pids/pids.max";
    }

    /** A shell that is in the group; its first line of output has been read. */
    private Process start(String script) throws Exception {
        StringBuilder join = new StringBuilder();
        group.taskFiles().forEach(file -> join.append("echo 0 > ").append(file).append(" && "));
        group.v2Directory().ifPresent(d -> join.append("echo 0 > ").append(d.resolve("cgroup.procs"))
                .append(" && "));
        Process process = new ProcessBuilder("sh", "-c", join + script).redirectErrorStream(true).start();
        byte[] line = process.getInputStream().readNBytes(3);
        assertEquals("in\n", new String(line));
        return process;
    }

    private static Limits memory(long bytes, long swap) {
        return new Limits(OptionalLong.of(bytes), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(swap),
                OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
                Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(),
                Map.of(), OptionalInt.empty(), Optional.empty(), Map.of(), OptionalLong.empty(),
                Optional.empty());
    }
}
