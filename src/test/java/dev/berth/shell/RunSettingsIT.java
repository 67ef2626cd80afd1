package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each flag of {@code berth run} that asks the kernel for something, seen from inside the container. */
@Timeout(120)
class RunSettingsIT {

    @TempDir
    static Path directory;
    private static Installation berth;

    @BeforeAll
    static void start() throws Exception {
        berth = new Installation(directory);
        Files.createDirectories(directory.resolve("shared/deep"));
        Files.writeString(directory.resolve("shared/file"), "content\n");
        Installation.Result peer = berth.berth("run", "-d", "--name", "peer", "--hostname", "peerhost", "--ipc",
                "shareable", "busybox", "sleep", "1000");
        assertEquals(0, peer.status(), peer.err());
    }

    @AfterAll
    static void stop() throws Exception {
        if (berth != null) {
            berth.close();
        }
    }

    /**
     * Flags, a command of the shell in the container, and what it prints, lines joined by ";": a regular expression.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', nullValues = "-", value = {
        // names
        "--hostname box --domainname example.org ~ hostname; cat /proc/sys/kernel/domainname ~ box;example.org",
        "--name named ~ hostname ~ [0-9a-f]{12}",
        "--add-host db:10.0.0.5 ~ grep -w db /etc/hosts ~ 10.0.0.5\\s+db",
        "--dns 9.9.9.9 --dns-search example.org ~ cat /etc/resolv.conf ~ .*nameserver 9.9.9.9;search example.org",
        // the process
        "-w /srv/new ~ pwd ~ /srv/new",
        "-e A=b -e C= ~ echo $A-$C- ~ b--",
        "-u web ~ id; echo $HOME ~ uid=33\\(web\\) gid=34\\(web\\) groups=34\\(web\\),44\\(video\\);/srv",
        "-u 1234:99 ~ id ~ uid=1234 gid=99 groups=99",
        "-u 33:0 --group-add 77 --group-add video ~ id -G ~ 0 44 77",
        "--ulimit nofile=100:200 --ulimit core=0 ~ ulimit -n; ulimit -H -n; ulimit -c ~ 100;200;0",
        "--oom-score-adj 300 ~ cat /proc/self/oom_score_adj ~ 300",
        "--init ~ cat /proc/1/comm; ls /proc | grep -c '^[0-9]' ~ .*[2-9]",
        "--entrypoint /bin/echo ~ hi ~ -c hi",
        // namespaces
        "- ~ echo $$ ~ 1",
        "--pid host ~ test $$ -gt 1 && echo seen ~ seen",
        "--pid container:peer ~ cat /proc/1/cmdline | tr '\\0' ' ' ~ sleep 1000",
        "--uts host ~ test $(hostname) != peerhost && echo host ~ host",
        "--network none ~ ls /sys/class/net; ip -o addr show lo | grep -c 127.0.0.1 ~ lo;1",
        "--network host ~ readlink /proc/self/ns/net ~ @net",
        "--ipc host ~ readlink /proc/self/ns/ipc ~ @ipc",
        "--cgroupns host ~ grep -q berth /proc/self/cgroup && echo whole ~ whole",
        "- ~ grep -c berth /proc/self/cgroup ~ 0",
        "--userns auto ~ awk '{print $1, $3}' /proc/self/uid_map; stat -c %u /bin/busybox ~ 0 65536;0",
        "--userns auto ~ touch /new && stat -c %u:%g /new ~ 0:0",
        // what it may do
        "- ~ grep Cap /proc/self/status | tr -d '\\t\\n' ~ "
            + "CapInh:0{16}CapPrm:0{8}a80425fbCapEff:0{8}a80425fbCapBnd:0{8}a80425fbCapAmb:0{16}",
        "-u web ~ grep Cap /proc/self/status | tr -d '\\t\\n' ~ "
            + "CapInh:0{16}CapPrm:0{16}CapEff:0{16}CapBnd:0{8}a80425fbCapAmb:0{16}",
        "--cap-drop ALL --cap-add net_bind_service ~ grep CapEff /proc/self/status ~ CapEff:\\s0{13}400",
        "--security-opt no-new-privileges ~ grep NoNew /proc/self/status ~ NoNewPrivs:\\s1",
        "- ~ grep -w Seccomp /proc/self/status ~ Seccomp:\\s2",
        "--security-opt seccomp=unconfined ~ grep -w Seccomp /proc/self/status ~ Seccomp:\\s0",
        "--privileged ~ mkdir /m && mount -t tmpfs x /m && echo mounted ~ mounted",
        "- ~ mkdir /m; mount -t tmpfs x /m || echo refused ~ refused",
        "--sysctl net.ipv4.ip_forward=1 --sysctl kernel.shmmax=10000 ~ cat /proc/sys/net/ipv4/ip_forward "
            + "/proc/sys/kernel/shmmax ~ 1;10000",
        "--sysctl fs.mqueue.msg_max=5 ~ cat /proc/sys/fs/mqueue/msg_max ~ 5",
        "--sysctl net.ipv4.ip_forward=1 --userns auto ~ cat /proc/sys/net/ipv4/ip_forward ~ 1",
        // files
        "- ~ wc -c </proc/keys; ls /sys/firmware ~ 0",
        "- ~ echo x >/proc/sys/kernel/hostname || echo refused ~ refused",
        "--read-only ~ touch /x || echo refused; touch /dev/shm/x && echo shm ~ refused;shm",
        "--read-only --tmpfs /t:size=1m,mode=1770 ~ stat -c %a /t; df /t | tail -1 | tr -s ' ' | cut -d' ' -f2 ~ "
            + "1770;1024",
        "--shm-size 2m ~ df /dev/shm | tail -1 | tr -s ' ' | cut -d' ' -f2 ~ 2048",
        "-v @/shared:/s ~ cat /s/file; touch /s/new && echo made ~ content;made",
        "-v @/shared:/s:ro ~ touch /s/no || echo refused ~ refused",
        "--mount type=bind,src=@/shared,dst=/s,readonly ~ touch /s/no || echo refused ~ refused",
        "-v named:/n ~ echo kept >/n/f; cat /n/f ~ kept",
        "--mount type=tmpfs,dst=/t,tmpfs-size=65536 ~ df /t | tail -1 | tr -s ' ' | cut -d' ' -f2 ~ 64",
        "- ~ ls -C /dev ~ (?=.*fd)(?=.*full)(?=.*mqueue)(?=.*null)(?=.*ptmx)"
            + "(?=.*pts)(?=.*random)(?=.*shm)(?=.*stderr)(?=.*stdin)(?=.*stdout)(?=.*tty)(?=.*urandom)(?=.*zero).*",
        "- ~ readlink /dev/fd; readlink /dev/stdout; readlink /dev/ptmx ~ /proc/self/fd;/proc/self/fd/1;pts/ptmx",
        "--device /dev/null:/dev/mynull:rw ~ echo x >/dev/mynull && echo written ~ written",
        "- ~ mknod /tmp/mem c 1 1 && cat /tmp/mem >/dev/null || echo refused ~ refused",
        "- ~ awk '$5 == \"/proc/sys\" {print $6}' /proc/self/mountinfo | cut -c1-2 ~ ro",
        // limits
        "--pids-limit 5 ~ sleep 9 & sleep 9 & sleep 9 & sleep 9 & sleep 9 & sleep 9 & echo forked ~ .*",
        "--cpuset-cpus 0 ~ nproc ~ 1",
    })
    void isSeenInside(String flags, String command, String expected) throws Exception {
        String[] arguments = flags == null ? new String[0] : flags.replace("@", directory.toString()).split(" ");
        Installation.Result result = run(arguments, command);
        String wanted = switch (expected) {
            case "@net" -> "\\Q" + Files.readSymbolicLink(Path.of("/proc/self/ns/net")) + "\\E";
            case "@ipc" -> "\\Q" + Files.readSymbolicLink(Path.of("/proc/self/ns/ipc")) + "\\E";
            default -> expected;
        };
        assertTrue(result.out().strip().replaceAll("\\s*\n", ";").matches(wanted),
                () -> "printed " + result.out() + result.err() + "in place of " + wanted);
    }

    @Test
    void aLimitOfMemoryKills() throws Exception {
        Installation.Result result = run(new String[] {"-m", "16m", "--memory-swap", "16m"}, "tail /dev/zero");
        assertEquals(137, result.status(), result.out() + result.err());
    }

    @Test
    void aLimitOfProcessesRefuses() throws Exception {
        Installation.Result result = run(new String[] {"--pids-limit", "3"},
                "for i in 1 2 3 4; do sleep 1 & done; wait");
        assertTrue(result.err().contains("can't fork"), result.out() + result.err());
    }

    @Test
    void everyLimitIsInTheFilesOfTheGroup() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/sys/fs/cgroup/memory")), "the controllers here are of version 2");
        Installation.Result made = berth.berth("run", "-d", "-m", "64m", "--memory-swap", "96m",
                "--memory-reservation", "32m", "--cpus", "0.5", "--cpu-shares", "512", "--pids-limit", "77", "busybox",
                "sleep", "1000");
        assertEquals(0, made.status(), made.err());
        String id = made.out().strip();
        assertEquals("67108864", value("memory", id, "memory.limit_in_bytes"));
        assertEquals("33554432", value("memory", id, "memory.soft_limit_in_bytes"));
        assertEquals("50000", value("cpu", id, "cpu.cfs_quota_us"));
        assertEquals("512", value("cpu", id, "cpu.shares"));
        assertEquals("77", value("pids", id, "pids.max"));

        Installation.Result updated = berth.berth("update", "-m", "80m", "--memory-swap", "96m", "--cpus", "2",
                "--pids-limit", "88", id);
        assertEquals(0, updated.status(), updated.err());
        assertEquals("83886080", value("memory", id, "memory.limit_in_bytes"));
        assertEquals("200000", value("cpu", id, "cpu.cfs_quota_us"));
        assertEquals("88", value("pids", id, "pids.max"));
    }

    /** The same on version 2, where one directory holds all files, in the kernel's words for the same limits. */
    @Test
    void everyLimitIsInTheFilesOfTheUnifiedGroup() throws Exception {
        assumeTrue(Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers")), "the controllers here are of version 1");
        String disk = diskOf(Path.of("/"));
        List<String> flags = new ArrayList<>(List.of("run", "-d", "-m", "64m", "--memory-swap", "96m",
                "--memory-reservation", "32m", "--cpus", "0.5", "--cpu-shares", "512", "--pids-limit", "77",
                "--cpuset-cpus", "0"));
        if (!disk.isEmpty()) {
            flags.addAll(List.of("--device-read-bps", disk + ":1mb", "--device-write-iops", disk + ":100"));
        }
        flags.addAll(List.of("busybox", "sleep", "1000"));
        Installation.Result made = berth.berth(flags.toArray(String[]::new));
        assertEquals(0, made.status(), made.err());
        String id = made.out().strip();
        assertEquals("67108864", unified(id, "memory.max"));
        // docker's number is memory and swap together, the kernel's swap alone
        assertEquals("33554432", unified(id, "memory.swap.max"));
        assertEquals("33554432", unified(id, "memory.low"));
        assertEquals("50000 100000", unified(id, "cpu.max"));
        // linear, with the defaults 1024 and 100 on each other (Weights)
        assertEquals("50", unified(id, "cpu.weight"));
        assertEquals("77", unified(id, "pids.max"));
        assertEquals("0", unified(id, "cpuset.cpus"));
        if (!disk.isEmpty()) {
            String number = Files.readString(Path.of("/sys/class/block", disk.substring("/dev/".length()), "dev"))
                    .strip();
            assertEquals(number + " rbps=1048576 wbps=max riops=max wiops=100", unified(id, "io.max"));
        }

        Installation.Result updated = berth.berth("update", "-m", "80m", "--memory-swap", "96m", "--cpus", "2",
                "--cpu-shares", "1024", "--pids-limit", "88", id);
        assertEquals(0, updated.status(), updated.err());
        assertEquals("83886080", unified(id, "memory.max"));
        assertEquals("16777216", unified(id, "memory.swap.max"));
        assertEquals("200000 100000", unified(id, "cpu.max"));
        assertEquals("100", unified(id, "cpu.weight"));
        assertEquals("88", unified(id, "pids.max"));
    }

    /** The whole disk that a directory is on, or nothing where there is none to be found. */
    private static String diskOf(Path directory) throws Exception {
        String source = Files.getFileStore(directory).name();
        if (source.equals("/dev/root") && Files.exists(Path.of("/sys/class/block/vda"))) {
            return "/dev/vda";
        }
        String name = source.startsWith("/dev/") ? source.substring("/dev/".length()) : "";
        return !name.isEmpty() && Files.exists(Path.of("/sys/class/block", name, "queue")) ? source : "";
    }

    private static Path group(String id) {
        return Path.of("/sys/fs/cgroup/berth", id);
    }

    private static String unified(String id, String file) throws Exception {
        return Files.readString(group(id).resolve(file)).strip();
    }

    private static String value(String controller, String id, String file) throws Exception {
        return Files.readString(Path.of("/sys/fs/cgroup", controller, "berth", id, file)).strip();
    }

    private static Installation.Result run(String[] flags, String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm"));
        arguments.addAll(List.of(flags));
        boolean entrypoint = arguments.contains("--entrypoint");
        arguments.add("busybox");
        arguments.addAll(entrypoint ? List.of("-c", command) : List.of("sh", "-c", command));
        return berth.berth(arguments.toArray(String[]::new));
    }
}
