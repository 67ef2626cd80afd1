package dev.berth.image.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a registry asks for in {@code WWW-Authenticate} (RFC 9110, section 11.6.1).
 *
 * @param scheme {@code bearer} or {@code basic}, in lower case
 * @param parameters by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

    /** Reads one header's challenges; what is malformed ends the list. */
    static List<Challenge> parse(String header) {
        List<Challenge> result = new ArrayList<>();
        int[] at = {0};
        while (at[0] < header.length()) {
            String scheme = token(header, at);
            if (scheme.isEmpty()) {
                break;
            }
            Map<String, String> parameters = new HashMap<>();
            while (parameter(header, at, parameters)) {
                skip(header, at, ", ");
            }
            result.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters));
            skip(header, at, ", ");
        }
        return result;
    }

    private static boolean parameter(String header, int[] at, Map<String, String> parameters) {
        int start = at[0];
        skip(header, at, " ");
        String name = token(header, at);
        if (name.isEmpty() || at[0] >= header.length() || header.charAt(at[0]) != '=') {
            // not a parameter: the next challenge's scheme
            at[0] = start;
            return false;
        }
        at[0]++;
        StringBuilder value = new StringBuilder();
        if (at[0] < header.length() && header.charAt(at[0]) == '"') {
            at[0]++;
            while (at[0] < header.length() && header.charAt(at[0]) != '"') {
                if (header.charAt(at[0]) == '\\' && at[0] + 1 < header.length()) {
                    at[0]++;
                }
                value.append(header.charAt(at[0]++));
            }
            at[0] = Math.min(at[0] + 1, header.length());
        } else {
            value.append(token(header, at));
        }
        parameters.put(name.toLowerCase(Locale.ROOT), value.toString());
        return true;
    }

    private static String token(String header, int[] at) {
        int start = at[0];
        while (at[0] < header.length() && " ,=\"".indexOf(header.charAt(at[0])) < 0) {
            at[0]++;
        }
        return header.substring(start, at[0]);
    }

    private static void skip(String header, int[] at, String characters) {
        while (at[0] < header.length() && characters.indexOf(header.charAt(at[0])) >= 0) {
            at[0]++;
        }
    }
}
