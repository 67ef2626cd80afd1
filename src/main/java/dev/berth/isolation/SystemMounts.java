package dev.berth.isolation;

import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.Operation.Label;
import dev.berth.isolation.cgroup.Cgroups;
import dev.berth.kernel.Errno;
import dev.berth.kernel.MountFlags;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Sys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /proc}, {@code /sys}, {@code /dev} and what containers see less of in them. */
final class SystemMounts {

    private static final long NOTHING = MountFlags.NOSUID | MountFlags.NODEV | MountFlags.NOEXEC;
    private static final String NOTHING_TEXT = "MS_NOSUID|MS_NODEV|MS_NOEXEC";
    /** The same as mount attributes. */
    private static final long NOTHING_ATTRIBUTES = 0x2 | 0x4 | 0x8;
    /** An empty directory of the container's own, until {@code mqueue} is mounted on it. */
    private static final String EMPTY_DIRECTORY = "/dev/mqueue";

    /** Errors of a path that not every kernel has. */
    private static final long ELSEWHERE = 1L << Errno.ENOENT | 1L << Errno.ENOTDIR;

    private final PlanBuilder plan;
    private final ContainerSpec spec;
    private Slot proc;
    private Optional<Slot> sys = Optional.empty();
    private Optional<Slot> sharedMemory = Optional.empty();

    SystemMounts(PlanBuilder plan, ContainerSpec spec) {
        this.plan = plan;
        this.spec = spec;
    }

    /**
     * Makes the mounts of {@code proc} and {@code sysfs}: in the new namespaces, but while the old root is there, for
     * in a user namespace the kernel allows them only to who can see others of their kind in full.
     */
    void prepare() {
        proc = filesystem("proc", NOTHING_ATTRIBUTES);
        // sysfs shows the network namespace; whoever does not own that may not mount it
        if (spec.namespaces().user().identity() || spec.namespaces().network() instanceof Origin.Own) {
            sys = Optional.of(filesystem("sysfs", NOTHING_ATTRIBUTES | (spec.privileged() ? 0 : 1)));
        }
    }

    private Slot filesystem(String type, long attributes) {
        Slot context = plan.callFor("prepare " + type, "context", Sys.FSOPEN, Argument.of(type), Argument.of(1));
        plan.call("make " + type, Sys.FSCONFIG, Argument.of(context), Argument.of(6, "FSCONFIG_CMD_CREATE"),
                Flags.NULL, Flags.NULL, Flags.ZERO);
        Slot mount = plan.callFor("mount " + type, type, Sys.FSMOUNT, Argument.of(context), Argument.of(1),
                Argument.of(attributes, "0x" + Long.toHexString(attributes)));
        plan.call("close the context", Sys.CLOSE, Argument.of(context));
        return mount;
    }

    /**
     * Fetches the shared memory of the container whose ipc namespace is joined, before the process is made: what one
     * process leaves in {@code /dev/shm} for another is part of what they share, as with docker.
     */
    void fetchSharedMemory() {
        if (!(spec.namespaces().ipc() instanceof Origin.Of other)) {
            return;
        }
        plan.because("namespaces.ipc");
        Descriptor process = plan.pass(ContainerCompiler.process(other.pid()));
        Argument mounts = Argument.of(Flags.CLONE_NEWNS, "CLONE_NEWNS");
        Slot own = plan.callFor("open the own mount namespace", "own", Sys.OPENAT, Flags.HERE,
                Argument.of("/proc/self/ns/mnt"), Flags.ZERO);
        plan.call("look into the mounts of process " + other.pid(), Sys.SETNS, Argument.of(process), mounts);
        // its root is that process's now, so a link in it leads nowhere but into that container
        sharedMemory = Optional.of(plan.callFor("copy the mount of /dev/shm", "shm", Sys.OPEN_TREE, Flags.HERE,
                Argument.of("/dev/shm"), Argument.of(1 | OpenFlags.CLOEXEC, "OPEN_TREE_CLONE|O_CLOEXEC")));
        plan.call("return to the own mounts", Sys.SETNS, Argument.of(own), mounts);
        plan.call("close the own mount namespace", Sys.CLOSE, Argument.of(own));
        plan.because("");
    }

