package dev.berth.engine;

import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a launch makes for its mounts to go on, to be taken out of a step's layer again: empty files and directories
 * that were not there before. Everything is reached from the upper directory beneath which it must be, never through a
 * symbolic link, and only what is empty goes: a step that puts a link in the place of one of them leads nowhere
 * (CVE-2024-23652).
 */
final class StepStubs {

    private final Map<String, Optional<FileStatus>> before = new LinkedHashMap<>();

    private StepStubs() {
    }

    /**
     * Notes what is not there.
     *
     * @param root the root file system before the launch
     * @param targets absolute paths that will be mounted on
     */
    static StepStubs before(Fd root, List<String> targets) throws KernelException {
        StepStubs stubs = new StepStubs();
        for (String target : targets) {
            String path = "";
            for (String name : target.split("/")) {
                if (name.isEmpty() || name.equals(".")) {
                    continue;
                }
                if (name.equals("..")) {
                    break;
                }
                path = path.isEmpty() ? name : path + '/' + name;
                stubs.note(root, path);
            }
        }
        return stubs;
    }

    private void note(Fd root, String path) throws KernelException {
        if (!before.containsKey(path)) {
            try (Fd there = FileCalls.openBeneath(root.number(), bytes(path), OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
                before.put(path, Optional.of(FileStatus.of(there.number())));
            } catch (KernelException e) {
                if (e.errno() == Errno.ENOENT) {
                    before.put(path, Optional.empty());
                } else if (e.errno() != Errno.ENOTDIR && e.errno() != Errno.ELOOP && e.errno() != Errno.EXDEV) {
                    throw e;
                }
            }
        }
    }

    /**
     * Takes them out of the layer.
     *
     * @param upper the layer's directory, which nobody writes to any more
     * @param overlay whether it has the layer's files alone, so that what is as before is here by the stubs only
     */
    void remove(Fd upper, boolean overlay) throws KernelException {
        List<String> deepest = new ArrayList<>(before.keySet());
        deepest.sort((a, b) -> b.length() - a.length());
        for (String path : deepest) {
            int slash = path.lastIndexOf('/');
            byte[] name = bytes(path.substring(slash + 1));
            try (Fd parent = FileCalls.openBeneath(upper.number(), bytes(slash < 0 ? "." : path.substring(0, slash)),
                    OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW)) {
                remove(parent, name, before.get(path), overlay);
            } catch (KernelException e) {
                // it is not in this layer, or the step put something else on the way
                if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR && e.errno() != Errno.ELOOP
                        && e.errno() != Errno.EXDEV && e.errno() != Errno.ENOTEMPTY) {
                    throw e;
                }
            }
        }
    }

    private static void remove(Fd parent, byte[] name, Optional<FileStatus> old, boolean overlay)
            throws KernelException {
        FileStatus now = FileStatus.at(parent.number(), name);
        if (now.isDirectory() && (old.isEmpty() || overlay && unchanged(parent, name, old.get(), now))) {
            try (Fd directory = FileCalls.open(parent.number(), name, OpenFlags.DIRECTORY, 0)) {
                if (!DirectoryEntries.names(directory.number()).isEmpty()) {
                    return;
                }
            }
            FileCalls.unlink(parent.number(), name, FileCalls.REMOVE_DIRECTORY);
        } else if (now.type() == FileStatus.REGULAR && now.size() == 0 && old.isEmpty()) {
            FileCalls.unlink(parent.number(), name, 0);
        }
    }

    /** Whether a directory is in the layer only because something was made in it that is gone now. */
    private static boolean unchanged(Fd parent, byte[] name, FileStatus old, FileStatus now) throws KernelException {
        return old.isDirectory() && old.mode() == now.mode() && old.uid() == now.uid() && old.gid() == now.gid()
                && Xattrs.get(parent.number(), name, "trusted.overlay.opaque").isEmpty();
    }

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }
}
