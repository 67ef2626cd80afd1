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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes user namespaces that nobody lives in: {@code mount_setattr(2)} takes an id map only in that form. A process
 * makes the namespace, the engine writes its maps and opens it, and the process ends.
 */
final class UserNamespaces {

    private UserNamespaces() {
    }

    /**
     * A user namespace with a map.
     *
     * @param launcher the launcher's program
     * @param nothing {@code /dev/null}
     * @param ids the map
     * @throws KernelException if the kernel refuses
     */
    static Fd make(Fd launcher, Fd nothing, IdMap ids) throws KernelException {
        Descriptor.Pipe ready = new Descriptor.Pipe("ready, to write", "ready", true);
        Descriptor.Pipe enough = new Descriptor.Pipe("enough, to read", "enough", false);
        PlanBuilder plan = new PlanBuilder();
        plan.pass(ready);
        plan.pass(enough);
        plan.closeTheRest();
        plan.call("make a user namespace", Sys.UNSHARE, Argument.of(Flags.CLONE_NEWUSER, "CLONE_NEWUSER"));
        plan.call("say so", Sys.WRITE, Argument.of(ready), Argument.of("."), Argument.of(1));
        plan.callIfPossible("wait", Sys.READ, Argument.of(enough), new Argument.Address(Slot.number("byte")),
                Argument.of(1));
        LaunchPlan made = plan.build(List.of(), List.of());
        try (DescriptorOpener opener = new DescriptorOpener(Map.of(), none -> nothing);
                Fd tape = MemoryFile.sealed("tape", Tape.encode(made, Machine.CURRENT), false); Scratch s = Scratch.open()) {
            List<Fd> given = opener.open(made);
            // a failure is reported on the same pipe, and is longer than a byte
            int pid = Spawn.start(launcher, List.of("berth-ids"), nothing,
                    List.of(tape, given.get(0), given.get(0), given.get(1)));
            try (Fd process = Pidfd.open(pid)) {
                given.get(0).close();
                long report = s.allocate(8);
                if (opener.other(ready).read(report, 8) != 1) {
                    Pidfd.reap(process);
                    throw new KernelException("make a user namespace", Math.max(Errno.EPERM,
                            Scratch.getInt(report + 4)));
                }
                write(pid, "uid_map", ids);
                write(pid, "gid_map", ids);
                Fd namespace = Fd.open(Path.of("/proc", Integer.toString(pid), "ns", "user"), OpenFlags.RDONLY, 0);
                opener.other(enough).close();
                Pidfd.awaitEnd(process, -1);
                Pidfd.reap(process);
                return namespace;
            }
        }
    }

    private static void write(int pid, String file, IdMap ids) throws KernelException {
        try (Fd map = Fd.open(Path.of("/proc", Integer.toString(pid), file), OpenFlags.WRONLY, 0)) {
            map.write(ids.text().getBytes(StandardCharsets.US_ASCII));
        } catch (KernelException e) {
            throw new KernelException("write " + file + " " + ids.text().strip(), e.errno());
        }
    }
}
