package dev.berth.isolation.cgroup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.isolation.cgroup.Statistics.BlockDevice;
import dev.berth.profile.Limits;
import dev.berth.profile.LimitsBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What limits become in files of v1 and v2, and files in statistics; without a kernel. */
class ControllersTest {

    private static final long MIB = 1 << 20;
    private static final List<Controller> V1 = List.of(new dev.berth.isolation.cgroup.v1.Memory(),
            new dev.berth.isolation.cgroup.v1.Cpu(), new Pids(),
            new Cpuset(), new dev.berth.isolation.cgroup.v1.Blkio(),
            new Hugetlb("limit_in_bytes"), new dev.berth.isolation.cgroup.v1.Cpuacct());
    private static final List<Controller> V2 = List.of(new dev.berth.isolation.cgroup.v2.Memory(),
            new dev.berth.isolation.cgroup.v2.Cpu(), new Pids(),
            new Cpuset(), new dev.berth.isolation.cgroup.v2.Io(),
            new Hugetlb("max"));

    private List<String> warnings = List.of();

    /** Settings as "file=value", on a kernel that lacks some files. */
    private List<String> settings(List<Controller> controllers, Limits limits, boolean update, boolean strict,
            String... lacking) throws CgroupException {
        SettingList list = new SettingList((tree, file) -> !Set.of(lacking).contains(file), update, strict);
        for (Controller controller : controllers) {
            controller.settings(limits, list);
        }
        warnings = list.warnings();
        List<String> written = new ArrayList<>();
        list.settings().forEach(s -> written.add(s.file() + "=" + s.value()));
        return written;
    }

    private List<String> v1(LimitsBuilder limits, String... lacking) throws CgroupException {
        return settings(V1, limits.build(), false, false, lacking);
    }

    private List<String> v2(LimitsBuilder limits, String... lacking) throws CgroupException {
        return settings(V2, limits.build(), false, false, lacking);
    }

    private static LimitsBuilder limits() {
        return new LimitsBuilder();
    }

    @Test
    void nothingAskedIsNothingWritten() throws Exception {
        assertEquals(List.of(), v1(limits()));
        assertEquals(List.of(), v2(limits()));
    }

