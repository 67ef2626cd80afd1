package dev.berth.isolation;

import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.isolation.ProcessSpec.LandlockRules;
import dev.berth.isolation.capability.CapabilitySets;
import dev.berth.kernel.Errno;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Sys;
import dev.berth.profile.Limits.Rlimit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last steps of a process, the same for containers and exec sessions: limits, who it is, what it may do, and the
 * program.
 */
final class ProcessSteps {

    /** The tape's descriptor while it is loaded; free from then on, so that something of a step may have it. */
    private static final int TAPE_FD = 3;
    /** The greatest capability, CAP_CHECKPOINT_RESTORE, as of Linux 6.18. */
    private static final int LAST_CAPABILITY = 40;
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int PR_CAPBSET_DROP = 24;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int PR_CAP_AMBIENT = 47;
    private static final int KEYCTL_JOIN_SESSION_KEYRING = 1;
    private static final int LANDLOCK_RULE_PATH_BENEATH = 1;

    private final PlanBuilder plan;
    private final ProcessSpec process;

    ProcessSteps(PlanBuilder plan, ProcessSpec process) {
        this.plan = plan;
        this.process = process;
    }

    /**
     * What is written to {@code /proc}: while that is surely the host's. Inside it can be a volume or lead anywhere, if
     * the image says so (CVE-2019-16884, CVE-2019-19921).
     */
    void writeProc() {
        if (process.oomScore().isPresent()) {
            plan.because("limits.oom_score").write("set the OOM score", Flags.HERE, "/proc/self/oom_score_adj",
                    Integer.toString(process.oomScore().getAsInt()));
        }
        process.label().ifPresent(this::beginLabel);
        plan.because("");
    }

    private void beginLabel(ProcessSpec.Label label) {
        plan.because(label.key());
        if (!label.early()) {
            // it counts from the next exec on, also of a process that init makes
            plan.write("set the label " + label.value(), Flags.HERE, "/proc/thread-self/attr/" + label.attribute(),
                    label.value());
        }
        if (changesLabel()) {
            // too early to be under it, as mounts are to come; too late to open it then
            Slot current = plan.callFor("keep a way to change the label", "fd", Sys.OPENAT, Flags.HERE,
                    Argument.of("/proc/thread-self/attr/" + label.current()),
                    Argument.of(Flags.O_WRONLY | Flags.O_CLOEXEC, "O_WRONLY|O_CLOEXEC"));
            plan.callUnless(Errno.EINVAL, "at the tape's number", Sys.DUP3, Argument.of(current),
                    Argument.of(TAPE_FD), Argument.of(Flags.O_CLOEXEC, "O_CLOEXEC"));
        }
    }

    /** Whether the process changes its label by itself; what runs below init is then under it from its beginning. */
    private boolean labelsEarly() {
        return process.label().map(ProcessSpec.Label::early).orElse(false);
    }

    /** Whether init is to be under the label too: else what runs below could neither signal nor read process 1. */
    private boolean labelsInit() {
        return !labelsEarly() && process.init()
                && process.label().flatMap(ProcessSpec.Label::change).isPresent();
    }

    private boolean changesLabel() {
        return labelsEarly() || labelsInit();
    }

    private void changeLabel() {
        ProcessSpec.Label label = process.label().orElseThrow();
        String change = label.change().orElseThrow();
        plan.because(label.key()).call("change the label: " + change, Sys.WRITE, Argument.of(TAPE_FD),
                Argument.of(change), Argument.of(change.length()));
        plan.because("");
    }

