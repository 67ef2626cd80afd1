package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.Scratch;
import dev.berth.kernel.Sys;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Names and ids of containers: what docker allows, and new ones. */
public final class Names {

    /** What stands for a counting number in a profile's {@code name}. */
    private static final String COUNTER = "{n}";
    private static final int ID_BYTES = 32;
    private static final int SHORT = 12;
    /** Names are also directories. */
    private static final int LONGEST = 255;

    private Names() {
    }

    /**
     * Whether docker allows a name: a letter or digit, then at least one more of letters, digits, {@code _}, {@code .}
     * and {@code -}.
     */
    public static boolean valid(String name) {
        if (name.length() < 2 || name.length() > LONGEST || !alphanumeric(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!alphanumeric(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /**
     * A container's name as the user gave it, without the slash that Docker's API puts before it.
     *
     * @throws EngineException if docker does not allow it
     */
    public static String container(String name) throws EngineException {
        String bare = name.startsWith("/") ? name.substring(1) : name;
        if (!valid(bare)) {
            throw new EngineException(Kind.BAD_PARAMETER,
                    "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }
        return bare;
    }

    /**
     * Puts the first free number, from 1, in place of {@code {n}}.
     *
     * @param pattern a name, with or without {@code {n}}
     * @param taken whether a name is in use
     * @return the name; without {@code {n}} the pattern, free or not
     */
    public static String counted(String pattern, Predicate<String> taken) {
        if (!isCounted(pattern)) {
            return pattern;
        }
        for (int n = 1;; n++) {
            String name = pattern.replace(COUNTER, Integer.toString(n));
            if (!taken.test(name)) {
                return name;
            }
        }
    }

    /** Whether a pattern has {@code {n}}. */
    static boolean isCounted(String pattern) {
        return pattern.contains(COUNTER);
    }

    /** A new id: 64 hexadecimal digits, whose first twelve are never a decimal number, as a host name must not be. */
    public static String newId() {
        while (true) {
            String id = HexFormat.of().formatHex(random(ID_BYTES));
            for (int i = 0; i < SHORT; i++) {
                if (id.charAt(i) > '9') {
                    return id;
                }
            }
        }
    }

    /**
     * Bytes that nobody can guess ({@code getrandom(2)}; Java's own generator takes tens of milliseconds to load).
     *
     * @param count how many, at most 256
     */
    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        try (Scratch s = Scratch.open()) {
            long room = s.allocate(count);
            long n;
            do {
                n = Kernel.raw(Sys.GETRANDOM, room, count, 0);
            } while (n == -Errno.EINTR);
            Kernel.check(n, "read", "random bytes");
            Scratch.getBytes(room, bytes, 0, count);
            return bytes;
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }
}
