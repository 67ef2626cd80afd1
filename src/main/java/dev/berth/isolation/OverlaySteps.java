package dev.berth.isolation;

import dev.berth.isolation.Operation.Label;
import dev.berth.kernel.MountFlags;
import dev.berth.kernel.Sys;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Mounts an overlay whose layers are mounts themselves: in a user namespace, copies of the layers with mapped ids, so
 * that what root owns in the image is owned by root inside; with many layers, short names in place of paths that
 * {@code fsconfig(2)} does not take.
 *
 * <p>Overlay takes its layers by path, so they must be attached somewhere. A child that shares the launcher's
 * descriptors does that in a mount namespace of its own, leaves the overlay as a descriptor, and ends.
 */
final class OverlaySteps {

    /** Number of the overlay's descriptor in the launcher: beyond all that the engine hands over. */
    static final int ROOT_FD = 200;

    private static final long CLONE_FILES = 0x400;
    private static final int FSCONFIG_SET_FLAG = 0;
    private static final int FSCONFIG_SET_STRING = 1;
    /** Bytes that {@code fsconfig(2)} takes of a value (fs/fsopen.c). */
    static final int VALUE_LIMIT = 255;
    /** Where the overlay is for a moment if its layers have too many names. */
    private static final String MERGED = "merged";

    private final PlanBuilder plan;
    private final Descriptor.Overlay overlay;
    private final IdMap ids;

    OverlaySteps(PlanBuilder plan, Descriptor.Overlay overlay, IdMap ids) {
        this.plan = plan;
        this.overlay = overlay;
        this.ids = ids;
    }

    /** Whether an overlay needs this, or can be prepared by the engine. */
    static boolean needed(Descriptor.Overlay overlay, IdMap ids) {
        return !ids.identity() || tooLong(overlay.lower());
    }

    /** Whether the names of so many layers are more than {@code fsconfig(2)} takes. */
    static boolean tooLong(List<?> lower) {
        int length = 0;
        for (Object directory : lower) {
            length += directory.toString().length() + 1;
        }
        return length > VALUE_LIMIT;
    }

    /** Adds the steps; from then on {@link #ROOT_FD} is the root file system. */
    void mount() {
        plan.because(ids.identity() ? "" : "namespaces.user");
        Slot child = plan.callFor("make a process that mounts the layers", "child", Sys.CLONE3,
                new Argument.Struct("clone_args", List.of(Argument.of(CLONE_FILES, "CLONE_FILES"), Flags.ZERO,
                        Flags.ZERO, Flags.ZERO, Argument.of(17, "SIGCHLD"), Flags.ZERO, Flags.ZERO, Flags.ZERO)),
                Argument.of(64));
        Label inside = new Label("layers");
        Label done = new Label("mounted");
        plan.add("mount the layers", new Operation.IfZero(child, inside));
        Slot status = Slot.number("status");
        plan.call("wait for the layers", Sys.WAIT4, Argument.of(child), new Argument.Address(status), Flags.ZERO,
                Flags.NULL);
        plan.add("go on with the root file system", new Operation.IfZero(status, done));
        plan.add("mount the layers", new Operation.Fail(5)); // the child has reported why; this only ends the launch
        plan.add("", new Operation.Mark(inside));
        layers();
        plan.call("end", Sys.EXIT_GROUP, Flags.ZERO);
        plan.add("", new Operation.Mark(done));
        plan.because("");
    }

