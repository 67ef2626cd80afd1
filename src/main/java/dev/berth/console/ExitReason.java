package dev.berth.console;

import java.util.Map;

/** What an exit code says: shells and engines give the numbers from 125 on a meaning. */
final class ExitReason {
    /** Signals end a process with this number more than theirs (POSIX shells; docker as well). */
    private static final int SIGNALLED = 128;
    /** The signals that end programs (signal(7), the numbers of x86 and ARM). */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(Map.entry(1, "SIGHUP"), Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"), Map.entry(4, "SIGILL"), Map.entry(5, "SIGTRAP"), Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"), Map.entry(8, "SIGFPE"), Map.entry(9, "SIGKILL"), Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"), Map.entry(12, "SIGUSR2"), Map.entry(13, "SIGPIPE"), Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"), Map.entry(24, "SIGXCPU"), Map.entry(25, "SIGXFSZ"), Map.entry(31, "SIGSYS"));

    private ExitReason() {
    }

    /** The code, and what it means where that is known. */
    static String of(int code, boolean outOfMemory) {
        if (outOfMemory) {
            return code + ", killed for lack of memory";
        }
        return switch (code) {
            case 125 -> code + ", the engine could not start it";
            case 126 -> code + ", the command cannot be run";
            case 127 -> code + ", the command was not found";
            default -> SIGNALS.containsKey(code - SIGNALLED) ? code + ", ended by " + SIGNALS.get(code - SIGNALLED)
                    : Integer.toString(code);
        };
    }
}
