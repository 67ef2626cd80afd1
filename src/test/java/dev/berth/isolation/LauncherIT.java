package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.ContainerSpec.MonitorSpec;
import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.ContainerSpec.Root;
import dev.berth.isolation.ContainerSpec.SystemPaths;
import dev.berth.isolation.capability.CapabilitySets;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.kernel.Pidfd;
import dev.berth.profile.Namespaces.IdRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launch path on the real kernel, over a root file system of busybox. */
class LauncherIT {

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final Settings NO_SETTINGS = new Settings(List.of(), List.of());

    @TempDir
    Path directory;
    private Launcher launcher;

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces and mounts need root");
        assumeTrue(Files.exists(BUSYBOX), "needs the package busybox-static");
        for (String name : List.of("lower/bin", "rw/upper", "rw/work", "log", "state")) {
            Files.createDirectories(directory.resolve(name));
        }
        Files.copy(BUSYBOX, directory.resolve("lower/bin/busybox"));
        for (String name : List.of("sh", "true", "cat", "id", "hostname", "ls", "echo", "grep", "sleep", "mount")) {
            Files.createSymbolicLink(directory.resolve("lower/bin/" + name), Path.of("busybox"));
        }
        launcher = new Launcher();
    }

    @AfterEach
    void close() {
        if (launcher != null) {
            launcher.close();
        }
    }

    private ContainerSpec spec(IdMap ids, boolean init, String... command) {
        Origin own = new Origin.Own();
        Descriptor root = new Descriptor.Overlay("root file system", List.of(directory.resolve("lower")),
                Optional.of(directory.resolve("rw/upper")), Optional.of(directory.resolve("rw/work")), List.of());
        long caps = 0xa80425fbL;
        ProcessSpec process = new ProcessSpec(List.of(command), List.of("/usr/bin", "/bin"), List.of("PATH=/bin"), "/",
                ProcessSpec.Identity.ROOT, CapabilitySets.of(caps, 0), true,
                Optional.empty(), Map.of(), OptionalInt.empty(), Optional.empty(), Optional.empty(), false, false,
                init);
        return new ContainerSpec(Optional.of("test"), Optional.empty(),
                new Root(root, false, Map.of()), List.of(),
                new NamespaceSpec(own, own, own, own, own, ids, Optional.empty()),
                new CgroupSpec(List.of(), Optional.empty(), false), List.of(),
                new SystemPaths(List.of("/proc/kcore", "/proc/acpi", "/sys/firmware"), List.of("/proc/sys")), Map.of(),
                1 << 20, false, process,
                new MonitorSpec(directory.resolve("state"), Optional.of(directory.resolve("log")), true, 1, 3,
                        1 << 20));
    }

    private int run(ContainerSpec spec) throws Exception {
        LaunchPlan plan = ContainerCompiler.compile(spec, NO_SETTINGS);
        Launcher.Launched launched = launcher.launch(plan, "test", Map.of());
        assertTrue(Pidfd.awaitEnd(launched.monitor(), 10_000), "the container ends");
        Pidfd.reap(launched.monitor());
        launched.monitor().close();
        launched.control().close();
        ByteBuffer exit = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("state/exit")))
                .order(ByteOrder.LITTLE_ENDIAN);
        return exit.getInt(8 + 24);
    }

    private String output() throws Exception {
        ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("log/1")))
                .order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        while (log.hasRemaining()) {
            log.getLong();
            byte[] payload = new byte[log.getInt()];
            log.getInt();
            log.get(payload);
            assertEquals(payload.length, log.getInt());
            text.append(new String(payload));
        }
        return text.toString();
    }

    @Test
    void isolates() throws Exception {
        int status = run(spec(IdMap.IDENTITY, false, "sh", "-c",
                "hostname; echo $$; ls /proc/self/fd; id; cat /proc/acpi/* /proc/kcore; echo x > "
                    + "/proc/sys/kernel/hostname; exit 7"));
        String output = output();
        assertEquals(7, status, output);
        assertTrue(output.startsWith("test\n1\n0\n1\n2\n3\nuid=0"), output);
        assertEquals(1, count(output, "Read-only file system"), output);
    }

    private static int count(String text, String what) {
        return (text.length() - text.replace(what, "").length()) / what.length();
    }

    @Test
    void endsWithItsChildUnderInit() throws Exception {
        assertEquals(9, run(spec(IdMap.IDENTITY, true, "sh", "-c", "echo $$; exit 9")));
        assertEquals("2\n", output());
    }

    @Test
    void mapsIds() throws Exception {
        int status = run(spec(new IdMap(List.of(new IdRange(0, 200000, 65536))), false, "sh", "-c",
                "id -u; cat /proc/self/uid_map; mount | grep -c proc"));
        String output = output();
        assertEquals(0, status, output);
        assertTrue(output.contains("200000"), output);
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        LaunchPlan plan = ContainerCompiler.compile(spec(IdMap.IDENTITY, false, "nothing"), NO_SETTINGS);
        LaunchFailure failure = assertThrows(LaunchFailure.class, () -> launcher.launch(plan, "test", Map.of()));
        assertEquals("exec: \"nothing\": executable file not found in $PATH", failure.getMessage());
        assertTrue(failure.exec());
    }
}
