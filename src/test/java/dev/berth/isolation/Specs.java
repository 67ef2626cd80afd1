package dev.berth.isolation;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.ContainerSpec.MonitorSpec;
import dev.berth.isolation.ContainerSpec.MountSpec;
import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.ContainerSpec.Root;
import dev.berth.isolation.ContainerSpec.SystemPaths;
import dev.berth.isolation.capability.CapabilitySets;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.kernel.MountFlags;
import dev.berth.profile.Limits.Rlimit;
import dev.berth.profile.Namespaces.IdRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A container with everything, and one thing of it exchanged: what the tests of plans compile. */
record Specs(NamespaceSpec namespaces, ProcessSpec process, boolean readOnly, CgroupSpec cgroup) {

    static final Origin OWN = new Origin.Own();
    static final long DOCKER_CAPABILITIES = 0xa80425fbL;
    static final IdMap MAPPED = new IdMap(List.of(new IdRange(0, 200000, 65536)));
    static final byte[] FILTER = {6, 0, 0, 0, 0, 0, (byte) 0xff, 0x7f}; // BPF_RET SECCOMP_RET_ALLOW
    static final ProcessSpec.Label LABEL = new ProcessSpec.Label("apparmor/exec", "exec mine",
            Optional.of("changeprofile mine"), false, "security.apparmor");
    static final ProcessSpec.LandlockRules LANDLOCK = new ProcessSpec.LandlockRules(0x1fff,
            List.of(new ProcessSpec.LandlockRules.Rule("/usr", 0xd, 0x5)));

    static Specs full() {
        return new Specs(new NamespaceSpec(OWN, OWN, OWN, OWN, OWN, IdMap.IDENTITY, Optional.empty()), anyProcess(),
                true, new CgroupSpec(List.of(Path.of("/sys/fs/cgroup/memory/berth/x/tasks")),
                        Optional.of(Path.of("/sys/fs/cgroup/unified/berth/x")), false));
    }

    static ProcessSpec anyProcess() {
        return new ProcessSpec(List.of("sh", "-c", "true"), List.of("/usr/bin", "/bin"),
                List.of("PATH=/usr/bin:/bin", "NOTE=a \"b\"\nc"), "/srv/app",
                new ProcessSpec.Identity(1000, 100, List.of(100, 5)), CapabilitySets.of(DOCKER_CAPABILITIES, 1000),
                true, Optional.of(FILTER), Map.of(7, new Rlimit(1024, 4096)), OptionalInt.of(500),
                Optional.of(LABEL), Optional.of(LANDLOCK), true, true, false);
    }

    static ProcessSpec process(List<String> arguments, boolean noNewPrivileges, boolean terminal, boolean init) {
        ProcessSpec p = anyProcess();
        return new ProcessSpec(arguments, p.searchPath(), p.environment(), p.workdir(), p.identity(),
                p.capabilities(), noNewPrivileges, p.seccomp(), p.rlimits(), p.oomScore(), p.label(), p.landlock(),
                terminal, p.input(), init);
    }

    Specs with(ProcessSpec.Label label) {
        ProcessSpec p = process;
        return with(new ProcessSpec(p.arguments(), p.searchPath(), p.environment(), p.workdir(), p.identity(),
                p.capabilities(), p.noNewPrivileges(), p.seccomp(), p.rlimits(), p.oomScore(), Optional.of(label),
                p.landlock(), p.terminal(), p.input(), p.init()));
    }

    Specs with(NamespaceSpec other) {
        return new Specs(other, process, readOnly, cgroup);
    }

    Specs with(ProcessSpec other) {
        return new Specs(namespaces, other, readOnly, cgroup);
    }

    Specs with(IdMap ids) {
        NamespaceSpec n = namespaces;
        return with(new NamespaceSpec(n.pid(), n.ipc(), n.uts(), n.network(), n.cgroup(), ids, n.time()));
    }

    static MonitorSpec monitor() {
        return new MonitorSpec(Path.of("/run/x"), Optional.of(Path.of("/var/x/log")), true, 1, 3, 1 << 20);
    }

    ContainerSpec container() {
        Descriptor root = new Descriptor.Overlay("root file system",
                List.of(Path.of("/layers/1"), Path.of("/layers/2")),
                Optional.of(Path.of("/x/upper")), Optional.of(Path.of("/x/work")), List.of());
        MountSpec volume = new MountSpec.Prepared(new Descriptor.Tree("volume data", Path.of("/volumes/data"), true,
                0, 0, OptionalInt.empty(), IdMap.IDENTITY), "/srv/data", true, "mounts");
        MountSpec memory = new MountSpec.Memory("/tmp", MountFlags.NOSUID, "size=65536", "tmpfs");
        return new ContainerSpec(Optional.of("ship"), Optional.empty(),
                new Root(root, readOnly, Map.of("/etc/shadow", false)), List.of(volume, memory), namespaces, cgroup,
                List.of(new DeviceNode("/dev/net/tun", false, 10, 200, 0666, 0, 0)),
                new SystemPaths(List.of("/proc/kcore", "/sys/firmware"), List.of("/proc/sys")),
                Map.of("net.ipv4.ip_forward", "1"), 1 << 20, false, process, monitor());
    }

    LaunchPlan compile() {
        return ContainerCompiler.compile(container(), new Settings(List.of(), List.of()));
    }

    LaunchPlan compileExec() {
        return ExecCompiler.compile(new ExecSpec(4711, ExecSpec.joined(namespaces), namespaces.user(), cgroup, process,
                monitor()));
    }
}