    /**
     * All of it.
     *
     * @param makesWorkdir whether the working directory is made where it is missing, as docker does for containers and
     *     not for exec sessions
     */
    void run(boolean makesWorkdir) {
        limits();
        // From here on nothing of the host is open: a working directory like /proc/self/fd/7 leads nowhere
        // (CVE-2024-21626). The error pipe closes at exec.
        closeAll();
        plan.call("set the file mode mask", Sys.UMASK, Argument.of(022, "022"));
        plan.callIfPossible("join a keyring of its own", Sys.KEYCTL,
                Argument.of(KEYCTL_JOIN_SESSION_KEYRING, "KEYCTL_JOIN_SESSION_KEYRING"), Argument.of("_ses"));
        Optional<Slot> ruleset = landlock();
        if (labelsEarly()) {
            changeLabel();
            plan.call("close the way to change the label", Sys.CLOSE, Argument.of(TAPE_FD));
        }
        Operation.Label program = new Operation.Label("program");
        if (process.init()) {
            forkUnderInit(program);
        }
        workdir(makesWorkdir);
        if (!process.noNewPrivileges()) {
            // both need CAP_SYS_ADMIN, which is about to go
            restrict(ruleset);
            seccomp();
        }
        identity();
        // changing who one is clears it
        endWith(process.init() ? "init" : "monitor");
        if (process.noNewPrivileges()) {
            plan.because("security.no_new_privileges").call("never gain privileges", Sys.PRCTL,
                    Argument.of(PR_SET_NO_NEW_PRIVS, "PR_SET_NO_NEW_PRIVS"), Argument.of(1), Flags.ZERO, Flags.ZERO,
                    Flags.ZERO);
            plan.because("");
            restrict(ruleset);
        }
        plan.call("unblock signals", Sys.RT_SIGPROCMASK, Argument.of(2, "SIG_SETMASK"),
                new Argument.Bytes(new byte[8], "none"), Flags.NULL, Argument.of(8));
        if (process.noNewPrivileges()) {
            seccomp();
        }
        exec();
    }

    /** What exec with another label, a set-uid program and its own doings make void: then the engine ends it. */
    private void endWith(String parent) {
        plan.call("end with the " + parent, Sys.PRCTL, Argument.of(PR_SET_PDEATHSIG, "PR_SET_PDEATHSIG"),
                Argument.of(9, "SIGKILL"), Flags.ZERO, Flags.ZERO, Flags.ZERO);
    }

    private void limits() {
        plan.because("limits");
        for (Map.Entry<Integer, Rlimit> limit : process.rlimits().entrySet()) {
            byte[] value = little(16).putLong(limit.getValue().soft()).putLong(limit.getValue().hard()).array();
            plan.call("set resource limit " + limit.getKey(), Sys.PRLIMIT64, Flags.ZERO,
                    Argument.of(limit.getKey()), new Argument.Bytes(value, limit.getValue().soft() + ":"
                            + limit.getValue().hard()), Flags.NULL);
        }
        plan.because("");
    }

    private void closeAll() {
        plan.call("close everything but the standard streams", Sys.CLOSE_RANGE, Argument.of(Tape.FIRST_FD),
                Argument.of(0xFFFFFFFFL, "~0"), Flags.ZERO);
        if (!changesLabel()) {
            plan.callUnless(Errno.EBADF, "close what took the tape's number", Sys.CLOSE, Argument.of(TAPE_FD));
        }
        plan.call("close the error pipe at exec", Sys.FCNTL, Argument.of(Tape.ERROR_FD), Argument.of(2, "F_SETFD"),
                Argument.of(1, "FD_CLOEXEC"));
    }

    private void forkUnderInit(Operation.Label program) {
        plan.because("init");
        Slot child = plan.callFor("make the process below init", "child", Sys.CLONE3, new Argument.Struct("clone_args",
                List.of(Flags.ZERO, Flags.ZERO, Flags.ZERO, Flags.ZERO, Argument.of(17, "SIGCHLD"), Flags.ZERO,
                        Flags.ZERO, Flags.ZERO)), Argument.of(64));
        plan.add("go on below init", new Operation.IfZero(child, program));
        CapabilitySets all = process.capabilities();
        dropCapabilities(all.bounding());
        if (labelsInit()) {
            changeLabel();
            plan.because("init");
        }
        endWith("monitor");
        plan.call("leave the launch to the process", Sys.CLOSE_RANGE, Argument.of(3), Argument.of(0xFFFFFFFFL, "~0"),
                Flags.ZERO);
        plan.add("become init", new Operation.Init(child));
        plan.add("", new Operation.Mark(program));
        if (labelsInit()) {
            plan.call("leave init's label to init", Sys.CLOSE, Argument.of(TAPE_FD));
        }
        plan.call("begin a process group", Sys.SETPGID, Flags.ZERO, Flags.ZERO);
        if (process.terminal()) {
            Slot group = plan.callFor("ask who it is", "pid", Sys.GETPID);
            plan.call("come to the foreground", Sys.IOCTL, Flags.ZERO, Argument.of(0x5410, "TIOCSPGRP"),
                    new Argument.Address(group));
        }
        plan.because("");
    }

