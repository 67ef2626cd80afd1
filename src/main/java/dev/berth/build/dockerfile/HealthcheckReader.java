package dev.berth.build.dockerfile;

import dev.berth.build.dockerfile.Flags.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes {@code HEALTHCHECK} of its line. */
final class HealthcheckReader {

    private static final Map<String, Kind> FLAGS = Map.of("interval", Kind.VALUE, "timeout", Kind.VALUE,
            "start-period", Kind.VALUE, "start-interval", Kind.VALUE, "retries", Kind.VALUE);

    private final Source source;
    private final InstructionLine parts;

    /**
     * A reader of one instruction.
     *
     * @param source where it stands
     * @param parts its line
     */
    HealthcheckReader(Source source, InstructionLine parts) {
        this.source = source;
        this.parts = parts;
    }

    /** Reads it. */
    Healthcheck read() {
        String rest = parts.rest();
        if (rest.isEmpty()) {
            throw error("HEALTHCHECK requires at least one argument");
        }
        int space = 0;
        while (space < rest.length() && !WhiteSpace.is(rest.charAt(space))) {
            space++;
        }
        String type = rest.substring(0, space).toUpperCase(Locale.ROOT);
        String arguments = WhiteSpace.trimLeft(rest.substring(space));
        if (type.equals("NONE")) {
            if (!arguments.isEmpty()) {
                throw error("HEALTHCHECK NONE takes no arguments");
            }
            return new Healthcheck(source, List.of("NONE"), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty());
        }
        Flags flags = new Flags(parts.flags(), FLAGS, source.firstLine());
        if (!type.equals("CMD")) {
            throw error("Unknown type " + GoText.quoted(type) + " in HEALTHCHECK (try CMD)");
        }
        return new Healthcheck(source, test(arguments), duration(flags, "interval"), duration(flags, "timeout"),
                duration(flags, "start-period"), duration(flags, "start-interval"), retries(flags));
    }

    private List<String> test(String arguments) {
        Optional<List<String>> words = JsonArray.parse(arguments, source.firstLine());
        if (arguments.isEmpty() || words.isPresent() && words.get().isEmpty()) {
            throw error("Missing command after HEALTHCHECK CMD");
        }
        List<String> test = new ArrayList<>();
        test.add(words.isPresent() ? "CMD" : "CMD-SHELL");
        test.addAll(words.orElse(List.of(arguments)));
        return test;
    }

    private Optional<Duration> duration(Flags flags, String name) {
        Optional<String> text = flags.value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = GoText.duration(text.get())
                .orElseThrow(() -> error("time: " + (Character.isDigit(text.get().charAt(text.get().length() - 1))
                        ? "missing unit in" : "invalid") + " duration " + GoText.quoted(text.get())));
        if (!duration.isZero() && duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw error("Interval " + GoText.quoted(name) + " cannot be less than 1ms");
        }
        return Optional.of(duration);
    }

    private Optional<Integer> retries(Flags flags) {
        Optional<String> text = flags.value("retries");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int retries = Integer.parseInt(text.get());
            if (retries < 0) {
                throw error("--retries cannot be negative (" + retries + ")");
            }
            return Optional.of(retries);
        } catch (NumberFormatException e) {
            throw error("HEALTHCHECK --retries is " + GoText.quoted(text.get()) + ", which is no whole number");
        }
    }

    private DockerfileException error(String sentence) {
        return new DockerfileException(source.firstLine(), sentence);
    }
}
