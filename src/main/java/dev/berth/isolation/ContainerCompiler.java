package dev.berth.isolation;

import dev.berth.isolation.ContainerSpec.MountSpec;
import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.cgroup.Settings;
import dev.berth.kernel.MountCalls;
import dev.berth.kernel.MountFlags;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Sys;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a container into a launch plan.
 *
 * <p>Everything of the host comes as a descriptor, so the process changes its root before it touches a path: from then
 * on a symbolic link of the image, or another container's race in a shared volume, can lead nowhere but into the
 * container. What must not be a link at all ({@code /proc}, {@code /sys}, {@code /dev}) is opened with O_NOFOLLOW.
 */
public final class ContainerCompiler {

    private final ContainerSpec spec;
    private final PlanBuilder plan = new PlanBuilder();
    private final IdMap ids;
    private Argument root = Flags.ZERO;

    private ContainerCompiler(ContainerSpec spec) {
        this.spec = spec;
        this.ids = spec.namespaces().user();
    }

    /**
     * The plan of a container.
     *
     * @param spec the container
     * @param cgroup its cgroup settings
     */
    public static LaunchPlan compile(ContainerSpec spec, Settings cgroup) {
        return new ContainerCompiler(spec).compile(cgroup);
    }

    /**
     * A process of another container whose namespaces are joined, for who has it by descriptor.
     *
     * @param pid its id
     */
    public static Descriptor process(int pid) {
        return new Descriptor.Process("process " + pid, pid);
    }

    private LaunchPlan compile(Settings cgroup) {
        Descriptor.Terminals terminals = new Descriptor.Terminals("terminals of the container", ids);
        LaunchSteps launch = new LaunchSteps(plan, spec.process(), spec.monitor(),
                LaunchSteps.Terminal.in(terminals, spec.process()));
        Descriptor devices = plan.pass(new Descriptor.Filesystem("devices", "tmpfs", List.of("mode=755", "size=64m",
                "uid=" + ids.host(0), "gid=" + ids.host(0)), MountCalls.NOSUID | MountCalls.STRICTATIME));
        launch.begin();
        new DeviceSteps(plan, devices, ids).fill(spec.devices(), spec.process().terminal());
        prepareRoot();
        SystemMounts system = new SystemMounts(plan, spec);
        system.fetchSharedMemory();
        joinNamespaces();
        launch.clone(newNamespaces(), spec.cgroup(), ids);

        launch.enter(ids);
        enterNetwork();
        system.prepare();
        makeCgroupNamespace();
        launch.streams();
        changeRoot();
        system.mount(devices, spec.process().terminal() ? Optional.of(plan.pass(terminals)) : Optional.empty());
        for (MountSpec mount : spec.mounts()) {
            mount(mount);
        }
        names();
        if (spec.root().readOnly()) {
            makeRootReadOnly();
        }
        new ProcessSteps(plan, spec.process()).run(true);
        return plan.build(cgroup.settings(), cgroup.warnings());
    }

    private void prepareRoot() {
        if (spec.root().mount() instanceof Descriptor.Overlay overlay && OverlaySteps.needed(overlay, ids)) {
            new OverlaySteps(plan, overlay, ids).mount();
            root = Argument.of(OverlaySteps.ROOT_FD);
        } else {
            root = Argument.of(plan.pass(spec.root().mount()));
        }
    }

    /** Those that the process is made in; others are entered before and after. */
    private NamedFlags newNamespaces() {
        NamespaceSpec n = spec.namespaces();
        boolean mapped = !ids.identity();
        return NamedFlags.NONE.with(Flags.CLONE_NEWNS, "CLONE_NEWNS", mapped)
                .with(Flags.CLONE_NEWPID, "CLONE_NEWPID", n.pid() instanceof Origin.Own)
                .with(Flags.CLONE_NEWIPC, "CLONE_NEWIPC", n.ipc() instanceof Origin.Own)
                .with(Flags.CLONE_NEWUTS, "CLONE_NEWUTS", n.uts() instanceof Origin.Own)
                .with(Flags.CLONE_NEWNET, "CLONE_NEWNET", mapped && n.network() instanceof Origin.Own)
                .with(Flags.CLONE_NEWUSER, "CLONE_NEWUSER", mapped);
    }

