package dev.berth.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the part of TOML that themes use: comments, and lines of {@code key = "value"} with a bare key and a basic
 * string without escapes. The full TOML reader takes longer to load than the console to start.
 */
final class FlatToml {
    private FlatToml() {
    }

    /**
     * The keys and values in their order.
     *
     * @param file what to call the text in errors
     * @throws IllegalArgumentException with file and line when a line is something else
     */
    static Map<String, String> read(String text, String file) {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            int equals = trimmed.indexOf('=');
            int open = trimmed.indexOf('"', equals);
            int close = open < 0 ? -1 : trimmed.indexOf('"', open + 1);
            String key = equals < 0 ? "" : trimmed.substring(0, equals).strip();
            String after = close < 0 ? "" : trimmed.substring(close + 1).strip();
            boolean valid = isBareKey(key) && close > 0 && trimmed.substring(equals + 1, open).isBlank()
                    && (after.isEmpty() || after.startsWith("#")) && trimmed.indexOf('\\') < 0;
            if (!valid) {
                throw new IllegalArgumentException(file + ":" + number + ": a theme's line is key = \"value\", not: "
                        + trimmed);
            }
            if (values.put(key, trimmed.substring(open + 1, close)) != null) {
                throw new IllegalArgumentException(file + ":" + number + ": the key " + key + " is there twice");
            }
        }
        return values;
    }

    private static boolean isBareKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return false;
            }
        }
        return !key.isEmpty();
    }
}
