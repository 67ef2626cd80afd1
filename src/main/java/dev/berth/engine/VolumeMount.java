package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.MountFlags;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What docker's local driver mounts on a volume's directory while containers use it: the options {@code type},
 * {@code device} and {@code o}, as mount(8) has them.
 *
 * @param directory the volume's directory
 * @param options those three
 */
record VolumeMount(Path directory, Map<String, String> options) {

    private static final Set<String> KNOWN = Set.of("type", "device", "o");
    /** mount(2)'s flags by mount(8)'s names. */
    private static final Map<String, Integer> FLAGS = Map.ofEntries(Map.entry("ro", MountFlags.RDONLY),
            Map.entry("nosuid", MountFlags.NOSUID), Map.entry("nodev", MountFlags.NODEV),
            Map.entry("noexec", MountFlags.NOEXEC), Map.entry("sync", MountFlags.SYNC),
            Map.entry("dirsync", MountFlags.DIRSYNC), Map.entry("noatime", MountFlags.NOATIME),
            Map.entry("nodiratime", MountFlags.NODIRATIME), Map.entry("bind", MountFlags.BIND),
            Map.entry("rbind", MountFlags.BIND | MountFlags.REC), Map.entry("relatime", MountFlags.RELATIME),
            Map.entry("strictatime", MountFlags.STRICTATIME));
    /** What is the default anyway. */
    private static final Set<String> DEFAULTS = Set.of("rw", "suid", "dev", "exec", "async", "atime", "defaults");

    /**
     * Looks whether options make sense.
     *
     * @param name the volume's name, for the message
     * @throws EngineException in docker's words
     */
    static void check(String name, Map<String, String> options) throws EngineException {
        for (String key : options.keySet()) {
            if (!KNOWN.contains(key)) {
                throw new EngineException(Kind.BAD_PARAMETER, "create " + name + ": invalid option: \"" + key + '"');
            }
        }
        for (String needed : options.isEmpty() ? List.<String>of() : List.of("device", "type")) {
            if (options.getOrDefault(needed, "").isEmpty()) {
                throw new EngineException(Kind.BAD_PARAMETER, "create " + name + ": missing required option: \""
                        + needed + '"');
            }
        }
    }

    /** Whether there is something mounted on the directory. */
    boolean isMounted() throws IOException {
        String place = ' ' + directory.toString() + ' ';
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            if (line.contains(place)) {
                return true;
            }
        }
        return false;
    }

    /** Mounts it, unless it is. */
    void mount() throws EngineException {
        int flags = 0;
        StringJoiner data = new StringJoiner(",");
        for (String option : options.getOrDefault("o", "").split(",")) {
            flags |= FLAGS.getOrDefault(option, 0);
            if (!option.isEmpty() && !FLAGS.containsKey(option) && !DEFAULTS.contains(option)) {
                data.add(option);
            }
        }
        try (Scratch s = Scratch.open()) {
            if (isMounted()) {
                return;
            }
            long target = s.string(directory.toString());
            Kernel.check(Kernel.raw(Sys.MOUNT, s.string(options.get("device")), target, s.string(options.get("type")),
                    flags, s.string(data.toString())), "mount", directory);
            if ((flags & MountFlags.BIND) != 0 && (flags & ~FLAGS.get("rbind")) != 0) {
                // a bind mount takes its other flags only when it is there
                Kernel.check(Kernel.raw(Sys.MOUNT, 0, target, 0, flags | MountFlags.REMOUNT, 0), "mount", directory);
            }
        } catch (KernelException e) {
            unmount();
            throw new EngineException(Kind.SYSTEM, "error while mounting volume '" + directory
                    + "': failed to mount local volume: mount " + options.get("device") + ':' + directory
                    + (data.length() == 0 ? "" : ", data: " + data) + ": " + Errno.message(e.errno()), e);
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "error while mounting volume '" + directory + "': "
                    + e.getMessage(), e);
        }
    }

    /** Unmounts it; containers that still use it keep it until they end. */
    void unmount() {
        try (Scratch s = Scratch.open()) {
            Kernel.raw(Sys.UMOUNT2, s.string(directory.toString()), MountFlags.DETACH);
        }
    }
}