    private void workdir(boolean makes) {
        String path = process.workdir();
        plan.because("workdir");
        for (int slash = makes ? path.indexOf('/', 1) : 0; slash > 0; slash = path.indexOf('/', slash + 1)) {
            plan.callIfPossible("make directory " + path.substring(0, slash), Sys.MKDIRAT, Flags.HERE,
                    Argument.of(path.substring(0, slash)), Argument.of(0755, "0755"));
        }
        if (makes && !path.equals("/")) {
            plan.callIfPossible("make directory " + path, Sys.MKDIRAT, Flags.HERE, Argument.of(path),
                    Argument.of(0755, "0755"));
        }
        plan.call("enter the working directory " + path, Sys.CHDIR, Argument.of(path));
        plan.because("");
    }

    private void identity() {
        Identity who = process.identity();
        CapabilitySets caps = process.capabilities();
        plan.because("security.capabilities");
        dropBounding(caps.bounding());
        plan.because("user");
        ByteBuffer groups = little(Math.max(4, 4 * who.groups().size()));
        who.groups().forEach(groups::putInt);
        plan.call("set the supplementary groups", Sys.SETGROUPS, Argument.of(who.groups().size()),
                new Argument.Bytes(groups.array(), who.groups().toString()));
        if (who.uid() != 0 && caps.ambient() != 0) {
            plan.call("keep capabilities", Sys.PRCTL, Argument.of(8, "PR_SET_KEEPCAPS"), Argument.of(1), Flags.ZERO,
                    Flags.ZERO, Flags.ZERO);
        }
        Argument gid = Argument.of(who.gid());
        Argument uid = Argument.of(who.uid());
        plan.call("become group " + who.gid(), Sys.SETRESGID, gid, gid, gid);
        plan.call("become user " + who.uid(), Sys.SETRESUID, uid, uid, uid);
        plan.because("security.capabilities");
        setCapabilities(caps);
        for (int cap = 0; cap < 64; cap++) {
            if ((caps.ambient() >> cap & 1) != 0) {
                plan.call("raise capability " + cap, Sys.PRCTL, Argument.of(PR_CAP_AMBIENT, "PR_CAP_AMBIENT"),
                        Argument.of(2, "PR_CAP_AMBIENT_RAISE"), Argument.of(cap), Flags.ZERO, Flags.ZERO);
            }
        }
        plan.because("");
    }

    private void dropCapabilities(long keep) {
        dropBounding(keep);
        setCapabilities(CapabilitySets.of(keep, 0));
    }

    private void dropBounding(long keep) {
        for (int cap = 0; cap <= LAST_CAPABILITY; cap++) {
            if ((keep >> cap & 1) == 0) {
                // EINVAL: this kernel does not know it, so nobody can have it
                plan.callUnless(Errno.EINVAL, "drop capability " + cap, Sys.PRCTL,
                        Argument.of(PR_CAPBSET_DROP, "PR_CAPBSET_DROP"), Argument.of(cap), Flags.ZERO, Flags.ZERO,
                        Flags.ZERO);
            }
        }
    }

    private void setCapabilities(CapabilitySets caps) {
        byte[] header = {0x22, 0x05, 0x08, 0x20, 0, 0, 0, 0}; // _LINUX_CAPABILITY_VERSION_3, pid 0
        ByteBuffer sets = little(24);
        for (int half = 0; half < 64; half += 32) {
            sets.putInt((int) (caps.effective() >>> half)).putInt((int) (caps.permitted() >>> half))
                    .putInt((int) (caps.inheritable() >>> half));
        }
        plan.call("set capabilities", Sys.CAPSET, new Argument.Bytes(header, "version 3"),
                new Argument.Bytes(sets.array(), "effective 0x" + Long.toHexString(caps.effective()) + ", permitted 0x"
                        + Long.toHexString(caps.permitted()) + ", inheritable 0x"
                        + Long.toHexString(caps.inheritable())));
    }

