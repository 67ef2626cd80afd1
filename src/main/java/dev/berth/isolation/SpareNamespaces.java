package dev.berth.isolation;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.MountFlags;
import dev.berth.kernel.Sys;
import java.util.Optional;

/** The namespaces that plans are handed: made ahead where that is possible. */
final class SpareNamespaces implements DescriptorOpener.Namespaces, AutoCloseable {

    private static final int MOUNT_READ_ONLY = 1;

    private final Fd launcher;
    private final Fd nothing;
    private final SpareNetworks networks = new SpareNetworks();
    private Optional<Fd> emptyMounts = Optional.empty();

    /**
     * Nothing is made before it is asked for.
     *
     * @param launcher the launcher's program
     * @param nothing {@code /dev/null}
     */
    SpareNamespaces(Fd launcher, Fd nothing) {
        this.launcher = launcher;
        this.nothing = nothing;
    }

    @Override
    public Fd user(IdMap ids) throws KernelException {
        return UserNamespaces.make(launcher, nothing, ids);
    }

    @Override
    public Fd network() throws KernelException {
        return networks.take();
    }

    @Override
    public synchronized Fd emptyMounts() throws KernelException {
        if (emptyMounts.isEmpty()) {
            try (NamespaceProcess process = NamespaceProcess.start(launcher, nothing, "berth-mounts",
                    "make a mount namespace", SpareNamespaces::leaveEverything)) {
                emptyMounts = Optional.of(process.open("mnt"));
            }
        }
        return emptyMounts.get().duplicate();
    }

    private static void leaveEverything(PlanBuilder plan) {
        Argument here = Argument.of(".");
        plan.call("make the mount namespace", Sys.UNSHARE, Argument.of(Flags.CLONE_NEWNS, "CLONE_NEWNS"));
        plan.call("keep mounts to itself", Sys.MOUNT, Flags.NULL, Argument.of("/"), Flags.NULL,
                Argument.of(MountFlags.REC | MountFlags.PRIVATE, "MS_REC|MS_PRIVATE"), Flags.NULL);
        Slot context = plan.callFor("prepare tmpfs", "context", Sys.FSOPEN, Argument.of("tmpfs"), Argument.of(1));
        plan.call("make tmpfs", Sys.FSCONFIG, Argument.of(context), Argument.of(6, "FSCONFIG_CMD_CREATE"), Flags.NULL,
                Flags.NULL, Flags.ZERO);
        Slot root = plan.callFor("mount tmpfs", "root", Sys.FSMOUNT, Argument.of(context), Argument.of(1),
                Argument.of(MOUNT_READ_ONLY));
        // any directory will do, for the moment until it is the root
        plan.call("attach tmpfs", Sys.MOVE_MOUNT, Argument.of(root), Flags.EMPTY, Flags.HERE, Argument.of("/proc"),
                Flags.FROM_DESCRIPTOR);
        plan.call("enter tmpfs", Sys.FCHDIR, Argument.of(root));
        plan.call("change the root", Sys.PIVOT_ROOT, here, here);
        plan.call("let go of the old root", Sys.UMOUNT2, here, Argument.of(MountFlags.DETACH, "MNT_DETACH"));
    }

    @Override
    public synchronized void close() {
        networks.close();
        emptyMounts.ifPresent(Fd::close);
        emptyMounts = Optional.empty();
    }
}
