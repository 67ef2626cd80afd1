package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The flags of one instruction, checked against those it knows. */
final class Flags {

    /** What a flag takes. */
    enum Kind {
        /** {@code true}, {@code false} or nothing. */
        SWITCH,
        /** One value. */
        VALUE,
        /** A value, and it may be given again. */
        VALUES
    }

    private final Map<String, List<String>> given = new HashMap<>();

    /**
     * Reads flags.
     *
     * @param words as the line has them
     * @param known what the instruction knows, without the dashes
     * @param line for the error
     * @throws DockerfileException if one is not known, is given twice, or has no good value
     */
    Flags(List<String> words, Map<String, Kind> known, int line) {
        for (String word : words) {
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            Kind kind = known.get(flag.substring(2));
            if (kind == null) {
                throw new DockerfileException(line, "unknown flag: " + flag
                        + Suggestion.of(flag.substring(2), known.keySet()));
            }
            List<String> values = given.computeIfAbsent(flag.substring(2), name -> new ArrayList<>());
            if (!values.isEmpty() && kind != Kind.VALUES) {
                throw new DockerfileException(line, "duplicate flag specified: " + flag);
            }
            String value = equals < 0 ? "" : word.substring(equals + 1);
            if (kind == Kind.SWITCH ? equals >= 0 && value.isEmpty() : equals < 0) {
                throw new DockerfileException(line, "missing a value on flag: " + flag);
            }
            values.add(kind == Kind.SWITCH ? truth(flag, value, line) : value);
        }
    }

    /** Whether a switch is on. */
    boolean on(String name) {
        return values(name).contains("true");
    }

    /** A switch, if it was given. */
    Optional<Boolean> truth(String name) {
        return given.containsKey(name) ? Optional.of(on(name)) : Optional.empty();
    }

    /** A value, if one was given that is not empty: docker takes an empty one for none. */
    Optional<String> value(String name) {
        return values(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** All values, in order. */
    List<String> values(String name) {
        return given.getOrDefault(name, List.of());
    }

    private static String truth(String flag, String value, int line) {
        String small = value.toLowerCase(Locale.ROOT);
        if (small.isEmpty() || small.equals("true")) {
            return "true";
        }
        if (small.equals("false")) {
            return "false";
        }
        throw new DockerfileException(line, "expecting boolean value for flag " + flag + ", not: " + value);
    }
}
