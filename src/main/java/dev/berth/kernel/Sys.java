package dev.berth.kernel;

/**
 * System calls by name, with their numbers on x86-64 (asm/unistd_64.h) and aarch64 (asm-generic/unistd.h).
 */
public enum Sys {
    /** {@code accept4(2)}. */
    ACCEPT4(288, 242),
    /** {@code bind(2)}. */
    BIND(49, 200),
    /** {@code bpf(2)}. */
    BPF(321, 280),
    /** {@code capget(2)}. */
    CAPGET(125, 90),
    /** {@code capset(2)}. */
    CAPSET(126, 91),
    /** {@code chdir(2)}. */
    CHDIR(80, 49),
    /** {@code chroot(2)}. */
    CHROOT(161, 51),
    /** {@code clone3(2)}. */
    CLONE3(435, 435),
    /** {@code close(2)}. */
    CLOSE(3, 57),
    /** {@code close_range(2)}. */
    CLOSE_RANGE(436, 436),
    /** {@code copy_file_range(2)}. */
    COPY_FILE_RANGE(326, 285),
    /** {@code dup3(2)}. */
    DUP3(292, 24),
    /** {@code epoll_create1(2)}. */
    EPOLL_CREATE1(291, 20),
    /** {@code epoll_ctl(2)}. */
    EPOLL_CTL(233, 21),
    /** {@code epoll_pwait(2)}. */
    EPOLL_PWAIT(281, 22),
    /** {@code eventfd2(2)}. */
    EVENTFD2(290, 19),
    /** {@code execve(2)}. */
    EXECVE(59, 221),
    /** {@code exit_group(2)}. */
    EXIT_GROUP(231, 94),
    /** {@code faccessat2(2)}. */
    FACCESSAT2(439, 439),
    /** {@code fchdir(2)}. */
    FCHDIR(81, 50),
    /** {@code fchmod(2)}. */
    FCHMOD(91, 52),
    /** {@code fchmodat(2)}. */
    FCHMODAT(268, 53),
    /** {@code fchown(2)}. */
    FCHOWN(93, 55),
    /** {@code fchownat(2)}. */
    FCHOWNAT(260, 54),
    /** {@code fcntl(2)}. */
    FCNTL(72, 25),
    /** {@code fgetxattr(2)}. */
    FGETXATTR(193, 10),
    /** {@code flistxattr(2)}. */
    FLISTXATTR(196, 13),
    /** {@code flock(2)}. */
    FLOCK(73, 32),
    /** {@code fsconfig(2)}. */
    FSCONFIG(431, 431),
    /** {@code fsetxattr(2)}. */
    FSETXATTR(190, 7),
    /** {@code fsmount(2)}. */
    FSMOUNT(432, 432),
    /** {@code fsopen(2)}. */
    FSOPEN(430, 430),
    /** {@code fstatfs(2)}. */
    FSTATFS(138, 44),
    /** {@code ftruncate(2)}. */
    FTRUNCATE(77, 46),
    /** {@code getdents64(2)}. */
    GETDENTS64(217, 61),
    /** {@code getpid(2)}. */
    GETPID(39, 172),
    /** {@code getrandom(2)}. */
    GETRANDOM(318, 278),
    /** {@code getsockopt(2)}. */
    GETSOCKOPT(55, 209),
    /** {@code gettid(2)}. */
    GETTID(186, 178),
    /** {@code getuid(2)}. */
    GETUID(102, 174),
    /** {@code inotify_add_watch(2)}. */
    INOTIFY_ADD_WATCH(254, 27),
    /** {@code inotify_init1(2)}. */
    INOTIFY_INIT1(294, 26),
    /** {@code inotify_rm_watch(2)}. */
    INOTIFY_RM_WATCH(255, 28),
    /** {@code ioctl(2)}. */
    IOCTL(16, 29),
    /** {@code keyctl(2)}. */
    KEYCTL(250, 219),
    /** {@code kill(2)}. */
    KILL(62, 129),
    /** {@code landlock_add_rule(2)}. */
    LANDLOCK_ADD_RULE(445, 445),
    /** {@code landlock_create_ruleset(2)}. */
    LANDLOCK_CREATE_RULESET(444, 444),
    /** {@code landlock_restrict_self(2)}. */
    LANDLOCK_RESTRICT_SELF(446, 446),
    /** {@code lgetxattr(2)}. */
    LGETXATTR(192, 9),
    /** {@code linkat(2)}. */
    LINKAT(265, 37),
    /** {@code listen(2)}. */
    LISTEN(50, 201),
    /** {@code llistxattr(2)}. */
    LLISTXATTR(195, 12),
    /** {@code lseek(2)}. */
    LSEEK(8, 62),
    /** {@code lsetxattr(2)}. */
    LSETXATTR(189, 6),
    /** {@code memfd_create(2)}. */
    MEMFD_CREATE(319, 279),
    /** {@code mkdirat(2)}. */
    MKDIRAT(258, 34),
    /** {@code mknodat(2)}. */
    MKNODAT(259, 33),
    /** {@code mmap(2)}. */
    MMAP(9, 222),
    /** {@code mount(2)}. */
    MOUNT(165, 40),
    /** {@code mount_setattr(2)}. */
    MOUNT_SETATTR(442, 442),
    /** {@code move_mount(2)}. */
    MOVE_MOUNT(429, 429),
    /** {@code munmap(2)}. */
    MUNMAP(11, 215),
    /** {@code open_tree(2)}. */
    OPEN_TREE(428, 428),
    /** {@code openat(2)}. */
    OPENAT(257, 56),
    /** {@code openat2(2)}. */
    OPENAT2(437, 437),
    /** {@code pidfd_getfd(2)}. */
    PIDFD_GETFD(438, 438),
    /** {@code pidfd_open(2)}. */
    PIDFD_OPEN(434, 434),
    /** {@code pidfd_send_signal(2)}. */
    PIDFD_SEND_SIGNAL(424, 424),
    /** {@code pipe2(2)}. */
    PIPE2(293, 59),
    /** {@code pivot_root(2)}. */
    PIVOT_ROOT(155, 41),
    /** {@code ppoll(2)}. */
    PPOLL(271, 73),
    /** {@code prctl(2)}. */
    PRCTL(157, 167),
    /** {@code pread64(2)}. */
    PREAD64(17, 67),
    /** {@code prlimit64(2)}. */
    PRLIMIT64(302, 261),
    /** {@code read(2)}. */
    READ(0, 63),
    /** {@code readlinkat(2)}. */
    READLINKAT(267, 78),
    /** {@code recvmsg(2)}. */
    RECVMSG(47, 212),
    /** {@code renameat2(2)}. */
    RENAMEAT2(316, 276),
    /** {@code rt_sigprocmask(2)}. */
    RT_SIGPROCMASK(14, 135),
    /** {@code seccomp(2)}. */
    SECCOMP(317, 277),
    /** {@code sendmsg(2)}. */
    SENDMSG(46, 211),
    /** {@code setdomainname(2)}. */
    SETDOMAINNAME(171, 162),
    /** {@code setfsgid(2)}. */
    SETFSGID(123, 152),
    /** {@code setfsuid(2)}. */
    SETFSUID(122, 151),
    /** {@code setgroups(2)}. */
    SETGROUPS(116, 159),
    /** {@code sethostname(2)}. */
    SETHOSTNAME(170, 161),
    /** {@code setns(2)}. */
    SETNS(308, 268),
    /** {@code setpgid(2)}. */
    SETPGID(109, 154),
    /** {@code setresgid(2)}. */
    SETRESGID(119, 149),
    /** {@code setresuid(2)}. */
    SETRESUID(117, 147),
    /** {@code setsid(2)}. */
    SETSID(112, 157),
    /** {@code socket(2)}. */
    SOCKET(41, 198),
    /** {@code statx(2)}. */
    STATX(332, 291),
    /** {@code symlinkat(2)}. */
    SYMLINKAT(266, 36),
    /** {@code syncfs(2)}. */
    SYNCFS(306, 267),
    /** {@code tgkill(2)}. */
    TGKILL(234, 131),
    /** {@code umask(2)}. */
    UMASK(95, 166),
    /** {@code umount2(2)}. */
    UMOUNT2(166, 39),
    /** {@code unlinkat(2)}. */
    UNLINKAT(263, 35),
    /** {@code unshare(2)}. */
    UNSHARE(272, 97),
    /** {@code utimensat(2)}. */
    UTIMENSAT(280, 88),
    /** {@code wait4(2)}. */
    WAIT4(61, 260),
    /** {@code waitid(2)}. */
    WAITID(247, 95),
    /** {@code write(2)}. */
    WRITE(1, 64);

    private final int number;
    private final int x86;
    private final int arm;

    Sys(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
        this.number = Machine.CURRENT == Machine.X86_64 ? x86 : arm;
    }

    /** The number on this machine. */
    public int number() {
        return number;
    }

    /**
     * The number on a machine.
     *
     * @param machine which one
     */
    public int number(Machine machine) {
        return machine == Machine.X86_64 ? x86 : arm;
    }
}
