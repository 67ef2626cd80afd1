package dev.berth.isolation;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.MountCalls;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.OverlayMount;
import dev.berth.kernel.Pidfd;
import dev.berth.kernel.Pty;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Opens what a plan hands over. Whatever it opened is closed with it, except what was taken out. */
public final class DescriptorOpener implements AutoCloseable {

    /** {@code DEVPTS_SUPER_MAGIC} of linux/magic.h. */
    private static final long DEVPTS = 0x1cd1;

    private final Map<Descriptor, Fd> open = new HashMap<>();
    private final Map<String, Fd[]> pipes = new HashMap<>();

    /** Makes what takes processes or threads of their own. Whoever gets a descriptor closes it. */
    interface Namespaces {
        /** For plans that need none. */
        Namespaces NONE = new Namespaces() {
            @Override
            public Fd user(IdMap ids) {
                throw new IllegalStateException("this plan needs no user namespace");
            }

            @Override
            public Fd network() {
                throw new IllegalStateException("this plan needs no network namespace");
            }

            @Override
            public Fd emptyMounts() {
                throw new IllegalStateException("this plan needs no mount namespace");
            }
        };

        /** The user namespace of an id map. */
        Fd user(IdMap ids) throws KernelException;

        /** A new network namespace, see {@link Descriptor.Network}. */
        Fd network() throws KernelException;

        /** A mount namespace, see {@link Descriptor.EmptyMounts}. */
        Fd emptyMounts() throws KernelException;
    }

    private final Namespaces namespaces;
    private final Map<IdMap, Fd> made = new HashMap<>();

    /**
     * An opener.
     *
     * @param prepared what is open already, prepared by somebody else; closed with the rest
     * @param namespaces makes namespaces
     */
    DescriptorOpener(Map<Descriptor, Fd> prepared, Namespaces namespaces) {
        open.putAll(prepared);
        this.namespaces = namespaces;
    }

    /** The open descriptors of a plan, in its order. */
    List<Fd> open(LaunchPlan plan) throws KernelException {
        List<Fd> fds = new ArrayList<>(plan.descriptors().size());
        for (Descriptor descriptor : plan.descriptors()) {
            fds.add(get(descriptor));
        }
        return fds;
    }

    private Fd get(Descriptor descriptor) throws KernelException {
        Fd fd = open.get(descriptor);
        if (fd == null) {
            fd = make(descriptor);
            open.put(descriptor, fd);
        }
        return fd;
    }

    private Fd make(Descriptor descriptor) throws KernelException {
        if (descriptor instanceof Descriptor.Open file) {
            return Fd.open(file.path(), file.flags(), 0);
        } else if (descriptor instanceof Descriptor.Room room) {
            return room(room);
        } else if (descriptor instanceof Descriptor.Tree tree) {
            return tree(tree);
        } else if (descriptor instanceof Descriptor.Overlay overlay) {
            return overlay(overlay);
        } else if (descriptor instanceof Descriptor.Filesystem filesystem) {
            return filesystem(filesystem);
        } else if (descriptor instanceof Descriptor.Terminals terminals) {
            return terminals(terminals);
        } else if (descriptor instanceof Descriptor.ContainerTerminals terminals) {
            return containerTerminals(terminals.pid());
        } else if (descriptor instanceof Descriptor.Terminal terminal) {
            return terminal.master() ? Pty.master(get(terminal.of()))
                    : Pty.slave(get(new Descriptor.Terminal(masterName(terminal), terminal.of(), true)));
        } else if (descriptor instanceof Descriptor.Pipe pipe) {
            return pipe(pipe);
        } else if (descriptor instanceof Descriptor.Network) {
            return namespaces.network();
        } else if (descriptor instanceof Descriptor.EmptyMounts) {
            return namespaces.emptyMounts();
        }
        return Pidfd.open(((Descriptor.Process) descriptor).pid());
    }

    private static String masterName(Descriptor.Terminal slave) {
        return slave.what().replace("slave", "master");
    }

    private static Fd room(Descriptor.Room room) throws KernelException {
        Fd fd = Fd.open(room.path(), OpenFlags.RDWR | OpenFlags.CREAT | OpenFlags.TRUNC, 0600);
        try {
            fd.write(new byte[room.bytes()]);
            return fd;
        } catch (KernelException e) {
            fd.close();
            throw new KernelException("write " + room.path(), e.errno());
        }
    }

    private Fd tree(Descriptor.Tree tree) throws KernelException {
        Fd fd = tree.propagation().isPresent() ? MountCalls.copy(tree.source(), tree.recursive())
                : MountCalls.copyPrivate(tree.source(), tree.recursive());
        try {
            if (!tree.idMap().identity()) {
                Fd ids = made.get(tree.idMap());
                if (ids == null) {
                    ids = namespaces.user(tree.idMap());
                    made.put(tree.idMap(), ids);
                }
                MountCalls.change(fd, tree.recursive(), tree.set() | MountCalls.IDMAP, tree.clear(),
                        tree.propagation(), OptionalInt.of(ids.number()));
            } else if (tree.set() != 0 || tree.clear() != 0 || tree.propagation().isPresent()) {
                MountCalls.change(fd, tree.recursive(), tree.set(), tree.clear(), tree.propagation(),
                        OptionalInt.empty());
            }
            return fd;
        } catch (KernelException e) {
            fd.close();
            throw new KernelException("bind " + tree.source(), e.errno());
        }
    }

