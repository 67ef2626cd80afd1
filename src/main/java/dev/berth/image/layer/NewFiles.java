package dev.berth.image.layer;

import dev.berth.kernel.FileStatus;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which owner and mode the kernel gives to files that this process makes, so that those of a layer that are just that
 * need no calls to change them: most are root's, and without special bits.
 */
final class NewFiles {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String DEFAULT_ACL = "system.posix_acl_default";
    private static final int SETGID = 02000;
    private static final int SPECIAL = 07000;

    private final int uid;
    private final int gid;
    private final int mask;
    /** Whether some directory may change what is made in it. */
    private boolean accessLists;
    /** Whether a directory of the layer has another group than this process, or hands its group down. */
    private boolean groups;
    private boolean ownGroup;
    private boolean groupHandedDown;

    private NewFiles(int uid, int gid, int mask) {
        this.uid = uid;
        this.gid = gid;
        this.mask = mask;
    }

    /**
     * What this process makes in a directory.
     *
     * @param root descriptor of the directory, which is empty
     */
    static NewFiles in(int root) throws IOException {
        int uid = -1;
        int gid = -1;
        int mask = 0777;
        for (String line : Files.readAllLines(STATUS)) {
            // the fourth number is what the file system goes by (proc_pid_status(5))
            if (line.startsWith("Uid:")) {
                uid = Integer.parseUnsignedInt(line.split("\\s+")[4]);
            } else if (line.startsWith("Gid:")) {
                gid = Integer.parseUnsignedInt(line.split("\\s+")[4]);
            } else if (line.startsWith("Umask:")) {
                mask = Integer.parseInt(line.split("\\s+")[1], 8);
            }
        }
        NewFiles result = new NewFiles(uid, gid, mask);
        result.accessLists = Xattrs.get(root, DEFAULT_ACL).isPresent();
        result.look(root);
        result.groups = !result.ownGroup || result.groupHandedDown;
        return result;
    }

    /** The next files are made in another directory, or in this one after it was changed. */
    void enter(int directory) throws IOException {
        // nearly all layers have only directories that are as this process makes them
        if (groups) {
            look(directory);
        }
    }

    private void look(int directory) throws IOException {
        FileStatus status = FileStatus.of(directory);
        // also without the bit a file system may give files the group of their directory (grpid, ext4(5))
        ownGroup = status.gid() == gid;
        groupHandedDown = (status.mode() & SETGID) != 0;
    }

    /** A file of the layer is like this; a directory's owner, mode and attributes may change what is made in it. */
    void note(TarEntry entry) {
        groups |= entry.type() == TarEntry.Type.DIRECTORY
                && (entry.gid() != Integer.toUnsignedLong(gid) || (entry.mode() & SETGID) != 0);
        accessLists |= entry.xattrs().containsKey(DEFAULT_ACL);
    }

    /** Whether a file has its owner from the beginning. */
    boolean owns(TarEntry entry) {
        return entry.uid() == Integer.toUnsignedLong(uid) && entry.gid() == Integer.toUnsignedLong(gid) && ownGroup;
    }

    /** Whether a file that is made with its mode has it from the beginning. */
    boolean keepsMode(TarEntry entry) {
        boolean inherits = groupHandedDown && entry.type() == TarEntry.Type.DIRECTORY;
        return (entry.mode() & (SPECIAL | mask)) == 0 && !accessLists && !inherits;
    }
}
