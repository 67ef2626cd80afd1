package dev.berth.isolation;

import dev.berth.isolation.ContainerSpec.CgroupSpec;
import dev.berth.isolation.ContainerSpec.MonitorSpec;
import dev.berth.isolation.Operation.Label;
import dev.berth.kernel.Errno;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Sys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The launcher's own side of a plan, the same for containers and exec sessions: it closes what it was not given, makes
 * the process, writes down who they are, and becomes the monitor.
 */
final class LaunchSteps {

    private final PlanBuilder plan;
    private final MonitorSpec monitor;
    private final ProcessSpec process;
    private final Optional<Terminal> terminal;
    private final Slot room = Slot.block("monitor", MonitorPlan.BYTES);
    private final Descriptor state;
    private final Descriptor record;
    private final Optional<Descriptor> log;
    private final Descriptor control;
    private final Optional<Descriptor> input;
    private final Descriptor out;
    private final Optional<Descriptor> err;
    private final Descriptor.Pipe sync = new Descriptor.Pipe("go-ahead, to read", "go-ahead", false);
    private final Descriptor.Pipe syncWrite = new Descriptor.Pipe("go-ahead, to write", "go-ahead", true);
    private final List<Slot> taskFiles = new ArrayList<>();

    /** Begins a plan: the descriptors that the monitor keeps come first. */
    LaunchSteps(PlanBuilder plan, ProcessSpec process, MonitorSpec monitor, Optional<Terminal> terminal) {
        this.plan = plan;
        this.monitor = monitor;
        this.process = process;
        this.terminal = terminal;
        int directory = OpenFlags.RDONLY | OpenFlags.DIRECTORY;
        state = plan.keep(new Descriptor.Open("state directory", monitor.state(), directory));
        record = plan.keep(new Descriptor.Room("exit record", monitor.state().resolve("exit.new"), 256));
        log = monitor.log().map(path -> plan.keep(new Descriptor.Open("log directory", path, directory)));
        control = plan.keep(Standard.CONTROL_READ);
        plan.keep(Standard.CONTROL_WRITE);
        if (terminal.isPresent()) {
            out = plan.keep(terminal.get().master());
            plan.keep(terminal.get().slave());
            err = Optional.empty();
            input = Optional.empty();
        } else {
            out = plan.keep(Standard.OUT_READ);
            err = Optional.of(plan.keep(Standard.ERR_READ));
            input = process.input() ? Optional.of(plan.keep(Standard.IN_WRITE)) : Optional.empty();
        }
    }

    /**
     * A terminal's two ends.
     *
     * @param master the side of the monitor
     * @param slave the side of the process
     */
    record Terminal(Descriptor master, Descriptor slave) {

        /** One that is made in an instance of devpts, if a process has a terminal. */
        static Optional<Terminal> in(Descriptor devpts, ProcessSpec process) {
            return process.terminal() ? Optional.of(new Terminal(
                    new Descriptor.Terminal("terminal, master", devpts, true),
                    new Descriptor.Terminal("terminal, slave", devpts, false))) : Optional.empty();
        }
    }

    /** The pipes that every process without a terminal has, and the monitor's control pipe. */
    static final class Standard {
        static final Descriptor.Pipe IN_READ = new Descriptor.Pipe("standard input, to read", "stdin", false);
        static final Descriptor.Pipe IN_WRITE = new Descriptor.Pipe("standard input, to write", "stdin", true);
        static final Descriptor.Pipe OUT_READ = new Descriptor.Pipe("standard output, to read", "stdout", false);
        static final Descriptor.Pipe OUT_WRITE = new Descriptor.Pipe("standard output, to write", "stdout", true);
        static final Descriptor.Pipe ERR_READ = new Descriptor.Pipe("standard error, to read", "stderr", false);
        static final Descriptor.Pipe ERR_WRITE = new Descriptor.Pipe("standard error, to write", "stderr", true);
        static final Descriptor.Pipe CONTROL_READ = new Descriptor.Pipe("control, to read", "control", false);
        static final Descriptor.Pipe CONTROL_WRITE = new Descriptor.Pipe("control, to write", "control", true);
        static final Descriptor.Open NO_INPUT =
                new Descriptor.Open("no standard input", Path.of("/dev/null"), OpenFlags.RDONLY);

        private Standard() {
        }
    }