    /**
     * Mounts an overlay, attached nowhere.
     *
     * @param overlay which one
     * @throws KernelException if the kernel refuses
     */
    public static Fd overlay(Descriptor.Overlay overlay) throws KernelException {
        StringBuilder lower = new StringBuilder();
        for (Path directory : overlay.lower()) {
            lower.append(lower.isEmpty() ? "" : ":").append(escaped(directory));
        }
        if (lower.length() > OverlaySteps.VALUE_LIMIT) {
            return OverlayMount.mount(overlay.lower(), overlay.upper(), overlay.work(), overlay.options());
        }
        try (MountCalls.Context context = new MountCalls.Context("overlay")) {
            context.set("lowerdir", lower.toString());
            if (overlay.upper().isPresent() && overlay.work().isPresent()) {
                context.set("upperdir", escaped(overlay.upper().get()));
                context.set("workdir", escaped(overlay.work().get()));
            }
            for (String option : overlay.options()) {
                set(context, option);
            }
            return context.mount(0);
        }
    }

    /** Overlay takes a colon for the next directory, a comma for the next option, and a backslash to escape both. */
    private static String escaped(Path path) {
        String text = path.toString();
        return text.indexOf(':') < 0 && text.indexOf('\\') < 0 && text.indexOf(',') < 0 ? text
                : text.replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }

    private static Fd filesystem(Descriptor.Filesystem filesystem) throws KernelException {
        try (MountCalls.Context context = new MountCalls.Context(filesystem.type())) {
            for (String option : filesystem.options()) {
                set(context, option);
            }
            return context.mount(filesystem.attributes());
        }
    }

    private static void set(MountCalls.Context context, String option) throws KernelException {
        int equals = option.indexOf('=');
        if (equals < 0) {
            context.set(option);
        } else {
            context.set(option.substring(0, equals), option.substring(equals + 1));
        }
    }

    private static Fd terminals(Descriptor.Terminals terminals) throws KernelException {
        try (MountCalls.Context context = new MountCalls.Context("devpts")) {
            context.set("ptmxmode", "0666");
            context.set("mode", "0620");
            context.set("uid", Long.toString(terminals.owner().host(0)));
            context.set("gid", Long.toString(terminals.owner().host(5))); // the group tty, everywhere
            return context.mount(MountCalls.NOSUID | MountCalls.NOEXEC);
        }
    }

    /** What the container calls {@code /dev/pts} may be anything, so it is looked at before it is used. */
    private static Fd containerTerminals(int pid) throws KernelException {
        try (Fd root = Fd.open(Path.of("/proc", Integer.toString(pid), "root"),
                OpenFlags.PATH | OpenFlags.DIRECTORY, 0); Scratch s = Scratch.open()) {
            Fd directory = Fd.openInRoot(root.number(), "/dev/pts", OpenFlags.RDONLY | OpenFlags.DIRECTORY, 0);
            long statfs = s.allocate(120);
            Kernel.check(Kernel.raw(Sys.FSTATFS, directory.number(), statfs), "look at", "/dev/pts");
            if (Scratch.getLong(statfs) != DEVPTS) {
                directory.close();
                throw new KernelException("open the container's /dev/pts, which is not a devpts", Errno.EINVAL);
            }
            return directory;
        }
    }

    private Fd pipe(Descriptor.Pipe pipe) throws KernelException {
        Fd[] ends = pipes.get(pipe.name());
        if (ends == null) {
            ends = pipe();
            pipes.put(pipe.name(), ends);
        }
        return ends[pipe.write() ? 1 : 0];
    }

    /** A pipe: the end to read from and the end to write to. */
    static Fd[] pipe() throws KernelException {
        try (Scratch s = Scratch.open()) {
            long two = s.allocate(8);
            Kernel.check(Kernel.raw(Sys.PIPE2, two, OpenFlags.CLOEXEC), "make", "pipe");
            return new Fd[] {Fd.of(Scratch.getInt(two)), Fd.of(Scratch.getInt(two + 4))};
        }
    }

    /** The other end of a pipe. */
    Fd other(Descriptor.Pipe end) throws KernelException {
        return pipe(new Descriptor.Pipe(end.what(), end.name(), !end.write()));
    }

    /** A copy of one of them, which is the caller's to close. */
    Fd take(Descriptor descriptor) throws KernelException {
        return get(descriptor).duplicate();
    }

    @Override
    public void close() {
        open.values().forEach(Fd::close);
        made.values().forEach(Fd::close);
        for (Fd[] ends : pipes.values()) {
            ends[0].close();
            ends[1].close();
        }
    }
}
