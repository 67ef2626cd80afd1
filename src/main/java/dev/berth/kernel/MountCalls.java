package dev.berth.kernel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The mount API of Linux 5.2 and later, which makes mounts that are attached nowhere. */
public final class MountCalls {

    /** {@code MOUNT_ATTR_RDONLY}. */
    public static final long RDONLY = 0x1;
    /** {@code MOUNT_ATTR_NOSUID}. */
    public static final long NOSUID = 0x2;
    /** {@code MOUNT_ATTR_NODEV}. */
    public static final long NODEV = 0x4;
    /** {@code MOUNT_ATTR_NOEXEC}. */
    public static final long NOEXEC = 0x8;
    /** {@code MOUNT_ATTR_NOATIME}. */
    public static final long NOATIME = 0x10;
    /** {@code MOUNT_ATTR_STRICTATIME}. */
    public static final long STRICTATIME = 0x20;
    /** {@code MOUNT_ATTR_NODIRATIME}. */
    public static final long NODIRATIME = 0x80;
    /** {@code MOUNT_ATTR_IDMAP}. */
    public static final long IDMAP = 0x100000;
    /** {@code MOUNT_ATTR__ATIME}: the bits of which one access-time rule is chosen. */
    public static final long ATIME = 0x70;

    private static final int OPEN_TREE_CLONE = 1;
    private static final int AT_RECURSIVE = 0x8000;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_NO_AUTOMOUNT = 0x800;
    private static final int FSCONFIG_SET_FLAG = 0;
    private static final int FSCONFIG_SET_STRING = 1;
    private static final int FSCONFIG_CMD_CREATE = 6;

    private MountCalls() {
    }

    /** A file system that is being set up ({@code fsopen(2)}). */
    public static final class Context implements AutoCloseable {
        private final String type;
        private final Fd fd;

        /**
         * Begins.
         *
         * @param type file system type
         * @throws KernelException with {@link Errno#ENODEV} if this kernel does not have it
         */
        public Context(String type) throws KernelException {
            this.type = type;
            try (Scratch s = Scratch.open()) {
                fd = Fd.of((int) Kernel.check(Kernel.raw(Sys.FSOPEN, s.string(type), 1), "mount", type));
            }
        }

        /**
         * Sets an option.
         *
         * @param key its name
         * @param value its value, at most 255 bytes
         * @throws KernelException with the kernel's own words where it gives some
         */
        public void set(String key, String value) throws KernelException {
            try (Scratch s = Scratch.open()) {
                check(Kernel.raw(Sys.FSCONFIG, fd.number(), FSCONFIG_SET_STRING, s.string(key), s.string(value), 0),
                        " (option " + key + "=" + value + ")");
            }
        }

        /** Sets an option that has no value. */
        public void set(String flag) throws KernelException {
            try (Scratch s = Scratch.open()) {
                check(Kernel.raw(Sys.FSCONFIG, fd.number(), FSCONFIG_SET_FLAG, s.string(flag), 0, 0),
                        " (option " + flag + ")");
            }
        }

        /**
         * Makes the mount, attached nowhere.
         *
         * @param attributes of the mount
         * @throws KernelException with the kernel's own words where it gives some
         */
        public Fd mount(long attributes) throws KernelException {
            check(Kernel.raw(Sys.FSCONFIG, fd.number(), FSCONFIG_CMD_CREATE, 0, 0, 0), "");
            long mount = Kernel.raw(Sys.FSMOUNT, fd.number(), 1, attributes);
            check(mount, "");
            return Fd.of((int) mount);
        }

        private void check(long result, String detail) throws KernelException {
            if (result < 0) {
                String words = words();
                throw new KernelException("mount " + type + detail + (words.isEmpty() ? "" : " (" + words + ")"),
                        (int) -result);
            }
        }

        /** What the kernel has to say about it: lines that begin with {@code e }, {@code w } or {@code i }. */
        private String words() {
            StringBuilder words = new StringBuilder();
            try (Scratch s = Scratch.open()) {
                long line = s.allocate(1024);
                long n;
                while ((n = Kernel.raw(Sys.READ, fd.number(), line, 1024)) > 2) {
                    byte[] bytes = new byte[(int) n];
                    Scratch.getBytes(line, bytes, 0, bytes.length);
                    words.append(words.isEmpty() ? "" : "; ")
                            .append(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8).strip());
                }
            }
            return words.toString();
        }

        @Override
        public void close() {
            fd.close();
        }
    }

    /**
     * A copy of a part of the mount tree, attached nowhere ({@code open_tree(2)}).
     *
     * @param source a path
     * @param recursive whether mounts below it come along
     * @throws KernelException if the kernel refuses
     */
    public static Fd copy(Path source, boolean recursive) throws KernelException {
        try (Scratch s = Scratch.open()) {
            return Fd.of((int) Kernel.check(Kernel.raw(Sys.OPEN_TREE, Fd.AT_FDCWD, s.string(source.toString()),
                    OPEN_TREE_CLONE | OpenFlags.CLOEXEC | AT_NO_AUTOMOUNT | (recursive ? AT_RECURSIVE : 0)),
                    "bind", source));
        }
    }

    /**
     * As {@link #copy}, and private: the copy of a shared mount, as all are under systemd, is a peer of it, so that
     * what is mounted in the one comes out in the other.
     *
     * @param source a path
     * @param recursive whether mounts below it come along
     * @throws KernelException if the kernel refuses
     */
    public static Fd copyPrivate(Path source, boolean recursive) throws KernelException {
        Fd copy = copy(source, recursive);
        try {
            change(copy, recursive, 0, 0, OptionalInt.of(MountFlags.PRIVATE), OptionalInt.empty());
            return copy;
        } catch (KernelException e) {
            copy.close();
            throw e;
        }
    }

    /**
     * Changes a mount ({@code mount_setattr(2)}).
     *
     * @param mount the mount
     * @param recursive whether mounts below it too
     * @param set attributes to set
     * @param clear attributes to clear
     * @param propagation one of the propagations of {@link MountFlags}
     * @param userNamespace for {@link #IDMAP}
     * @throws KernelException if the kernel refuses
     */
    public static void change(Fd mount, boolean recursive, long set, long clear, OptionalInt propagation,
            OptionalInt userNamespace) throws KernelException {
        try (Scratch s = Scratch.open()) {
            long attributes = s.allocate(32);
            Scratch.putLong(attributes, set);
            Scratch.putLong(attributes + 8, clear);
            Scratch.putLong(attributes + 16, propagation.orElse(0));
            Scratch.putLong(attributes + 24, userNamespace.orElse(0));
            Kernel.check(Kernel.raw(Sys.MOUNT_SETATTR, mount.number(), s.string(""),
                    AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0), attributes, 32), "change mount", mount);
        }
    }
}