    /** The first steps: nothing of the engine stays open that was not handed over. */
    void begin() {
        plan.closeTheRest();
        plan.call("set the file mode mask", Sys.UMASK, Flags.ZERO);
    }

    /**
     * Makes the process; its own steps are to follow.
     *
     * @param namespaces {@code CLONE_NEW*} flags
     * @param cgroup where it is to be
     * @param idMap the map of its user namespace, if that is new
     */
    void clone(NamedFlags namespaces, CgroupSpec cgroup, IdMap idMap) {
        openTaskFiles(cgroup);
        if (!idMap.identity()) {
            plan.pass(sync);
            plan.pass(syncWrite);
        }
        Slot pidfd = Slot.number("pidfd");
        Argument arguments = cloneArguments(namespaces, cgroup, pidfd);
        // others in an old pid namespace see the process from its first moment, with what it has open, until exec opens
        // it to them again (CVE-2016-9962); id maps of its own are written from outside, which takes it open
        boolean seen = !namespaces.has(Flags.CLONE_NEWPID) && idMap.identity();
        if (seen) {
            dumpable("be closed to others", 0);
        }
        Slot child = plan.callFor("make the process", "child", Sys.CLONE3, arguments, Argument.of(88));
        Label inside = new Label("inside");
        plan.add("inside the new process", new Operation.IfZero(child, inside));
        if (seen) {
            dumpable("be open to the engine again", 1);
        }
        if (!idMap.identity()) {
            mapIds(child, idMap);
        }
        becomeMonitor(child, pidfd);
        plan.add("", new Operation.Mark(inside));
    }

    private void openTaskFiles(CgroupSpec cgroup) {
        for (Path file : cgroup.taskFiles()) {
            taskFiles.add(plan.callFor("open " + file, "tasks", Sys.OPENAT, Flags.HERE,
                    Argument.of(file.toString()), Argument.of(Flags.O_WRONLY, "O_WRONLY")));
        }
    }

    private Argument cloneArguments(NamedFlags namespaces, CgroupSpec cgroup, Slot pidfd) {
        NamedFlags flags = namespaces.with(Flags.CLONE_PIDFD, "CLONE_PIDFD")
                .with(Flags.CLONE_INTO_CGROUP, "CLONE_INTO_CGROUP", cgroup.v2Directory().isPresent());
        Argument into = cgroup.v2Directory().map(directory -> Argument.of(plan.pass(new Descriptor.Open(
                "cgroup " + directory, directory, OpenFlags.RDONLY | OpenFlags.DIRECTORY)))).orElse(Flags.ZERO);
        return new Argument.Struct("clone_args", List.of(flags.argument(), new Argument.Address(pidfd), Flags.ZERO,
                Flags.ZERO, Argument.of(17, "SIGCHLD"), Flags.ZERO, Flags.ZERO, Flags.ZERO, Flags.ZERO, Flags.ZERO,
                into));
    }

    private void becomeMonitor(Slot child, Slot pidfd) {
        // the tape's number is free by now; EINVAL: the kernel has chosen it already
        plan.callUnless(Errno.EINVAL, "keep the process's descriptor", Sys.DUP3, new Argument.Value(pidfd, true),
                Argument.of(MonitorPlan.PIDFD), Flags.ZERO);
        // what only the process needs would keep mounts and pipes alive here
        plan.call("close what only the process needs", Sys.CLOSE_RANGE,
                Argument.of(Tape.FIRST_FD + plan.keptCount()), Argument.of(0xFFFFFFFFL, "~0"), Flags.ZERO);
        recordProcesses(child);
        plan.call("report that the launch is over", Sys.CLOSE, Argument.of(Tape.ERROR_FD, "error pipe"));
        plan.add("become the monitor", new Operation.Monitor(new MonitorPlan(room, out, err, process.terminal(), input,
                control, log, state, record, monitor.sync(), monitor.segment(), monitor.segmentsKept(),
                monitor.segmentBytes())));
    }

    private void dumpable(String what, int value) {
        plan.call(what, Sys.PRCTL, Argument.of(4, "PR_SET_DUMPABLE"), Argument.of(value), Flags.ZERO, Flags.ZERO,
                Flags.ZERO);
    }

