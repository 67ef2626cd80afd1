package dev.berth.shell;

import java.util.Set;

/** {@code --pid}, {@code --uts}, {@code --userns} and {@code --cgroupns}, of which docker's client knows all values. */
final class NamespaceFlags {

    private NamespaceFlags() {
    }

    static void check(LaunchOptions o) {
        check("--pid: invalid PID mode", o.pid, Set.of("", "host", "private"), true);
        check("--uts: invalid UTS mode", o.uts, Set.of("", "host", "private"), false);
        check("--userns: invalid USER mode", o.userns, Set.of("", "host", "private", "auto", "keep-id"), false);
        check("--cgroupns: invalid CGROUP mode", o.cgroupns, Set.of("", "host", "private"), false);
    }

    private static void check(String complaint, String value, Set<String> known, boolean joins) {
        boolean joined = joins && value.startsWith("container:") && value.length() > "container:".length();
        if (!joined && !known.contains(value)) {
            throw new LaunchRefused(complaint);
        }
    }
}