    private void layers() {
        plan.call("make a mount namespace", Sys.UNSHARE, Argument.of(Flags.CLONE_NEWNS, "CLONE_NEWNS"));
        plan.call("keep mounts to itself", Sys.MOUNT, Flags.NULL, Argument.of("/"), Flags.NULL,
                Argument.of(MountFlags.REC | MountFlags.PRIVATE, "MS_REC|MS_PRIVATE"), Flags.NULL);
        plan.call("make room for the layers", Sys.MOUNT, Argument.of("tmpfs"), Argument.of("/proc"),
                Argument.of("tmpfs"), Flags.ZERO, Argument.of("mode=700,size=1m"));
        plan.call("go there", Sys.CHDIR, Argument.of("/proc"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < overlay.lower().size(); i++) {
            names.add(Integer.toString(i, Character.MAX_RADIX));
            attach(new Descriptor.Tree("layer " + overlay.lower().get(i), overlay.lower().get(i), false, 1, 0,
                    OptionalInt.empty(), ids), names.get(i));
        }
        if (tooLong(names)) {
            makePlace("the overlay", MERGED);
        }
        // the upper and the work directory have to be on one mount
        attach(new Descriptor.Tree("writable layer", overlay.upper().orElseThrow().getParent(), false, 0, 0,
                OptionalInt.empty(), ids), "rw");
        if (!ids.identity()) {
            // overlay writes to its layers as who mounted it, so that has to be an id which the layers' map knows
            Argument root = Argument.of(ids.host(0));
            plan.call("keep capabilities", Sys.PRCTL, Argument.of(28, "PR_SET_SECUREBITS"),
                    Argument.of(4, "SECBIT_NO_SETUID_FIXUP"), Flags.ZERO, Flags.ZERO, Flags.ZERO);
            plan.call("become the container's root group", Sys.SETRESGID, root, root, root);
            plan.call("become the container's root", Sys.SETRESUID, root, root, root);
        }
        String lower = String.join(":", names);
        Slot mount = tooLong(names) ? attached(lower) : detached(lower);
        plan.call("hand the overlay over", Sys.DUP3, Argument.of(mount), Argument.of(ROOT_FD),
                Argument.of(Flags.O_CLOEXEC, "O_CLOEXEC"));
    }

    private Slot detached(String lower) {
        Slot context = plan.callFor("prepare overlay", "context", Sys.FSOPEN, Argument.of("overlay"),
                Argument.of(1));
        set(context, "lowerdir", lower);
        set(context, "upperdir", upper());
        set(context, "workdir", work());
        for (String option : overlay.options()) {
            plan.call("set the overlay's option " + option, Sys.FSCONFIG, Argument.of(context),
                    Argument.of(FSCONFIG_SET_FLAG, "FSCONFIG_SET_FLAG"), Argument.of(option), Flags.NULL, Flags.ZERO);
        }
        plan.call("make the overlay", Sys.FSCONFIG, Argument.of(context), Argument.of(6, "FSCONFIG_CMD_CREATE"),
                Flags.NULL, Flags.NULL, Flags.ZERO);
        return plan.callFor("mount the overlay", "overlay", Sys.FSMOUNT, Argument.of(context), Argument.of(1),
                Flags.ZERO);
    }

    /** With more names than {@code fsconfig(2)} takes: {@code mount(2)} takes a page of them, on every kernel. */
    private Slot attached(String lower) {
        StringBuilder options = new StringBuilder("lowerdir=").append(lower).append(",upperdir=").append(upper())
                .append(",workdir=").append(work());
        overlay.options().forEach(option -> options.append(',').append(option));
        plan.call("mount the overlay", Sys.MOUNT, Argument.of("overlay"), Argument.of(MERGED), Argument.of("overlay"),
                Flags.ZERO, Argument.of(options.toString()));
        return plan.callFor("copy the overlay's mount", "overlay", Sys.OPEN_TREE, Flags.HERE, Argument.of(MERGED),
                Argument.of(1 | Flags.O_CLOEXEC, "OPEN_TREE_CLONE|O_CLOEXEC"));
    }

    private String upper() {
        return "rw/" + overlay.upper().orElseThrow().getFileName();
    }

    private String work() {
        return "rw/" + overlay.work().orElseThrow().getFileName();
    }

    private void attach(Descriptor.Tree layer, String name) {
        makePlace(layer.what(), name);
        plan.call("attach " + layer.what(), Sys.MOVE_MOUNT, Argument.of(plan.pass(layer)), Flags.EMPTY, Flags.HERE,
                Argument.of(name), Flags.FROM_DESCRIPTOR);
    }

    private void makePlace(String what, String name) {
        plan.call("make a place for " + what, Sys.MKDIRAT, Flags.HERE, Argument.of(name), Argument.of(0700, "0700"));
    }

    private void set(Slot context, String key, String value) {
        plan.call("set the overlay's " + key, Sys.FSCONFIG, Argument.of(context),
                Argument.of(FSCONFIG_SET_STRING, "FSCONFIG_SET_STRING"), Argument.of(key), Argument.of(value),
                Flags.ZERO);
    }
}
