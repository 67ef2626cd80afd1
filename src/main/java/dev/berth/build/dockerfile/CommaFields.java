package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** A line of comma-separated fields, of which those in double quotes may hold commas (RFC 4180). */
final class CommaFields {

    private CommaFields() {
    }

    /**
     * The fields.
     *
     * @param text the line
     * @param line of the Dockerfile, for the error
     * @throws DockerfileException if a quote is not closed or stands within a field
     */
    static List<String> split(String text, int line) {
        List<String> result = new ArrayList<>();
        int at = 0;
        do {
            StringBuilder field = new StringBuilder();
            at = text.startsWith("\"", at) ? quoted(text, at + 1, field, line) : bare(text, at, field, line);
            result.add(field.toString());
        } while (at++ < text.length());
        return result;
    }

    private static int bare(String text, int from, StringBuilder field, int line) {
        int comma = text.indexOf(',', from);
        int end = comma < 0 ? text.length() : comma;
        field.append(text, from, end);
        if (field.indexOf("\"") >= 0) {
            throw new DockerfileException(line, "failed to parse csv mounts: bare \" in non-quoted field of " + text);
        }
        return end;
    }

    private static int quoted(String text, int from, StringBuilder field, int line) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (!text.startsWith("\"", at)) {
                    break;
                }
                at++;
            } else if (at == text.length()) {
                throw new DockerfileException(line, "failed to parse csv mounts: a quote is not closed in " + text);
            }
            field.append(c);
        }
        if (at < text.length() && text.charAt(at) != ',') {
            throw new DockerfileException(line, "failed to parse csv mounts: extraneous or missing \" in " + text);
        }
        return at;
    }
}
