package dev.berth.api;

import dev.berth.http.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the router's table: a method and a path pattern. {@code {id}} stands for one segment, {@code {name...}} for
 * one or more, because the names of images have slashes.
 */
final class Route {
    private final String text;
    private final String method;
    private final String[] pattern;

    /** A line such as {@code GET /containers/{id}/json}. */
    Route(String text) {
        this.text = text;
        int space = text.indexOf(' ');
        this.method = text.substring(0, space);
        this.pattern = split(text.substring(space + 1));
    }

    /** The line itself, by which a {@link Routes} knows what to do. */
    String text() {
        return text;
    }

    String method() {
        return method;
    }

    String first() {
        return pattern[0];
    }

    /** Segments of a path, still encoded, without the empty one before the first slash. */
    static String[] split(String path) {
        List<String> segments = new ArrayList<>(6);
        int at = path.startsWith("/") ? 1 : 0;
        while (at <= path.length()) {
            int end = path.indexOf('/', at);
            end = end < 0 ? path.length() : end;
            segments.add(path.substring(at, end));
            at = end + 1;
        }
        return segments.toArray(new String[0]);
    }

    /** The parameters, decoded and in order, when a path fits. */
    Optional<List<String>> match(String[] segments) {
        List<String> parameters = new ArrayList<>(1);
        int at = 0;
        for (int i = 0; i < pattern.length; i++) {
            String expected = pattern[i];
            if (at >= segments.length) {
                return Optional.empty();
            }
            if (expected.endsWith("...}")) {
                int taken = segments.length - at - (pattern.length - i - 1);
                if (taken < 1) {
                    return Optional.empty();
                }
                StringBuilder name = new StringBuilder(segments[at]);
                for (int k = 1; k < taken; k++) {
                    name.append('/').append(segments[at + k]);
                }
                parameters.add(Query.decode(name.toString(), false));
                at += taken;
            } else if (expected.startsWith("{")) {
                if (segments[at].isEmpty()) {
                    return Optional.empty();
                }
                parameters.add(Query.decode(segments[at++], false));
            } else if (!expected.equals(segments[at++])) {
                return Optional.empty();
            }
        }
        return at == segments.length ? Optional.of(parameters) : Optional.empty();
    }
}
