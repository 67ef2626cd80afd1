package dev.berth.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One {@code [[mounts]]} table.
 *
 * @param type bind, volume or tmpfs
 * @param source host path or volume name; absent for tmpfs and for an anonymous volume
 * @param target absolute path inside the container
 * @param readOnly whether it is mounted read-only
 * @param propagation bind propagation, {@code rprivate} when absent
 * @param recursive whether mounts below a bind source come along; true when absent
 * @param create whether a missing bind source is made as a directory (docker's {@code -v}; {@code --mount} refuses)
 * @param sizeBytes size of a tmpfs
 * @param mode permission bits of a tmpfs' root
 * @param options further mount options: {@code nosuid}, {@code nodev}, {@code noexec}, {@code noatime}, {@code nocopy}
 *     and their opposites
 */
public record Mount(
        Type type,
        Optional<String> source,
        String target,
        boolean readOnly,
        Optional<String> propagation,
        Optional<Boolean> recursive,
        boolean create,
        OptionalLong sizeBytes,
        OptionalInt mode,
        List<String> options) {

    /** The three kinds of mount. */
    public enum Type {
        /** A path of the host. */
        BIND,
        /** A volume of the engine's. */
        VOLUME,
        /** Memory. */
        TMPFS;

        /** The type's name as docker and profiles write it. */
        public String text() {
            return switch (this) {
                case BIND -> "bind";
                case VOLUME -> "volume";
                case TMPFS -> "tmpfs";
            };
        }
    }
}
