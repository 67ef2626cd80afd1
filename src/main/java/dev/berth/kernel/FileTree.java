package dev.berth.kernel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes whole trees by descriptors, so that no symbolic link in them is ever followed and no path in them is too
 * long. However deep a tree is, only {@link #DEEPEST} of its directories are open at once: what lies deeper is moved up
 * to the tree's top first.
 */
public final class FileTree {

    /** How many directories are open at the most: little of what a process may have, and of a thread's stack. */
    private static final int DEEPEST = 64;
    /** So often a directory is read that is not empty in the end: others may write in it, or remove the same tree. */
    private static final int PATIENCE = 3;

    private final int top;
    private int moved;

    private FileTree(int top) {
        this.top = top;
    }

    /**
     * Removes a file or a directory with all beneath it. Not there is as good as removed.
     *
     * @param tree whose parent directories nobody changes meanwhile
     * @throws KernelException if the kernel refuses; what was removed until then stays removed
     */
    public static void remove(Path tree) throws KernelException {
        try (Fd parent = Fd.open(tree.toAbsolutePath().getParent(), OpenFlags.DIRECTORY, 0)) {
            remove(parent.number(), tree.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    /**
     * Removes a name and, if it is a directory, all beneath it. Not there is as good as removed, also when somebody
     * else removes parts of it meanwhile.
     *
     * @param directory descriptor of the directory that holds it
     * @param name one name
     * @throws KernelException if the kernel refuses; what was removed until then stays removed
     */
    public static void remove(int directory, byte[] name) throws KernelException {
        long result = unlink(directory, name, 0);
        if (mayBeDirectory(result)) {
            try (Fd inner = FileCalls.open(directory, name, OpenFlags.DIRECTORY, 0)) {
                new FileTree(inner.number()).removeDirectory(directory, name, inner.number(), 1);
            } catch (KernelException e) {
                check(e, result, name);
            }
        } else {
            check(result, name);
        }
    }

    private void removeDirectory(int parent, byte[] name, int directory, int depth) throws KernelException {
        int tries = 0;
        int movedBefore;
        long result;
        do {
            movedBefore = moved;
            FileCalls.seek(directory, 0, 0);
            empty(directory, depth);
            result = unlink(parent, name, FileCalls.REMOVE_DIRECTORY);
        } while (result == -Errno.ENOTEMPTY && (moved > movedBefore || ++tries < PATIENCE));
        check(result, name);
    }

    private void empty(int directory, int depth) throws KernelException {
        List<byte[]> names = DirectoryEntries.next(directory);
        while (!names.isEmpty()) {
            for (byte[] name : names) {
                removeEntry(directory, name, depth);
            }
            names = DirectoryEntries.next(directory);
        }
    }

    private void removeEntry(int directory, byte[] name, int depth) throws KernelException {
        long result = unlink(directory, name, 0);
        if (!mayBeDirectory(result)) {
            check(result, name);
        } else if (depth < DEEPEST || !moveUp(directory, name)) {
            try (Fd inner = FileCalls.open(directory, name, OpenFlags.DIRECTORY, 0)) {
                removeDirectory(directory, name, inner.number(), depth + 1);
            } catch (KernelException e) {
                check(e, result, name);
            }
        }
    }

    /** False if it cannot be moved, as another mount. */
    private boolean moveUp(int directory, byte[] name) {
        try {
            byte[] other = ("deeper-" + System.nanoTime() + "-" + moved++).getBytes(StandardCharsets.US_ASCII);
            FileCalls.rename(directory, name, top, other, FileCalls.RENAME_NOREPLACE);
            return true;
        } catch (KernelException e) {
            return false;
        }
    }

    private static long unlink(int directory, byte[] name, int flags) {
        try (Scratch s = Scratch.open()) {
            return Kernel.raw(Sys.UNLINKAT, directory, FileCalls.name(s, name), flags);
        }
    }

    /** What unlink says of a directory: EISDIR on Linux; EPERM as POSIX has it on some file systems. */
    private static boolean mayBeDirectory(long result) {
        return result == -Errno.EISDIR || result == -Errno.EPERM;
    }

    private static void check(long result, byte[] name) throws KernelException {
        if (result != -Errno.ENOENT) {
            FileCalls.check(result, "remove", name);
        }
    }

    /** An error in a directory is the tree's, unless it is none: then unlink's is. */
    private static void check(KernelException e, long unlinked, byte[] name) throws KernelException {
        if (e.errno() == Errno.ENOTDIR) {
            FileCalls.check(unlinked, "remove", name);
        } else if (e.errno() != Errno.ENOENT) {
            throw e;
        }
    }
}
