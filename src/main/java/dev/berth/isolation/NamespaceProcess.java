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
import dev.berth.kernel.Sys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A process that makes a namespace for the engine, which cannot enter it itself, and waits until that has been opened.
 */
final class NamespaceProcess implements AutoCloseable {

    private final Fd process;
    private final int pid;
    private final Fd enough;

    private NamespaceProcess(Fd process, int pid, Fd enough) {
        this.process = process;
        this.pid = pid;
        this.enough = enough;
    }

    /**
     * Starts it, and waits until it is where it should be.
     *
     * @param launcher the launcher's program
     * @param nothing {@code /dev/null}
     * @param name what {@code ps} shows for it
     * @param what what it does, for the message
     * @param steps what it does
     * @throws KernelException if a step fails
     */
    static NamespaceProcess start(Fd launcher, Fd nothing, String name, String what, Consumer<PlanBuilder> steps)
            throws KernelException {
        Descriptor.Pipe ready = new Descriptor.Pipe("ready, to write", "ready", true);
        Descriptor.Pipe enough = new Descriptor.Pipe("enough, to read", "enough", false);
        PlanBuilder plan = new PlanBuilder();
        plan.pass(ready);
        plan.pass(enough);
        plan.closeTheRest();
        steps.accept(plan);
        plan.call("say so", Sys.WRITE, Argument.of(ready), Argument.of("."), Argument.of(1));
        plan.callIfPossible("wait", Sys.READ, Argument.of(enough), new Argument.Address(Slot.number("byte")),
                Argument.of(1));
        LaunchPlan made = plan.build(List.of(), List.of());
        try (DescriptorOpener opener = new DescriptorOpener(Map.of(), DescriptorOpener.Namespaces.NONE);
                Fd tape = MemoryFile.sealed("tape", Tape.encode(made, Machine.CURRENT), false);
                Scratch s = Scratch.open()) {
            List<Fd> given = opener.open(made);
            // a failure is reported on the same pipe, and is longer than a byte
            int pid = Spawn.start(launcher, List.of(name), nothing,
                    List.of(tape, given.get(0), given.get(0), given.get(1)));
            Fd process = Pidfd.open(pid);
            given.get(0).close();
            long report = s.allocate(8);
            if (opener.other(ready).read(report, 8) != 1) {
                Pidfd.reap(process);
                process.close();
                throw new KernelException(what, Math.max(Errno.EPERM, Scratch.getInt(report + 4)));
            }
            return new NamespaceProcess(process, pid, opener.other(enough).duplicate());
        }
    }

    /** Its id. */
    int pid() {
        return pid;
    }

    /**
     * Opens one of its namespaces, which lasts from then on without it.
     *
     * @param type a name of {@code /proc/PID/ns}
     */
    Fd open(String type) throws KernelException {
        return Fd.open(Path.of("/proc", Integer.toString(pid), "ns", type), OpenFlags.RDONLY, 0);
    }

    /** Has it end. */
    @Override
    public void close() throws KernelException {
        enough.close();
        Pidfd.awaitEnd(process, -1);
        Pidfd.reap(process);
        process.close();
    }
}