    /** After the process has joined its cgroup, so that the container's own group is the root that it sees. */
    private void makeCgroupNamespace() {
        if (spec.namespaces().cgroup() instanceof Origin.Own) {
            plan.because("namespaces.cgroup").call("make the cgroup namespace", Sys.UNSHARE,
                    Argument.of(Flags.CLONE_NEWCGROUP, "CLONE_NEWCGROUP"));
            plan.because("");
        }
    }

    private void makeRootReadOnly() {
        plan.because("security.read_only").call("make the root read-only", Sys.MOUNT, Flags.NULL, Argument.of("/"),
                Flags.NULL, Argument.of(MountFlags.BIND | MountFlags.REMOUNT | MountFlags.RDONLY,
                        "MS_BIND|MS_REMOUNT|MS_RDONLY"), Flags.NULL);
        plan.because("");
    }

    /**
     * A network namespace that was made ahead belongs to the host's user namespace: not for a container with its own.
     */
    private void enterNetwork() {
        if (spec.namespaces().network() instanceof Origin.Own && ids.identity()) {
            plan.because("namespaces.network").call("enter the network namespace", Sys.SETNS,
                    Argument.of(plan.pass(new Descriptor.Network("network"))),
                    Argument.of(Flags.CLONE_NEWNET, "CLONE_NEWNET"));
            plan.because("");
        }
    }

    /** Other containers' namespaces, and clock offsets: entered before the process is made, which inherits them. */
    private void joinNamespaces() {
        NamespaceSpec n = spec.namespaces();
        join("pid", n.pid(), Flags.CLONE_NEWPID, "CLONE_NEWPID");
        join("ipc", n.ipc(), Flags.CLONE_NEWIPC, "CLONE_NEWIPC");
        join("uts", n.uts(), Flags.CLONE_NEWUTS, "CLONE_NEWUTS");
        join("network", n.network(), Flags.CLONE_NEWNET, "CLONE_NEWNET");
        if (n.time().isPresent()) {
            ContainerSpec.TimeOffsets time = n.time().get();
            plan.because("namespaces.time").call("make the time namespace", Sys.UNSHARE,
                    Argument.of(Flags.CLONE_NEWTIME, "CLONE_NEWTIME"));
            plan.write("set the clock offsets", Flags.HERE, "/proc/self/timens_offsets", "monotonic "
                    + time.monotonic().getSeconds() + " " + time.monotonic().getNano() + "\nboottime "
                    + time.boottime().getSeconds() + " " + time.boottime().getNano() + "\n");
            plan.because("");
        }
    }

    private void join(String name, Origin origin, long flag, String shown) {
        if (origin instanceof Origin.Of of) {
            plan.because("namespaces." + name);
            Descriptor process = plan.pass(process(of.pid()));
            plan.call("join the " + name + " namespace of process " + of.pid(), Sys.SETNS, Argument.of(process),
                    Argument.of(flag, shown));
            plan.because("");
        }
    }

    private void changeRoot() {
        if (ids.identity()) {
            beginWithNothing();
        } else {
            leaveTheHost();
        }
        plan.call("enter the new root", Sys.CHDIR, Argument.of("/"));
    }

    /**
     * Puts the root file system where nothing else is mounted, as an initramfs does. The other way, {@link
     * #leaveTheHost}, has the kernel copy the host's mounts, look at all processes, and wait for all processors (RCU).
     */
    private void beginWithNothing() {
        Argument mounts = Argument.of(Flags.CLONE_NEWNS, "CLONE_NEWNS");
        plan.call("leave the host's mounts", Sys.SETNS, Argument.of(plan.pass(new Descriptor.EmptyMounts("no mounts"))),
                mounts);
        plan.call("make the mount namespace", Sys.UNSHARE, mounts);
        plan.call("attach the root file system", Sys.MOVE_MOUNT, root, Flags.EMPTY, Flags.HERE, Argument.of("/"),
                Flags.FROM_DESCRIPTOR);
        plan.call("enter the root file system", Sys.FCHDIR, root);
        plan.call("change the root", Sys.CHROOT, Argument.of("."));
    }

