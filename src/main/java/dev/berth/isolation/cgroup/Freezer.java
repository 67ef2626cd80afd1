package dev.berth.isolation.cgroup;

import dev.berth.kernel.KernelException;
import java.io.IOException;

/** Stops all processes of a group: {@code cgroup.freeze} of v2, or the v1 freezer (freezer-subsystem.rst). */
final class Freezer {

    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private final GroupDirectory group;
    private final boolean v2;

    Freezer(GroupDirectory group) {
        this.group = group;
        this.v2 = group.hierarchy().v2();
    }

    GroupDirectory group() {
        return group;
    }

    void freeze(boolean frozen) throws CgroupException {
        long end = System.nanoTime() + DEADLINE_NANOS;
        try {
            request(frozen);
            for (int i = 0; isFrozen() != frozen; i++) {
                if (System.nanoTime() > end) {
                    request(false);
                    throw new CgroupException("cannot freeze " + group.path()
                            + ": a process of it does not stop, it waits in the kernel");
                }
                Thread.sleep(Math.min(i, 10), i < 10 ? 100_000 : 0);
                if (!v2) {
                    // v1 stays at FREEZING when a process forked meanwhile, until it is asked again
                    request(frozen);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CgroupException("interrupted while freezing " + group.path(), e);
        } catch (KernelException e) {
            throw new CgroupException("cannot " + (frozen ? "freeze " : "thaw ") + group.path() + ": "
                    + e.getMessage(), e);
        }
    }

    /** Asks without waiting. */
    void request(boolean frozen) throws KernelException {
        if (v2) {
            group.write("cgroup.freeze", frozen ? "1" : "0");
        } else {
            group.write("freezer.state", frozen ? "FROZEN" : "THAWED");
        }
    }

    boolean frozen() throws CgroupException {
        try {
            return isFrozen();
        } catch (IOException e) {
            throw new CgroupException("cannot tell whether " + group.path() + " is frozen: " + e.getMessage(), e);
        }
    }

    private boolean isFrozen() throws KernelException {
        return v2 ? Numbers.valueOf(group.read("cgroup.events"), "frozen") == 1
                : group.read("freezer.state").startsWith("FROZEN");
    }
}
