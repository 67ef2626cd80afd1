package dev.berth.engine;

import java.util.List;
import java.util.Locale;

/** Signals by name (asm-generic/signal.h, the same on x86-64 and aarch64). */
public final class Signals {

    static final int KILL = 9;
    static final int TERM = 15;

    /** By number, from 1. */
    private static final List<String> NAMES = List.of("HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE",
            "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN",
            "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");
    private static final int REALTIME_MIN = 34;
    private static final int REALTIME_MAX = 64;

    private Signals() {
    }

    /**
     * A signal's number.
     *
     * @param text a number, or a name with or without {@code SIG}, also {@code RTMIN+n} and {@code RTMAX-n}
     * @throws EngineException in docker's words if there is no such signal
     */
    public static int number(String text) throws EngineException {
        String name = text.toUpperCase(Locale.ROOT);
        try {
            int number = Integer.parseInt(name);
            if (number > 0 && number <= REALTIME_MAX) {
                return number;
            }
            throw number == 0 ? unknown(text) : new EngineException(EngineException.Kind.BAD_PARAMETER,
                    "the linux daemon does not support signal " + number);
        } catch (NumberFormatException e) {
            return named(name.startsWith("SIG") ? name.substring(3) : name, text);
        }
    }

    private static int named(String name, String text) throws EngineException {
        int index = NAMES.indexOf(switch (name) {
            case "IOT" -> "ABRT";
            case "CLD" -> "CHLD";
            case "POLL" -> "IO";
            case "UNUSED" -> "SYS";
            default -> name;
        });
        if (index >= 0) {
            return index + 1;
        }
        try {
            if (name.startsWith("RTMIN")) {
                return realtime(REALTIME_MIN + offset(name), text);
            } else if (name.startsWith("RTMAX")) {
                return realtime(REALTIME_MAX + offset(name), text);
            }
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
        throw unknown(text);
    }

    private static int offset(String name) {
        return name.length() == 5 ? 0 : Integer.parseInt(name.substring(5));
    }

    private static int realtime(int number, String text) throws EngineException {
        if (number < REALTIME_MIN || number > REALTIME_MAX) {
            throw unknown(text);
        }
        return number;
    }

    private static EngineException unknown(String text) {
        return new EngineException(EngineException.Kind.BAD_PARAMETER, "invalid signal: " + text);
    }
}
