package dev.berth.isolation;

import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Sys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes user namespaces that nobody lives in: {@code mount_setattr(2)} takes an id map only in that form.
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
        try (NamespaceProcess process = NamespaceProcess.start(launcher, nothing, "berth-ids", "make a user namespace",
                plan -> plan.call("make a user namespace", Sys.UNSHARE, Argument.of(Flags.CLONE_NEWUSER,
                        "CLONE_NEWUSER")))) {
            write(process.pid(), "uid_map", ids);
            write(process.pid(), "gid_map", ids);
            return process.open("user");
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
