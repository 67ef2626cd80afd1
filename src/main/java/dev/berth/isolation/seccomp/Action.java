package dev.berth.isolation.seccomp;

import java.util.Optional;

/**
 * What the kernel does with a call, as the value that a filter returns (linux/seccomp.h).
 *
 * @param value the value
 */
record Action(int value) {

    /** Go on. */
    public static final Action ALLOW = new Action(0x7fff0000);
    /** End the process with SIGSYS. */
    public static final Action KILL_PROCESS = new Action(0x80000000);
    /** The call does not exist. */
    public static final Action NO_SUCH_CALL = errno(38);

    private static final int ERRNO = 0x00050000;
    private static final int TRACE = 0x7ff00000;
    private static final int LOG = 0x7ffc0000;

    /** Answer an error number. */
    public static Action errno(int number) {
        return new Action(ERRNO | number & 0xffff);
    }

    /**
     * An action by libseccomp's name.
     *
     * @param name for example {@code SCMP_ACT_ALLOW}
     * @param data error number of {@code SCMP_ACT_ERRNO}, message of {@code SCMP_ACT_TRACE}
     * @return empty if there is no such action here
     */
    static Optional<Action> of(String name, int data) {
        return switch (name) {
            case "SCMP_ACT_ALLOW" -> Optional.of(ALLOW);
            case "SCMP_ACT_ERRNO" -> Optional.of(errno(data));
            case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD" -> Optional.of(new Action(0));
            case "SCMP_ACT_KILL_PROCESS" -> Optional.of(KILL_PROCESS);
            case "SCMP_ACT_TRAP" -> Optional.of(new Action(0x00030000));
            case "SCMP_ACT_TRACE" -> Optional.of(new Action(TRACE | data & 0xffff));
            case "SCMP_ACT_LOG" -> Optional.of(new Action(LOG));
            default -> Optional.empty();
        };
    }

    /** Whether the call is carried out as if there were no filter, or nearly. */
    boolean lets() {
        return value == ALLOW.value || value == LOG || (value & 0xffff0000) == TRACE;
    }
}
