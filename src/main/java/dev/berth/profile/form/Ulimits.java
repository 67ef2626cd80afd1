package dev.berth.profile.form;

import dev.berth.profile.Limits.Rlimit;
import java.util.List;
import java.util.Map;

/** Resource limits: {@code soft[:hard]}, and docker's {@code --ulimit name=soft[:hard]}. */
public final class Ulimits {

    /** What a limit may look like, for error messages. */
    public static final String ACCEPTED = "a number, \"soft:hard\" or \"unlimited\"";

    /** The names that {@code setrlimit(2)} knows, in lower case without {@code RLIMIT_}. */
    public static final List<String> NAMES = List.of("as", "core", "cpu", "data", "fsize", "locks", "memlock",
            "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack");

    private Ulimits() {
    }

    /**
     * Reads {@code name=soft[:hard]}.
     *
     * @param text docker's form
     * @return the name and the limit
     * @throws FormException in docker's wording
     */
    public static Map.Entry<String, Rlimit> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new FormException("invalid ulimit argument: " + text);
        }
        String name = text.substring(0, equals);
        if (!NAMES.contains(name)) {
            throw new FormException("invalid ulimit type: " + name);
        }
        return Map.entry(name, parseValue(text.substring(equals + 1)));
    }

    /**
     * Reads {@code soft[:hard]}; without a hard limit it is the soft one.
     *
     * @param text two numbers, -1 or {@code unlimited} for none
     * @return the limit
     * @throws FormException in docker's wording
     */
    public static Rlimit parseValue(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 2) {
            throw new FormException("too many limit value arguments - " + text
                    + ", can only have up to two, `soft[:hard]`");
        }
        long soft = number(parts[0]);
        long hard = parts.length == 1 ? soft : number(parts[1]);
        if (hard != -1 && (soft == -1 || soft > hard)) {
            throw new FormException("ulimit soft limit must be less than or equal to hard limit: "
                    + parts[0] + " > " + parts[1]);
        }
        return new Rlimit(soft, hard);
    }

    private static long number(String text) {
        if (text.equals("unlimited")) {
            return -1;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= -1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new FormException("invalid ulimit value: \"" + text + "\" is not a number");
        }
        throw new FormException("invalid ulimit value: \"" + text + "\" is negative; -1 is without limit");
    }

    /**
     * Writes a limit.
     *
     * @param limit the limit
     * @return {@code soft:hard}, or one number if they are equal
     */
    public static String format(Rlimit limit) {
        String soft = limit.soft() == -1 ? "unlimited" : Long.toString(limit.soft());
        String hard = limit.hard() == -1 ? "unlimited" : Long.toString(limit.hard());
        return soft.equals(hard) ? soft : soft + ":" + hard;
    }
}