    private void mapIds(Slot child, IdMap idMap) {
        plan.because("namespaces.user");
        for (String file : List.of("uid_map", "gid_map")) {
            Slot path = Slot.block("/proc/CHILD/" + file, 64);
            plan.add("name /proc/CHILD/" + file, new Operation.Decimal(child, path, "/proc/", "/" + file));
            Slot fd = plan.callFor("open " + file, "fd", Sys.OPENAT, Flags.HERE, new Argument.Address(path),
                    Argument.of(Flags.O_WRONLY, "O_WRONLY"));
            plan.call("write " + file, Sys.WRITE, Argument.of(fd), Argument.of(idMap.text()),
                    Argument.of(idMap.text().length()));
            plan.call("close " + file, Sys.CLOSE, Argument.of(fd));
        }
        plan.call("let the process go on", Sys.WRITE, Argument.of(syncWrite), Argument.of("."), Argument.of(1));
        plan.because("");
    }

    /** Leaves {@code started}: the lines of {@code /proc/PID/stat} of the monitor and of the process. */
    private void recordProcesses(Slot child) {
        Slot file = plan.callFor("make the start record", "fd", Sys.OPENAT, Argument.of(state),
                Argument.of("started.new"),
                Argument.of(Flags.O_WRONLY | Flags.O_CREAT_TRUNC, "O_WRONLY|O_CREAT|O_TRUNC"),
                Argument.of(0600, "0600"));
        copyStat(Argument.of("/proc/self/stat"), file);
        Slot path = Slot.block("/proc/CHILD/stat", 64);
        plan.add("name /proc/CHILD/stat", new Operation.Decimal(child, path, "/proc/", "/stat"));
        copyStat(new Argument.Address(path), file);
        plan.call("close the start record", Sys.CLOSE, Argument.of(file));
        plan.call("name the start record", Sys.RENAMEAT2, Argument.of(state), Argument.of("started.new"),
                Argument.of(state), Argument.of("started"), Flags.ZERO);
    }

    private void copyStat(Argument path, Slot to) {
        Slot text = Slot.block("stat", 1024);
        Slot fd = plan.callFor("open the process's stat", "fd", Sys.OPENAT, Flags.HERE, path, Flags.ZERO);
        Slot length = plan.callFor("read the process's stat", "length", Sys.READ, Argument.of(fd),
                new Argument.Address(text), Argument.of(1024));
        plan.call("close the process's stat", Sys.CLOSE, Argument.of(fd));
        plan.call("write the start record", Sys.WRITE, Argument.of(to), new Argument.Address(text),
                Argument.of(length));
    }

    /** First steps inside: the cgroup, and root of the new user namespace. */
    void enter(IdMap idMap) {
        for (Slot file : taskFiles) {
            plan.call("join the cgroup", Sys.WRITE, Argument.of(file), Argument.of("0"), Argument.of(1));
        }
        new ProcessSteps(plan, process).writeProc();
        if (!idMap.identity()) {
            plan.because("namespaces.user");
            plan.add("wait for the id maps", new Operation.Call(Sys.READ, List.of(Argument.of(sync),
                    new Argument.Address(Slot.number("byte")), Argument.of(1)), Optional.empty(), 0, false,
                    Optional.of(1)));
            plan.call("become root's group", Sys.SETRESGID, Flags.ZERO, Flags.ZERO, Flags.ZERO);
            plan.call("become root", Sys.SETRESUID, Flags.ZERO, Flags.ZERO, Flags.ZERO);
            plan.because("");
        }
    }

    /** Gives the process its standard streams and a session of its own. */
    void streams() {
        plan.call("begin a session", Sys.SETSID);
        Descriptor in = terminal.map(Terminal::slave).orElse(process.input() ? Standard.IN_READ : Standard.NO_INPUT);
        Descriptor stdout = terminal.map(Terminal::slave).orElse(Standard.OUT_WRITE);
        Descriptor stderr = terminal.map(Terminal::slave).orElse(Standard.ERR_WRITE);
        plan.call("set standard input", Sys.DUP3, Argument.of(plan.pass(in)), Flags.ZERO, Flags.ZERO);
        plan.call("set standard output", Sys.DUP3, Argument.of(plan.pass(stdout)), Argument.of(1), Flags.ZERO);
        plan.call("set standard error", Sys.DUP3, Argument.of(plan.pass(stderr)), Argument.of(2), Flags.ZERO);
        if (process.terminal()) {
            plan.because("tty").call("take the terminal", Sys.IOCTL, Flags.ZERO, Argument.of(0x540E, "TIOCSCTTY"),
                    Flags.ZERO);
            plan.because("");
        }
    }
}
