package dev.berth.isolation.cgroup;

import java.util.List;
import java.util.OptionalLong;

/**
 * One rule of the device list: what may be done with which device nodes.
 *
 * @param allow whether it allows, not denies
 * @param type {@code 'c'}, {@code 'b'}, or {@code 'a'} for both
 * @param major major number; absent for any
 * @param minor minor number; absent for any
 * @param access of {@code r}, {@code w} and {@code m} (mknod), in this order
 */
public record DeviceRule(boolean allow, char type, OptionalLong major, OptionalLong minor, String access) {

    /** What every container may use, as docker and runc have it: mknod of all, the usual nodes, terminals. */
    public static final List<DeviceRule> DEFAULTS = List.of(
            new DeviceRule(true, 'c', OptionalLong.empty(), OptionalLong.empty(), "m"),
            new DeviceRule(true, 'b', OptionalLong.empty(), OptionalLong.empty(), "m"),
            device(1, 3), device(1, 5), device(1, 7), device(1, 8), device(1, 9),
            device(5, 0), device(5, 1), device(5, 2),
            new DeviceRule(true, 'c', OptionalLong.of(136), OptionalLong.empty(), "rwm"));

    private static DeviceRule device(long major, long minor) {
        return new DeviceRule(true, 'c', OptionalLong.of(major), OptionalLong.of(minor), "rwm");
    }

    /**
     * A rule in docker's form, {@code TYPE MAJOR:MINOR ACCESS}, for example {@code c 42:* rmw}.
     *
     * @param text the rule
     * @throws CgroupException if it has another form
     */
    public static DeviceRule parse(String text) throws CgroupException {
        String[] words = text.trim().split("\\s+");
        int colon = words.length == 3 ? words[1].indexOf(':') : -1;
        if (colon > 0 && words[0].length() == 1 && "acb".contains(words[0])) {
            try {
                return new DeviceRule(true, words[0].charAt(0), number(words[1].substring(0, colon)),
                        number(words[1].substring(colon + 1)), access(words[2]));
            } catch (IllegalArgumentException e) {
                // told below
            }
        }
        throw new CgroupException("invalid device cgroup format '" + text
                + "'; it is \"TYPE MAJOR:MINOR ACCESS\", for example \"c 42:* rmw\"");
    }

    /**
     * Letters of access in the kernel's order.
     *
     * @param letters some of {@code r}, {@code w}, {@code m}
     * @throws IllegalArgumentException if there is another letter, or none
     */
    public static String access(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            if ("rwm".indexOf(letters.charAt(i)) < 0) {
                throw new IllegalArgumentException("not a device access: " + letters);
            }
        }
        if (letters.isEmpty()) {
            throw new IllegalArgumentException("no device access");
        }
        return (letters.indexOf('r') >= 0 ? "r" : "") + (letters.indexOf('w') >= 0 ? "w" : "")
                + (letters.indexOf('m') >= 0 ? "m" : "");
    }

    /** The rule as {@code devices.allow} takes it. */
    public String text() {
        return type + " " + (major.isPresent() ? Long.toString(major.getAsLong()) : "*") + ':'
                + (minor.isPresent() ? Long.toString(minor.getAsLong()) : "*") + ' ' + access;
    }

    private static OptionalLong number(String text) {
        if (text.equals("*")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Integer.parseUnsignedInt(text));
    }
}