    private void sharedMemory() {
        if (sharedMemory.isPresent()) {
            plan.because("namespaces.ipc");
            attach(Argument.of(sharedMemory.get()), "/dev/shm");
        } else if (spec.namespaces().ipc() instanceof Origin.Host) {
            plan.because("namespaces.ipc");
            attach(Argument.of(plan.pass(new Descriptor.Tree("/dev/shm of the host", Path.of("/dev/shm"), false, 0, 0,
                    OptionalInt.of(MountFlags.PRIVATE), IdMap.IDENTITY))), "/dev/shm");
        } else {
            plan.because("limits.shm");
            mountType("tmpfs", "/dev/shm", NOTHING, NOTHING_TEXT, "mode=1777,size=" + spec.sharedMemoryBytes());
        }
        plan.because("");
    }

    /** Attaches everything; the process has changed its root by now. */
    void mount(Descriptor devices, Optional<Descriptor> terminals) {
        attach(Argument.of(proc), "/proc");
        if (sys.isPresent()) {
            attach(Argument.of(sys.get()), "/sys");
            cgroups();
        } else {
            Descriptor host = plan.pass(new Descriptor.Tree("sysfs of the host", Path.of("/sys"), true,
                    1 | NOTHING_ATTRIBUTES, 0, OptionalInt.empty(), IdMap.IDENTITY));
            attach(Argument.of(host), "/sys");
        }
        attach(Argument.of(devices), "/dev");
        if (terminals.isPresent()) {
            attach(Argument.of(terminals.get()), "/dev/pts");
            plan.because("tty").call("bind the terminal on /dev/console", Sys.MOUNT, Argument.of("/dev/pts/0"),
                    Argument.of("/dev/console"), Flags.NULL, Argument.of(MountFlags.BIND, "MS_BIND"), Flags.NULL);
            plan.because("");
        } else {
            mountType("devpts", "/dev/pts", MountFlags.NOSUID | MountFlags.NOEXEC, "MS_NOSUID|MS_NOEXEC",
                    "newinstance,ptmxmode=0666,mode=0620,gid=5");
        }
        sharedMemory();
        sysctls();
        hide();
        // a user namespace of its own may not show queues that belong to another
        if (spec.namespaces().ipc() instanceof Origin.Own || spec.namespaces().user().identity()) {
            mountType("mqueue", "/dev/mqueue", NOTHING, NOTHING_TEXT, "");
        }
    }

    /** Attaches a mount where no symbolic link of the image can lead it astray. */
    private void attach(Argument mount, String target) {
        plan.callUnless(Errno.EEXIST, "make directory " + target, Sys.MKDIRAT, Flags.HERE, Argument.of(target),
                Argument.of(0755, "0755"));
        Slot place = plan.callFor("open " + target + ", which must be a directory and not a link", "place", Sys.OPENAT,
                Flags.HERE, Argument.of(target), Argument.of(OpenFlags.PATH | OpenFlags.DIRECTORY
                        | OpenFlags.NOFOLLOW, "O_PATH|O_DIRECTORY|O_NOFOLLOW"));
        plan.call("mount on " + target, Sys.MOVE_MOUNT, mount, Flags.EMPTY, Argument.of(place), Flags.EMPTY,
                Flags.BY_DESCRIPTOR);
        plan.call("close " + target, Sys.CLOSE, Argument.of(place));
    }

    private void mountType(String type, String target, long flags, String shown, String options) {
        plan.call("mount " + type + " on " + target, Sys.MOUNT, Argument.of(type), Argument.of(target),
                Argument.of(type), Argument.of(flags, shown), options.isEmpty() ? Flags.NULL : Argument.of(options));
    }

    private void cgroups() {
        plan.because("namespaces.cgroup");
        long flags = NOTHING | (spec.privileged() ? 0 : MountFlags.RDONLY);
        String shown = NOTHING_TEXT + (spec.privileged() ? "" : "|MS_RDONLY");
        if (spec.cgroup().unified()) {
            mountType("cgroup2", "/sys/fs/cgroup", flags, shown, "");
        } else if (!spec.cgroup().taskFiles().isEmpty()) {
            mountType("tmpfs", "/sys/fs/cgroup", NOTHING, NOTHING_TEXT, "mode=755,size=64k");
            for (Path tasks : spec.cgroup().taskFiles()) {
                // /sys/fs/cgroup/HIERARCHY/…/tasks: a hierarchy's directory is named after its controllers
                String name = tasks.getName(3).toString();
                String target = "/sys/fs/cgroup/" + name;
                plan.call("make directory " + target, Sys.MKDIRAT, Flags.HERE, Argument.of(target),
                        Argument.of(0755, "0755"));
                mountType("cgroup", target, flags, shown, Cgroups.mountOptions(name));
            }
            plan.call("make /sys/fs/cgroup read-only", Sys.MOUNT, Flags.NULL, Argument.of("/sys/fs/cgroup"),
                    Flags.NULL, Argument.of(MountFlags.REMOUNT | MountFlags.BIND | MountFlags.RDONLY | NOTHING,
                            "MS_REMOUNT|MS_BIND|MS_RDONLY|" + NOTHING_TEXT), Flags.NULL);
        }
        plan.because("");
    }

