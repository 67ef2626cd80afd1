package dev.berth.isolation.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Capabilities by name and number (include/uapi/linux/capability.h). A set of them is a {@code long}, a bit each. */
public final class CapabilityNames {

    private static final String[] NAMES = {"CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL",
        "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN",
        "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT",
        "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE",
        "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM",
        "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE"};

    /** Number of the last capability with a name. */
    public static final int LAST = NAMES.length - 1;

    private CapabilityNames() {
    }

    /**
     * The number of a capability.
     *
     * @param name with or without {@code CAP_}, in any case
     */
    public static OptionalInt number(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String bare = upper.startsWith("CAP_") ? upper.substring(4) : upper;
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(bare)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The name of a capability, with {@code CAP_}.
     *
     * @param number its number
     */
    public static String name(int number) {
        return number >= 0 && number < NAMES.length ? "CAP_" + NAMES[number] : "CAP_" + number;
    }

    /** The set of some capabilities, by their names without {@code CAP_}; used for constants only. */
    static long set(String... names) {
        long set = 0;
        for (String name : names) {
            set |= 1L << number(name).orElseThrow();
        }
        return set;
    }

    /**
     * The names of a set's capabilities, with {@code CAP_}, by number.
     *
     * @param set the set
     */
    public static List<String> names(long set) {
        List<String> names = new ArrayList<>(Long.bitCount(set));
        for (long rest = set; rest != 0; rest &= rest - 1) {
            names.add(name(Long.numberOfTrailingZeros(rest)));
        }
        return names;
    }
}
