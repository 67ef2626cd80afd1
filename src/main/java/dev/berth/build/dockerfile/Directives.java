package dev.berth.build.dockerfile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parser directives: comments of the form {@code # name=value} at the very top. The first line that is none ends
 * them; an unknown name is a comment.
 */
final class Directives {

    private static final Set<String> NAMES = Set.of("syntax", "escape", "check");

    private final Map<String, String> values = new HashMap<>();
    private boolean ended;

    /** The escape character, a backslash if nothing else was said. */
    char escape() {
        return values.getOrDefault("escape", "\\").charAt(0);
    }

    /** The value of the syntax directive. */
    Optional<String> syntax() {
        return Optional.ofNullable(values.get("syntax"));
    }

    /** The value of the check directive. */
    Optional<String> check() {
        return Optional.ofNullable(values.get("check"));
    }

    /**
     * Looks whether a line is a directive.
     *
     * @param line a line without white space at its beginning
     * @param number its number
     * @return whether it is one
     * @throws DockerfileException if it is one that came before, or sets an escape character that there cannot be
     */
    boolean accept(String line, int number) {
        if (ended) {
            return false;
        }
        int equals = line.indexOf('=');
        String name = line.startsWith("#") && equals > 0
                ? WhiteSpace.trim(line.substring(1, equals)).toLowerCase(Locale.ROOT) : "";
        String value = WhiteSpace.trim(line.substring(equals + 1));
        if (!NAMES.contains(name) || value.isEmpty()) {
            ended = true;
            return false;
        }
        if (values.put(name, value) != null) {
            throw new DockerfileException(number, "only one " + name + " parser directive can be used");
        }
        if (name.equals("escape") && !value.equals("\\") && !value.equals("`")) {
            throw new DockerfileException(number, "invalid escape token '" + value + "' does not match ` or \\");
        }
        return true;
    }
}
