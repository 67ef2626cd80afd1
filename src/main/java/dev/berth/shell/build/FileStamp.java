package dev.berth.shell.build;

import java.nio.file.attribute.FileTime;

/**
 * What tells whether a file has changed.
 *
 * @param mode type and permissions
 * @param inode its number, other when the file was replaced
 * @param size in bytes, 0 for a directory: its entries tell more
 * @param modified when its content was written; for a directory the epoch
 */
record FileStamp(int mode, long inode, long size, FileTime modified) {

    static FileStamp of(ContextFiles.Found found) {
        long inode = (long) found.attributes().get("ino");
        return found.isDirectory() ? new FileStamp(found.mode(), inode, 0, FileTime.fromMillis(0))
                : new FileStamp(found.mode(), inode, found.size(),
                        (FileTime) found.attributes().get("lastModifiedTime"));
    }
}