    private void restrict(Optional<Slot> ruleset) {
        ruleset.ifPresent(fd -> {
            plan.because("security.landlock").call("restrict itself by Landlock", Sys.LANDLOCK_RESTRICT_SELF,
                    Argument.of(fd), Flags.ZERO);
            plan.because("");
        });
    }

    private void seccomp() {
        if (process.seccomp().isPresent()) {
            byte[] filter = process.seccomp().get();
            plan.because("security.seccomp").call("install the system call filter", Sys.SECCOMP,
                    Argument.of(1, "SECCOMP_SET_MODE_FILTER"), Flags.ZERO, new Argument.Struct("sock_fprog",
                            List.of(Argument.of(filter.length / 8), new Argument.Bytes(filter,
                                    filter.length / 8 + " instructions"))));
            plan.because("");
        }
    }

    private Optional<Slot> landlock() {
        if (process.landlock().isEmpty()) {
            return Optional.empty();
        }
        LandlockRules rules = process.landlock().get();
        plan.because("security.landlock");
        Slot ruleset = plan.callFor("make the Landlock ruleset", "ruleset", Sys.LANDLOCK_CREATE_RULESET,
                new Argument.Struct("landlock_ruleset_attr", List.of(Argument.of(rules.handled(),
                        "0x" + Long.toHexString(rules.handled())))), Argument.of(8), Flags.ZERO);
        for (LandlockRules.Rule rule : rules.rules()) {
            if (rule.fileAccess() != rule.access()) {
                // rights that only directories have are EINVAL for another file; the second rule has none of them
                allow(ruleset, rule.path(), rule.access(), 1L << Errno.EINVAL);
            }
            allow(ruleset, rule.path(), rule.fileAccess(), 0);
        }
        plan.because("");
        return Optional.of(ruleset);
    }

    private void allow(Slot ruleset, String path, long access, long tolerated) {
        // struct landlock_path_beneath_attr: the rights, then the descriptor, which openat writes there itself
        Slot attribute = Slot.filled("landlock_path_beneath_attr", little(16).putLong(access).array());
        Slot place = attribute.part("parent_fd", 8);
        plan.add("open " + path, new Operation.Call(Sys.OPENAT, List.of(Flags.HERE, Argument.of(path),
                Argument.of(OpenFlags.PATH | Flags.O_CLOEXEC, "O_PATH|O_CLOEXEC")), Optional.of(place), 0, false,
                Optional.empty()));
        plan.add("allow " + path, new Operation.Call(Sys.LANDLOCK_ADD_RULE, List.of(Argument.of(ruleset),
                Argument.of(LANDLOCK_RULE_PATH_BENEATH, "LANDLOCK_RULE_PATH_BENEATH"),
                new Argument.Address(attribute), Flags.ZERO), Optional.empty(), tolerated, false,
                Optional.empty()));
        plan.call("close " + path, Sys.CLOSE, Argument.of(place));
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Tries the program in one directory after the other, as a shell would; like docker, EACCES too goes on. */
    private void exec() {
        String program = process.arguments().get(0);
        Argument arguments = new Argument.Texts(process.arguments());
        Argument environment = new Argument.Texts(process.environment());
        if (program.indexOf('/') >= 0) {
            plan.call("exec: \"" + program + "\"", Sys.EXECVE, Argument.of(program), arguments, environment);
            return;
        }
        List<Operation> tries = new ArrayList<>();
        long elsewhere = 1L << Errno.ENOENT | 1L << Errno.EACCES | 1L << Errno.ENOTDIR;
        for (String directory : process.searchPath()) {
            tries.add(new Operation.Call(Sys.EXECVE, List.of(Argument.of(directory + "/" + program), arguments,
                    environment), Optional.empty(), elsewhere, false, Optional.empty()));
        }
        tries.forEach(one -> plan.add("exec: \"" + program + "\"", one));
        plan.add("exec: \"" + program + "\": executable file not found in $PATH", new Operation.Fail(Errno.ENOENT));
    }
}
