package dev.berth.isolation.cgroup;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The groups that a container made inside its own. */
final class Subgroups {

    private static final int REMOVE_DIRECTORY = 0x200;
    private static final int ATTEMPTS = 200;
    private static final long MOST_MILLIS = 20;

    private Subgroups() {
    }

    /** A group and all below it, each relative to it with a slash at the end, the group itself first and empty. */
    static List<String> of(GroupDirectory group) throws IOException {
        Path top = group.path();
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.find(top, 64, (path, attributes) -> attributes.isDirectory())) {
            all.forEach(path -> names.add(path.equals(top) ? "" : top.relativize(path) + "/"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Removes a group, those below it first; waits a while for processes that are ending. */
    static void remove(GroupDirectory group) throws IOException {
        int errno = group.remove();
        for (int i = 0; errno != 0; i++) {
            if (errno != Errno.EBUSY && errno != Errno.ENOTEMPTY || i >= ATTEMPTS) {
                throw new KernelException("rmdir", errno);
            }
            List<String> below = of(group);
            for (int k = below.size() - 1; k > 0; k--) {
                try (Scratch s = Scratch.open()) {
                    Kernel.raw(Sys.UNLINKAT, Fd.AT_FDCWD,
                            s.string(group.path().resolve(below.get(k)).toString()), REMOVE_DIRECTORY);
                }
            }
            pause(i);
            errno = group.remove();
        }
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(Math.min(attempt, MOST_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for processes to end", e);
        }
    }
}