    private void hide() {
        plan.because("security.masked");
        for (String path : spec.systemPaths().masked()) {
            mask(path, true, true);
        }
        plan.because("image host");
        for (Map.Entry<String, Boolean> path : spec.root().hidden().entrySet()) {
            mask(path.getKey(), path.getValue(), !path.getValue());
        }
        plan.because("security.readonly");
        for (String path : spec.systemPaths().readOnly()) {
            bindReadOnly(path, path, "make " + path + " read-only", MountFlags.REC);
        }
        plan.because("");
    }

    private void mask(String path, boolean maybeDirectory, boolean maybeFile) {
        if (maybeDirectory && maybeFile) {
            maskWhatItIs(path);
        } else if (maybeFile) {
            maskFile(path);
        } else {
            maskDirectory(path);
        }
    }

    /**
     * Looks before it mounts: the kernel waits for all processors (RCU) to undo a mount on what is of the other kind.
     */
    private void maskWhatItIs(String path) {
        Label file = new Label("file");
        Label masked = new Label("masked");
        Slot kind = Slot.number("kind");
        plan.add("look at " + path, new Operation.Call(Sys.OPENAT, List.of(Flags.HERE, Argument.of(path),
                Argument.of(OpenFlags.PATH | OpenFlags.DIRECTORY, "O_PATH|O_DIRECTORY")), Optional.of(kind),
                ELSEWHERE, false, Optional.empty()));
        plan.add(path + " is not there", new Operation.IfEqual(kind, -Errno.ENOENT, masked));
        plan.add(path + " is a file", new Operation.IfEqual(kind, -Errno.ENOTDIR, file));
        plan.call("close " + path, Sys.CLOSE, Argument.of(kind));
        maskDirectory(path);
        plan.add(path + " is masked", new Operation.Jump(masked));
        plan.add("", new Operation.Mark(file));
        maskFile(path);
        plan.add("", new Operation.Mark(masked));
    }

    private void maskFile(String path) {
        ifThere("mask " + path, Argument.of("/dev/null"), path, Argument.of(MountFlags.BIND, "MS_BIND"));
    }

    private void maskDirectory(String path) {
        bindReadOnly(EMPTY_DIRECTORY, path, "mask " + path, 0);
    }

    private void bindReadOnly(String source, String path, String what, long recursive) {
        ifThere(what, Argument.of(source), path, Argument.of(MountFlags.BIND | recursive,
                recursive == 0 ? "MS_BIND" : "MS_BIND|MS_REC"));
        long flags = MountFlags.BIND | MountFlags.REMOUNT | MountFlags.RDONLY | NOTHING;
        // a path that is to be read-only may be masked by /dev/null already, hence nodev must stay away from it
        ifThere(what, Flags.NULL, path, Argument.of(flags & ~MountFlags.NODEV, "MS_BIND|MS_REMOUNT|MS_RDONLY"));
    }

    /** A mount on a path that not every kernel has, or that is of the other kind. */
    private void ifThere(String what, Argument source, String target, Argument flags) {
        plan.add(what, new Operation.Call(Sys.MOUNT, List.of(source, Argument.of(target), Flags.NULL, flags,
                Flags.NULL), Optional.empty(), ELSEWHERE, false, Optional.empty()));
    }

    /**
     * Writes kernel parameters through the container's own {@code proc}, whose descriptor nobody can exchange, and
     * before {@code /proc/sys} is made read-only.
     */
    private void sysctls() {
        for (Map.Entry<String, String> sysctl : spec.sysctls().entrySet()) {
            plan.because("security.sysctls");
            plan.write("set " + sysctl.getKey(), Argument.of(proc), "sys/" + Sysctls.file(sysctl.getKey()),
                    sysctl.getValue());
        }
        plan.because("");
    }
}
