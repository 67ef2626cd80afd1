package dev.berth.build.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rules count: {@code skip=RULE,…;experimental=RULE,…;error=true}, each rule by name or {@code all}. A
 * Dockerfile says it in its directive {@code check}, a user in the build argument {@code BUILDKIT_DOCKERFILE_CHECK},
 * which counts in its place, and a comment above an instruction for that one.
 *
 * @param skipped rules that do not count
 * @param experimental rules that count though they are experimental
 * @param error whether a build is given up that goes against one
 */
public record CheckOptions(Set<String> skipped, Set<String> experimental, boolean error) {

    private static final String ALL = "all";
    /** Go's {@code strconv.ParseBool}. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    /** Keeps its own copies of the sets. */
    public CheckOptions {
        skipped = Set.copyOf(skipped);
        experimental = Set.copyOf(experimental);
    }

    /**
     * Reads options.
     *
     * @param text empty for none
     * @throws IllegalArgumentException docker's sentence if it is wrong
     */
    public static CheckOptions parse(String text) {
        Set<String> skipped = new HashSet<>();
        Set<String> experimental = new HashSet<>();
        boolean error = false;
        for (String part : text.isBlank() ? new String[0] : text.strip().split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("invalid check option \"" + part + '"');
            }
            String value = part.substring(equals + 1).strip();
            switch (part.substring(0, equals).strip()) {
                case "skip" -> add(value, skipped);
                case "experimental" -> add(value, experimental);
                case "error" -> error = truth(value, part);
                default -> throw new IllegalArgumentException("invalid check option \""
                        + part.substring(0, equals).strip() + '"');
            }
        }
        return new CheckOptions(skipped, experimental, error);
    }

    private static void add(String names, Set<String> rules) {
        for (String name : names.split(",")) {
            rules.add(name.strip());
        }
    }

    private static boolean truth(String value, String part) {
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            throw new IllegalArgumentException("failed to parse check option \"" + part
                    + "\": strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
        }
        return TRUE.contains(value);
    }

    /**
     * The options for an instruction: with those of a comment above it, {@code # check=skip=RULE}. One that is wrong is
     * a comment like others.
     *
     * @param comments without their marks
     */
    CheckOptions with(List<String> comments) {
        for (String comment : comments) {
            int equals = comment.indexOf('=');
            if (equals > 0 && comment.substring(0, equals).strip().equalsIgnoreCase("check")) {
                try {
                    return with(parse(comment.substring(equals + 1).strip().split(" ", 2)[0]));
                } catch (IllegalArgumentException e) {
                    return this;
                }
            }
        }
        return this;
    }

    private CheckOptions with(CheckOptions more) {
        Set<String> skip = new HashSet<>(skipped);
        skip.addAll(more.skipped);
        Set<String> tried = new HashSet<>(experimental);
        tried.addAll(more.experimental);
        return new CheckOptions(skip, tried, error);
    }

    /** Whether a rule counts. */
    boolean count(Rule rule) {
        return rule.experimental() ? in(experimental, rule) : !in(skipped, rule);
    }

    private static boolean in(Set<String> rules, Rule rule) {
        return rules.contains(ALL) || rules.contains(rule.title());
    }
}
