package dev.berth.image.manifest;

import dev.berth.image.HealthCheck;
import dev.berth.image.InvalidImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code HEALTHCHECK} instruction: {@code NONE}, or options and {@code CMD command}. */
final class HealthInstruction {

    private static final Map<String, Long> UNITS = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L,
            "m", 60_000_000_000L, "h", 3_600_000_000_000L);

    private HealthInstruction() {
    }

    /** Reads the shell or exec form of a command. */
    interface CommandForm {
        List<String> read(String text) throws InvalidImage;
    }

    static HealthCheck parse(String text, CommandForm form) throws InvalidImage {
        Map<String, String> options = new HashMap<>();
        String rest = text;
        while (rest.startsWith("--")) {
            int blank = rest.indexOf(' ');
            int equals = rest.indexOf('=');
            if (blank < 0 || equals < 0 || equals > blank) {
                throw new InvalidImage("HEALTHCHECK " + text + " is not understood: expected --option=value … CMD …");
            }
            options.put(rest.substring(2, equals), rest.substring(equals + 1, blank));
            rest = rest.substring(blank).strip();
        }
        if (rest.equalsIgnoreCase("NONE")) {
            return new HealthCheck(List.of("NONE"), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty());
        }
        if (rest.length() < 5 || !rest.substring(0, 4).equalsIgnoreCase("CMD ")) {
            throw new InvalidImage("HEALTHCHECK " + text + " is not understood: expected CMD or NONE");
        }
        String command = rest.substring(4).strip();
        List<String> test = new ArrayList<>();
        if (command.startsWith("[")) {
            test.add("CMD");
            test.addAll(form.read(command));
        } else {
            test.add("CMD-SHELL");
            test.add(command);
        }
        HealthCheck check = new HealthCheck(test, duration(options.remove("interval")),
                duration(options.remove("timeout")), duration(options.remove("start-period")),
                duration(options.remove("start-interval")), retries(options.remove("retries")));
        if (!options.isEmpty()) {
            throw new InvalidImage("HEALTHCHECK knows no option --" + options.keySet().iterator().next());
        }
        return check;
    }

    private static Optional<Integer> retries(String text) throws InvalidImage {
        if (text == null) {
            return Optional.empty();
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            throw new InvalidImage("HEALTHCHECK --retries=" + text + " is no number", e);
        }
        throw new InvalidImage("HEALTHCHECK --retries=" + text + " is negative");
    }

    /** Go's form of durations, {@code 1m30s}. */
    private static Optional<Duration> duration(String text) throws InvalidImage {
        if (text == null) {
            return Optional.empty();
        }
        long nanos = 0;
        int i = 0;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
                i++;
            }
            int unit = i;
            while (i < text.length() && Character.isLetter(text.charAt(i))) {
                i++;
            }
            Long factor = UNITS.get(text.substring(unit, i));
            if (unit == digits || factor == null || unit - digits > 12) {
                throw new InvalidImage("HEALTHCHECK: " + text + " is no duration; expected for example 30s or 1m30s");
            }
            try {
                nanos += (long) (Double.parseDouble(text.substring(digits, unit)) * factor);
            } catch (NumberFormatException e) {
                throw new InvalidImage("HEALTHCHECK: " + text + " is no duration", e);
            }
        }
        return Optional.of(Duration.ofNanos(nanos));
    }
}
