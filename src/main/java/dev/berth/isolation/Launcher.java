package dev.berth.isolation;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Machine;
import dev.berth.kernel.MemoryFile;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Pidfd;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Spawn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays launch plans: each in a launcher of its own, which stays as the container's monitor. */
public final class Launcher implements AutoCloseable {

    private final Fd program;
    private final Fd nothing;
    private final SpareNamespaces namespaces;

    /**
     * Puts the launcher into a sealed memory file, so that nothing a container can reach is ever executed.
     *
     * @throws IOException if the jar has no launcher for this machine, or the kernel refuses
     */
    public Launcher() throws IOException {
        String name = "launcher-" + Machine.CURRENT.uname();
        try (InputStream in = Launcher.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("this build of Berth has no " + name
                        + ": build it on this kind of machine, or with a cross compiler installed");
            }
            program = MemoryFile.sealed("berth", in.readAllBytes(), true);
        }
        nothing = Fd.open(Path.of("/dev/null"), OpenFlags.RDWR, 0);
        namespaces = new SpareNamespaces(program, nothing);
    }

    /**
     * A launch that worked.
     *
     * @param monitor the monitor, by descriptor
     * @param input standard input's write end, or the terminal's master
     * @param control the monitor's control pipe, to write
     */
    public record Launched(Fd monitor, Optional<Fd> input, Fd control) implements AutoCloseable {

        /** Lets go of the monitor, which goes on. */
        @Override
        public void close() {
            monitor.close();
            input.ifPresent(Fd::close);
            control.close();
        }
    }

    /**
     * Plays a plan, and waits until the program runs.
     *
     * @param plan the plan
     * @param id what {@code ps} shows for the monitor
     * @param prepared descriptors of the plan that are open already; closed here in any case
     * @throws LaunchFailure if a step fails; nothing is left running
     * @throws KernelException if the launcher cannot be started, or not be reached: what it has started then ends with
     *     its cgroup
     */
    public Launched launch(LaunchPlan plan, String id, Map<Descriptor, Fd> prepared)
            throws LaunchFailure, KernelException {
        try (DescriptorOpener opener = new DescriptorOpener(prepared, namespaces)) {
            List<Fd> given = opener.open(plan);
            Fd[] errors = DescriptorOpener.pipe();
            try (Fd report = errors[0]) {
                Fd monitor = start(plan, id, errors[1], given);
                try {
                    await(report, plan, monitor);
                    return new Launched(monitor, input(plan, opener), opener.take(LaunchSteps.Standard.CONTROL_WRITE));
                } catch (LaunchFailure e) {
                    Pidfd.awaitEnd(monitor, -1);
                    Pidfd.reap(monitor);
                    monitor.close();
                    throw e;
                } catch (KernelException e) {
                    monitor.close();
                    throw e;
                }
            }
        }
    }

    /** Starts the launcher, and closes the pipe's end that it reports its errors to, which is its own from then on. */
    private Fd start(LaunchPlan plan, String id, Fd errors, List<Fd> given) throws KernelException {
        try (errors; Fd tape = MemoryFile.sealed("tape", Tape.encode(plan, Machine.CURRENT), false)) {
            List<Fd> fds = new ArrayList<>(given.size() + 2);
            fds.add(tape);
            fds.add(errors);
            fds.addAll(given);
            // it is this process's child, so the id is its own until it is reaped
            return Pidfd.open(Spawn.start(program, List.of("berth-monitor", id), nothing, fds));
        }
    }

    private static Optional<Fd> input(LaunchPlan plan, DescriptorOpener opener) throws KernelException {
        Optional<Descriptor> input = inputOf(plan);
        return input.isPresent() ? Optional.of(opener.take(input.get())) : Optional.empty();
    }

    private static Optional<Descriptor> inputOf(LaunchPlan plan) {
        for (Descriptor descriptor : plan.descriptors().subList(0, plan.monitorDescriptors())) {
            if (descriptor instanceof Descriptor.Terminal terminal && terminal.master()
                    || descriptor.equals(LaunchSteps.Standard.IN_WRITE)) {
                return Optional.of(descriptor);
            }
        }
        return Optional.empty();
    }

    /**
     * The numbers that the monitor has for what an engine wants of it.
     *
     * @param input standard input's write end or the terminal's master, -1 if there is none
     * @param control the control pipe's write end
     */
    public record MonitorNumbers(int input, int control) {
    }

    /**
     * The monitor's descriptor numbers, in the order in which {@link LaunchSteps} hands them over.
     *
     * @param logged whether it has a log
     * @param terminal whether it has a terminal
     * @param input whether its standard input can be written to
     */
    public static MonitorNumbers numbers(boolean logged, boolean terminal, boolean input) {
        int control = Tape.FIRST_FD + (logged ? 4 : 3);
        return new MonitorNumbers(terminal ? control + 1 : input ? control + 3 : -1, control);
    }

    /** Reads what the launcher reports: nothing, when the program runs and the launcher is its monitor. */
    private static void await(Fd result, LaunchPlan plan, Fd monitor) throws LaunchFailure, KernelException {
        try (Scratch s = Scratch.open()) {
            long report = s.allocate(8);
            int n = result.read(report, 8);
            if (n == 8) {
                int operation = Scratch.getInt(report);
                int error = Scratch.getInt(report + 4);
                if (operation == -1) {
                    throw new LaunchFailure("read the tape (rule " + error + " is broken)", "", Errno.EINVAL, false);
                }
                Step step = Tape.step(plan.steps(), operation);
                throw new LaunchFailure(step.what(), step.key(), error, isExec(step));
            }
            if (Pidfd.ended(monitor) && !(plan.steps().isEmpty())) {
                int status = Pidfd.reap(monitor);
                if (status > 0) {
                    throw new LaunchFailure("run the launcher (it ended with status " + status + ")", "", Errno.EIO,
                            false);
                }
            }
        }
    }

    private static boolean isExec(Step step) {
        return step.what().startsWith("exec: ");
    }

    @Override
    public void close() {
        namespaces.close();
        program.close();
        nothing.close();
    }
}
