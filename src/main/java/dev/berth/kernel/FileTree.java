package dev.berth.kernel;

/** Removes whole trees by descriptors, so that no symbolic link in them is ever followed. */
public final class FileTree {

    private FileTree() {
    }

    /**
     * Removes a name and, if it is a directory, all beneath it. Not there is as good as removed.
     *
     * @param directory descriptor of the directory that holds it
     * @param name one name
     * @throws KernelException if the kernel refuses; what was removed until then stays removed
     */
    public static void remove(int directory, byte[] name) throws KernelException {
        long result;
        try (Scratch s = Scratch.open()) {
            result = Kernel.raw(Sys.UNLINKAT, directory, FileCalls.name(s, name), 0);
        }
        if (result == -Errno.ENOENT) {
            return;
        }
        // unlink of a directory: EISDIR on Linux; EPERM as POSIX has it on some file systems
        if (result == -Errno.EISDIR || result == -Errno.EPERM) {
            try (Fd inner = FileCalls.open(directory, name, OpenFlags.DIRECTORY, 0)) {
                for (byte[] child : DirectoryEntries.names(inner.number())) {
                    remove(inner.number(), child);
                }
            }
            FileCalls.unlink(directory, name, FileCalls.REMOVE_DIRECTORY);
            return;
        }
        FileCalls.check(result, "remove", name);
    }
}