    @Test
    void memoryAloneAllowsAsMuchSwap() throws Exception {
        assertEquals(List.of("memory.limit_in_bytes=67108864", "memory.memsw.limit_in_bytes=134217728"),
                v1(limits().memoryBytes(64 * MIB)));
        assertEquals(List.of("memory.max=67108864", "memory.swap.max=67108864"), v2(limits().memoryBytes(64 * MIB)));
        assertEquals(List.of("memory.limit_in_bytes=67108864"),
                v1(limits().memoryBytes(64 * MIB), "memory.memsw.limit_in_bytes"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void swapIsTheSumOnV1() throws Exception {
        assertEquals(List.of("memory.limit_in_bytes=67108864", "memory.memsw.limit_in_bytes=67108864"),
                v1(limits().memoryBytes(64 * MIB).swapBytes(0)));
        assertEquals(List.of("memory.max=67108864", "memory.swap.max=0"),
                v2(limits().memoryBytes(64 * MIB).swapBytes(0)));
        assertEquals(List.of("memory.limit_in_bytes=67108864", "memory.memsw.limit_in_bytes=-1"),
                v1(limits().memoryBytes(64 * MIB).swapBytes(-1)));
        assertEquals(List.of("memory.max=67108864", "memory.swap.max=max"),
                v2(limits().memoryBytes(64 * MIB).swapBytes(-1)));
        assertEquals("limits.swap needs limits.memory: cgroup v1 limits the sum of both",
                assertThrows(CgroupException.class, () -> v1(limits().swapBytes(MIB))).getMessage());
    }

    @Test
    void swapThatIsNotCountedWarns() throws Exception {
        v1(limits().memoryBytes(MIB).swapBytes(0), "memory.memsw.limit_in_bytes");
        assertEquals(List.of("limits.swap has no effect here: this kernel does not account for swap (swapaccount=1"
                + " turns it on)"), warnings);
        v2(limits().memoryBytes(MIB).swapBytes(0), "memory.swap.max");
        assertEquals(1, warnings.size());
    }

    @Test
    void theOtherVersionsKnobsWarnOrFailWhenStrict() throws Exception {
        v1(limits().memoryHighBytes(MIB));
        assertEquals(List.of("limits.memory_high has no effect here: cgroup v1 has no threshold that slows a container"
                + " down"), warnings);
        v2(limits().oomKillDisable(true));
        assertEquals(1, warnings.size());
        assertEquals("limits.memory_high has no effect here: cgroup v1 has no threshold that slows a container down"
                + " (the profile is strict)", assertThrows(CgroupException.class,
                        () -> settings(V1, limits().memoryHighBytes(MIB).build(), false, true)).getMessage());
    }

    @Test
    void memoryLowAndOom() throws Exception {
        assertEquals(List.of("memory.soft_limit_in_bytes=1048576", "memory.oom_control=1"),
                v1(limits().memoryLowBytes(MIB).oomKillDisable(true)));
        assertEquals(List.of("memory.low=1048576", "memory.high=2097152"),
                v2(limits().memoryLowBytes(MIB).memoryHighBytes(2 * MIB)));
    }

    @Test
    void processors() throws Exception {
        assertEquals(List.of("cpu.cfs_quota_us=150000"), v1(limits().cpus(1.5)));
        assertEquals(List.of("cpu.max=150000 100000"), v2(limits().cpus(1.5)));
        assertEquals(List.of("cpu.cfs_period_us=50000", "cpu.cfs_quota_us=25000"),
                v1(limits().cpus(0.5).cpuPeriodMicros(50000)));
        assertEquals(List.of("cpu.max=20000 50000"), v2(limits().cpuQuotaMicros(20000).cpuPeriodMicros(50000)));
        assertEquals(List.of("cpu.max=max 100000"), v2(limits().cpuQuotaMicros(-1)));
        assertEquals(List.of("cpu.cfs_period_us=100000", "cpu.cfs_quota_us=100000"),
                settings(V1, limits().cpus(1).build(), true, false));
        assertEquals(List.of("cpu.shares=2048"), v1(limits().cpuWeight(200)));
        assertEquals(List.of("cpu.weight=200"), v2(limits().cpuWeight(200)));
        assertEquals(List.of("cpuset.cpus=0-1", "cpuset.mems=0"), v1(limits().cpuset("0-1").cpusetMems("0")));
        assertEquals(List.of("cpuset.cpus=0-1"), v2(limits().cpuset("0-1")));
    }

    @Test
    void processesHugePagesAndWeights() throws Exception {
        assertEquals(List.of("pids.max=7"), v1(limits().pids(7)));
        assertEquals(List.of("pids.max=max"), v2(limits().pids(-1)));
        assertEquals(List.of("hugetlb.2MB.limit_in_bytes=4194304"), v1(limits().hugepage("2MB", 4 * MIB)));
        assertEquals(List.of("hugetlb.2MB.max=4194304"), v2(limits().hugepage("2MB", 4 * MIB)));
        assertEquals("limits.hugepages: this kernel has no huge pages of 3MB", assertThrows(CgroupException.class,
                () -> v2(limits().hugepage("3MB", 1), "hugetlb.3MB.max")).getMessage());
        assertEquals(List.of("blkio.bfq.weight=190"), v1(limits().ioWeight(1090)));
        assertEquals(List.of("blkio.weight=1000"), v1(limits().ioWeight(1000), "blkio.bfq.weight"));
        assertEquals(List.of("io.bfq.weight=50", "io.weight=50"), v2(limits().ioWeight(50)));
        assertEquals(List.of(), v1(limits().ioWeight(50), "blkio.bfq.weight", "blkio.weight"));
        assertEquals(1, warnings.size());
    }

    @Test
    void ioLimitsNameDevicesThatAreThere() {
        LimitsBuilder asked = limits().io(List.of(new Limits.IoLimit("/dev/null", OptionalLong.of(1),
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty())));
        assertEquals("limits.io: /dev/null is not a block device",
                assertThrows(CgroupException.class, () -> v1(asked)).getMessage());
    }

    private static Statistics measure(List<Controller> controllers, Map<String, String> files) throws IOException {
        Measurement measurement = new Measurement();
        for (Controller controller : controllers) {
            controller.measure(file -> {
                if (!files.containsKey(file)) {
                    throw new FileNotFoundException(file);
                }
                return files.get(file);
            }, measurement);
        }
        return measurement.statistics();
    }

    @Test
    void readsV1() throws Exception {
        Statistics s = measure(V1, Map.ofEntries(Map.entry("memory.usage_in_bytes", "4096\n"),
                Map.entry("memory.max_usage_in_bytes", "8192\n"),
                Map.entry("memory.limit_in_bytes", "9223372036854771712\n"), Map.entry("memory.failcnt", "3\n"),
                Map.entry("memory.stat", "cache 4096\nrss 0\ntotal_inactive_file 12\n"),
                Map.entry("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n"),
                Map.entry("cpu.stat", "nr_periods 10\nnr_throttled 4\nthrottled_time 123456\n"),
                Map.entry("cpuacct.usage_all", "cpu user system\n0 100 20\n1 3 4\n"),
                Map.entry("pids.current", "5\n"), Map.entry("pids.max", "max\n"),
                Map.entry("blkio.throttle.io_service_bytes_recursive",
                        "8:0 Read 1024\n8:0 Write 2048\n8:0 Sync 1\n8:0 Total 3072\nTotal 3072\n"),
                Map.entry("blkio.throttle.io_serviced_recursive", "8:0 Read 1\n8:0 Write 2\nTotal 3\n")));
        assertEquals(4096, s.memoryBytes());
        assertEquals(8192, s.memoryMaxBytes());
        assertEquals(3, s.memoryFailures());
        assertEquals(Map.of("cache", 4096L, "rss", 0L, "total_inactive_file", 12L), s.memory());
        assertEquals(2, s.oomKills());
        assertEquals(127, s.cpuNanos());
        assertEquals(103, s.cpuUserNanos());
        assertEquals(24, s.cpuSystemNanos());
        assertArrayEquals(new long[] {120, 7}, s.perCpuNanos());
        assertEquals(List.of(10L, 4L, 123456L), List.of(s.throttlePeriods(), s.throttledPeriods(),
                s.throttledNanos()));
        assertEquals(5, s.pids());
        assertEquals(Long.MAX_VALUE, s.pidsLimit());
        assertEquals(List.of(new BlockDevice(8, 0, 1024, 2048, 1, 2)), s.blockDevices());
    }

    @Test
    void readsV2() throws Exception {
        Statistics s = measure(V2, Map.of("memory.current", "4096\n", "memory.max", "max\n",
                "memory.events", "low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\noom_group_kill 0\n",
                "memory.stat", "anon 1\nfile 2\n",
                "cpu.stat", "usage_usec 7\nuser_usec 3\nsystem_usec 4\nnr_periods 1\nnr_throttled 2\n"
                        + "throttled_usec 3\n",
                "pids.current", "5\n", "pids.max", "10\n",
                "io.stat", "8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n253:1 \n"));
        assertEquals(Long.MAX_VALUE, s.memoryLimitBytes());
        assertEquals(9, s.memoryFailures());
        assertEquals(1, s.oomKills());
        assertEquals(List.of(7000L, 3000L, 4000L), List.of(s.cpuNanos(), s.cpuUserNanos(), s.cpuSystemNanos()));
        assertEquals(3000, s.throttledNanos());
        assertEquals(10, s.pidsLimit());
        assertEquals(List.of(new BlockDevice(8, 0, 1, 2, 3, 4), new BlockDevice(253, 1, 0, 0, 0, 0)),
                s.blockDevices());
    }
}