    /** In a user namespace the kernel allows a new proc and sysfs only to who sees the host's. */
    private void leaveTheHost() {
        Argument here = Argument.of(".");
        plan.call("keep mounts to itself", Sys.MOUNT, Flags.NULL, Argument.of("/"), Flags.NULL,
                Argument.of(MountFlags.REC | MountFlags.PRIVATE, "MS_REC|MS_PRIVATE"), Flags.NULL);
        // any directory that every user may enter will do, for the moment until it is the root
        plan.call("attach the root file system", Sys.MOVE_MOUNT, root, Flags.EMPTY, Flags.HERE,
                Argument.of("/proc"), Flags.FROM_DESCRIPTOR);
        plan.call("enter the root file system", Sys.FCHDIR, root);
        plan.call("change the root", Sys.PIVOT_ROOT, here, here);
        plan.call("let go of the old root", Sys.UMOUNT2, here, Argument.of(MountFlags.DETACH, "MNT_DETACH"));
    }

    private void mount(MountSpec mount) {
        plan.because(mount.key());
        String target = mount.target();
        boolean directory = !(mount instanceof MountSpec.Prepared prepared) || prepared.directory();
        makeParents(target, directory);
        if (mount instanceof MountSpec.Memory memory) {
            plan.call("mount tmpfs on " + target, Sys.MOUNT, Argument.of("tmpfs"), Argument.of(target),
                    Argument.of("tmpfs"), Argument.of(memory.flags(), "0x" + Long.toHexString(memory.flags())),
                    Argument.of(memory.options()));
        } else {
            Descriptor source = plan.pass(((MountSpec.Prepared) mount).mount());
            plan.call("mount " + source.what() + " on " + target, Sys.MOVE_MOUNT, Argument.of(source), Flags.EMPTY,
                    Flags.HERE, Argument.of(target), Flags.FROM_DESCRIPTOR);
        }
        plan.because("");
    }

    /** Makes what a mount goes on: directories on the way, and the last one or an empty file. */
    private void makeParents(String target, boolean directory) {
        for (int slash = target.indexOf('/', 1); slash > 0; slash = target.indexOf('/', slash + 1)) {
            makeDirectory(target.substring(0, slash));
        }
        if (directory) {
            makeDirectory(target);
        } else {
            Slot fd = Slot.number("fd");
            plan.add("make file " + target, new Operation.Call(Sys.OPENAT, List.of(Flags.HERE, Argument.of(target),
                    Argument.of(OpenFlags.CREAT | OpenFlags.NONBLOCK, "O_CREAT|O_NONBLOCK"),
                    Argument.of(0644, "0644")), Optional.of(fd), 0, true, Optional.empty()));
            plan.callIfPossible("close file " + target, Sys.CLOSE, Argument.of(fd));
        }
    }

    private void makeDirectory(String path) {
        // an error other than "exists" shows in the mount that follows, with a better sentence
        plan.callIfPossible("make directory " + path, Sys.MKDIRAT, Flags.HERE, Argument.of(path),
                Argument.of(0755, "0755"));
    }

    private void names() {
        if (spec.namespaces().uts() instanceof Origin.Own) {
            spec.hostname().ifPresent(name -> plan.because("hostname").call("set the host name", Sys.SETHOSTNAME,
                    Argument.of(name), Argument.of(name.length())));
            spec.domainname().ifPresent(name -> plan.because("domainname").call("set the domain name",
                    Sys.SETDOMAINNAME, Argument.of(name), Argument.of(name.length())));
            plan.because("");
        }
        if (spec.namespaces().network() instanceof Origin.Own && !ids.identity()) {
            plan.because("namespaces.network");
            Slot socket = plan.callFor("open a socket for the loopback device", "socket", Sys.SOCKET,
                    Argument.of(2, "AF_INET"), Argument.of(2 | Flags.O_CLOEXEC, "SOCK_DGRAM|SOCK_CLOEXEC"),
                    Flags.ZERO);
            byte[] request = new byte[40]; // struct ifreq: the name, then the flags at 16
            request[0] = 'l';
            request[1] = 'o';
            request[16] = 0x49; // IFF_UP | IFF_LOOPBACK | IFF_RUNNING
            plan.call("bring the loopback device up", Sys.IOCTL, Argument.of(socket),
                    Argument.of(0x8914, "SIOCSIFFLAGS"), new Argument.Bytes(request, "lo: IFF_UP"));
            plan.call("close the socket", Sys.CLOSE, Argument.of(socket));
            plan.because("");
        }
    }
}
