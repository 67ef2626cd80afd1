package dev.berth.isolation.cgroup;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Sys;
import java.util.List;

/** Kills all processes of a container's groups. */
final class Killer {

    private static final int SIGKILL = 9;
    private static final int ROUNDS = 100;

    private final Cgroup group;
    private final Freezer freezer;

    Killer(Cgroup group, Freezer freezer) {
        this.group = group;
        this.freezer = freezer;
    }

    void kill() throws CgroupException {
        GroupDirectory directory = freezer.group();
        if (directory.hierarchy().v2()) {
            try {
                directory.write("cgroup.kill", "1");
                return;
            } catch (KernelException e) {
                // Linux before 5.14 does not have it
                if (e.errno() != Errno.ENOENT) {
                    throw new CgroupException("cannot kill " + directory.path() + ": " + e.getMessage(), e);
                }
            }
        }
        signalAll();
    }

    /** Frozen processes cannot fork away from the list. */
    private void signalAll() throws CgroupException {
        try {
            freezer.request(true);
            List<Integer> pids = group.processes();
            for (int i = 0; i < ROUNDS && !pids.isEmpty(); i++) {
                for (int pid : pids) {
                    Kernel.raw(Sys.KILL, pid, SIGKILL);
                }
                freezer.request(false);
                Thread.sleep(1);
                pids = group.processes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CgroupException("interrupted while killing " + group.id(), e);
        } catch (KernelException e) {
            throw new CgroupException("cannot kill " + group.id() + ": " + e.getMessage(), e);
        }
    }
}
