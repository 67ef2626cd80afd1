package dev.berth.isolation.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Settings in the making, with what the kernel at hand cannot do. */
public final class SettingList {

    /** Answers whether groups of a tree have a file. */
    interface Probe {
        boolean has(String hierarchy, String file);
    }

    private final List<Setting> settings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Probe probe;
    private final boolean update;
    private final boolean strict;
    private String hierarchy = "";

    /**
     * An empty list.
     *
     * @param probe tells which files there are
     * @param update whether a container that runs is changed, so that defaults are written too
     * @param strict whether what cannot be done is an error
     */
    SettingList(Probe probe, boolean update, boolean strict) {
        this.probe = probe;
        this.update = update;
        this.strict = strict;
    }

    /** The tree that settings are for from now on: its directory's name on v1, empty on v2. */
    void in(String name) {
        hierarchy = name;
    }

    /**
     * Adds a setting.
     *
     * @param file the file's name
     * @param value what is written
     * @param key the profile key that asked for it
     */
    public void set(String file, String value, String key) {
        settings.add(new Setting(hierarchy.isEmpty() ? file : hierarchy + '/' + file, value, key));
    }

    /** {@link #set(String, String, String)} with a number. */
    public void set(String file, long value, String key) {
        set(file, Long.toString(value), key);
    }

    /** Whether this kernel has a file in groups of the tree at hand. */
    public boolean has(String file) {
        return probe.has(hierarchy, file);
    }

    /** Whether a container that runs is changed. */
    public boolean update() {
        return update;
    }

    /**
     * Notes that this kernel cannot do what a key asks for.
     *
     * @param key the profile key
     * @param reason why, a clause
     * @throws CgroupException if the profile is strict
     */
    public void unsupported(String key, String reason) throws CgroupException {
        String text = key + " has no effect here: " + reason;
        if (strict) {
            throw new CgroupException(text + " (the profile is strict)");
        }
        warnings.add(text);
    }

    /**
     * The number of a block device.
     *
     * @param device its path
     * @param key the profile key that names it
     * @return {@code MAJOR:MINOR}
     * @throws CgroupException if there is none
     */
    public static String deviceNumber(String device, String key) throws CgroupException {
        try {
            Path path = Path.of(device);
            int mode = (Integer) Files.getAttribute(path, "unix:mode");
            if ((mode & 0170000) != 0060000) {
                throw new CgroupException(key + ": " + device + " is not a block device");
            }
            long number = (Long) Files.getAttribute(path, "unix:rdev");
            return DeviceNumbers.major(number) + ":" + DeviceNumbers.minor(number);
        } catch (CgroupException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new CgroupException(key + ": there is no block device " + device, e);
        }
    }

    /** The settings. */
    List<Setting> settings() {
        return settings;
    }

    /** What has no effect here, a sentence each. */
    List<String> warnings() {
        return warnings;
    }
}
