package dev.berth.isolation.capability;

import dev.berth.profile.Security;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which capabilities a container is allowed: docker's default, with what is added and dropped. */
public final class AllowedCapabilities {

    /** Docker's default 14. */
    public static final long DEFAULT = CapabilityNames.set("CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD",
            "NET_RAW", "SETGID", "SETUID", "SETFCAP", "SETPCAP", "NET_BIND_SERVICE", "SYS_CHROOT", "KILL",
            "AUDIT_WRITE");

    private AllowedCapabilities() {
    }

    /**
     * Works out what a container is allowed, by docker's rules: adding ALL gives all but what is dropped, dropping ALL
     * leaves what is added, else the default without the dropped and with the added.
     *
     * @param privileged whether it is privileged, which allows all
     * @param change what is added and dropped
     * @param all what the engine can give, see {@link OwnCapabilities}
     * @throws IllegalArgumentException if there is no such capability, in docker's words
     */
    public static long of(boolean privileged, Optional<Security.Capabilities> change, long all) {
        long add = 0;
        long drop = 0;
        if (change.isPresent()) {
            add = set(change.get().add(), "CapAdd", all);
            drop = set(change.get().drop(), "CapDrop", all);
        }
        if (privileged) {
            return all;
        }
        boolean addAll = change.isPresent() && hasAll(change.get().add());
        boolean dropAll = change.isPresent() && hasAll(change.get().drop());
        if (addAll) {
            return dropAll ? all : all & ~drop;
        }
        return dropAll ? add : DEFAULT & all & ~drop | add;
    }

    private static long set(List<String> names, String field, long all) {
        long set = 0;
        for (String name : names) {
            if (isAll(name)) {
                continue;
            }
            int number = CapabilityNames.number(name).orElseThrow(() -> new IllegalArgumentException(
                    "invalid " + field + ": unknown capability: \"" + prefixed(name) + '"'));
            if ((all >>> number & 1) == 0) {
                throw new IllegalArgumentException("invalid " + field + ": capability not supported by your kernel or"
                        + " not available in the current environment: \""
                        + prefixed(name) + '"');
            }
            set |= 1L << number;
        }
        return set;
    }

    private static String prefixed(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper : "CAP_" + upper;
    }

    private static boolean hasAll(List<String> names) {
        return names.stream().anyMatch(AllowedCapabilities::isAll);
    }

    private static boolean isAll(String name) {
        return name.equalsIgnoreCase("ALL") || name.equalsIgnoreCase("CAP_ALL");
    }
}
