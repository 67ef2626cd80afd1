package dev.berth.build.dockerfile;

import dev.berth.profile.form.Durations;
import dev.berth.profile.form.FormException;
import java.time.Duration;
import java.util.Optional;

/** Texts in the form that Go, which docker is written in, gives them or reads them. */
public final class GoText {

    private GoText() {
    }

    /** A text in double quotes, what cannot be seen escaped ({@code %q}). */
    public static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> result.append("\\\"");
                case '\\' -> result.append("\\\\");
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        result.append(String.format("\\x%02x", (int) c));
                    } else {
                        result.append(c);
                    }
                }
            }
        }
        return result.append('"').toString();
    }

    /**
     * Reads a length of time such as {@code 1m30s}, {@code 1.5h} or {@code 100ms} ({@code time.ParseDuration}).
     *
     * @param text one or more numbers with units {@code ns us µs ms s m h}, with a sign or not; or {@code 0}
     * @return nothing if it is none, or longer than 292 years
     */
    static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Durations.parse(text));
        } catch (FormException e) {
            return Optional.empty();
        }
    }
}
