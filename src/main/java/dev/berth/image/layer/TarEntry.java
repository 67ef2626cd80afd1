package dev.berth.image.layer;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A file of a tar archive. Names are byte strings: each character is one byte (ISO-8859-1), since names in archives and
 * in the kernel are bytes and need not be UTF-8.
 *
 * @param type what it is
 * @param name its path as the archive has it
 * @param linkName where a link points, else empty
 * @param mode permission bits with setuid, setgid and sticky
 * @param uid owner
 * @param gid group
 * @param size bytes of the file itself (with its holes); 0 for what has no contents
 * @param modifiedSeconds when it was last written, seconds since 1970
 * @param modifiedNanos the rest of that second, nanoseconds
 * @param deviceMajor major number of a device
 * @param deviceMinor minor number of a device
 * @param xattrs extended attributes by full name; the values are byte strings
 * @param sparse where the data lies in a sparse file: offset and length by turns; empty for a plain file
 */
public record TarEntry(Type type, String name, String linkName, int mode, long uid, long gid, long size,
        long modifiedSeconds, int modifiedNanos, int deviceMajor, int deviceMinor, Map<String, String> xattrs,
        long[] sparse) {

    /** What an entry can be. */
    public enum Type {
        /** A regular file. */
        FILE,
        /** Another name of a file that came before. */
        HARDLINK,
        /** A symbolic link. */
        SYMLINK,
        /** A character device. */
        CHARACTER,
        /** A block device. */
        BLOCK,
        /** A directory. */
        DIRECTORY,
        /** A named pipe. */
        FIFO
    }

    /** The name as text, for messages: what is no UTF-8 or not printable is shown as {@code ?}, cut when it is long. */
    public String shownName() {
        return shown(name);
    }

    /** A byte string as text, for messages. */
    public static String shown(String bytes) {
        String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        StringBuilder result = new StringBuilder();
        int limit = Math.min(text.length(), 120);
        for (int i = 0; i < limit; i++) {
            char c = text.charAt(i);
            result.append(Character.isISOControl(c) || c == '\uFFFD' ? '?' : c);
        }
        return limit < text.length() ? result.append('…').toString() : result.toString();
    }
}
