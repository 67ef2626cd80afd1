package dev.berth.isolation;

/** Numbers of the kernel's interface that plans use (include/uapi/linux: sched.h, fcntl.h). */
final class Flags {


    static final long CLONE_NEWTIME = 0x80;
    static final long CLONE_PIDFD = 0x1000;
    static final long CLONE_NEWNS = 0x20000;
    static final long CLONE_NEWCGROUP = 0x2000000;
    static final long CLONE_NEWUTS = 0x4000000;
    static final long CLONE_NEWIPC = 0x8000000;
    static final long CLONE_NEWUSER = 0x10000000;
    static final long CLONE_NEWPID = 0x20000000;
    static final long CLONE_NEWNET = 0x40000000;
    static final long CLONE_INTO_CGROUP = 0x200000000L;

    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT_TRUNC = 0x40 | 0x200;
    static final int O_CLOEXEC = 0x80000;

    static final Argument EMPTY = Argument.of("");
    static final Argument NULL = Argument.of(0, "NULL");
    static final Argument ZERO = Argument.of(0);
    static final Argument HERE = Argument.of(-100, "AT_FDCWD");
    /** Both sides of {@code move_mount(2)} are descriptors: {@code MOVE_MOUNT_F_EMPTY_PATH | T_EMPTY_PATH}. */
    static final Argument BY_DESCRIPTOR = Argument.of(0x44, "F_EMPTY_PATH|T_EMPTY_PATH");
    static final Argument FROM_DESCRIPTOR = Argument.of(0x4, "F_EMPTY_PATH");

    private Flags() {
    }
}
