package dev.berth.image.store;

import dev.berth.image.StoreUnavailable;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** The lock that keeps a second engine out of a store. */
final class StoreLock {

    private StoreLock() {
    }

    /**
     * Takes the lock.
     *
     * @param file the lock file; made if it is not there
     * @param data the engine's data directory, for the message
     * @return the lock, held as long as it is open
     * @throws StoreUnavailable if another engine has it
     */
    static Fd take(Path file, Path data) throws IOException {
        Fd lock = Fd.open(file, OpenFlags.CREAT | OpenFlags.RDWR, 0600);
        boolean done = false;
        try {
            if (!locked(lock)) {
                throw new StoreUnavailable("the image store " + data + " is in use by another engine; stop that one, "
                        + "or give this one another directory with --data");
            }
            done = true;
            return lock;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /**
     * Takes the lock. An engine that was killed while it made a process has left the lock to that one until it executes
     * its program, so "taken" counts only when it stays so for a second.
     */
    private static boolean locked(Fd lock) throws KernelException {
        long end = System.nanoTime() + 1_000_000_000L;
        while (!FileCalls.tryLock(lock.number())) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return true;
    }
}
