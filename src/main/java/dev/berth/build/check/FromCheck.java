package dev.berth.build.check;

import dev.berth.build.dockerfile.Arg;
import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.build.dockerfile.Expansion;
import dev.berth.build.dockerfile.GoText;
import dev.berth.build.dockerfile.Source;
import dev.berth.build.dockerfile.Stage;
import dev.berth.build.dockerfile.Suggestion;
import dev.berth.build.dockerfile.Written;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks how stages begin. */
final class FromCheck {

    private static final String TARGET_PLATFORM = "TARGETPLATFORM";
    private static final Set<String> RESERVED = Set.of("context", "scratch");

    private final Findings findings;
    private final Dockerfile dockerfile;
    private final BuildArguments arguments;

    FromCheck(Findings findings, Dockerfile dockerfile, BuildArguments arguments) {
        this.findings = findings;
        this.dockerfile = dockerfile;
        this.arguments = arguments;
    }

    /** How it is written. */
    void look(Stage stage) {
        Source at = stage.from().source();
        List<String> words = Written.words(at, dockerfile.escape());
        if (words.size() != 3) {
            return;
        }
        String name = words.get(2);
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            findings.add(Rule.STAGE_NAME_CASING, at, "Stage name '" + name + "' should be lowercase");
        }
        String from = at.keyword();
        String as = words.get(1);
        boolean small = from.equals(from.toLowerCase(Locale.ROOT)) && !as.equals(as.toLowerCase(Locale.ROOT));
        boolean large = from.equals(from.toUpperCase(Locale.ROOT)) && !as.equals(as.toUpperCase(Locale.ROOT));
        if (small || large) {
            findings.add(Rule.FROM_AS_CASING, at, "'" + as + "' and '" + from + "' keywords' casing do not match");
        }
        String own = stage.name().orElse("");
        DockerfileCheck.description(findings, at, "FROM", List.of(own), own);
    }

    /** What the stages are called. */
    void names() {
        Set<String> known = new HashSet<>();
        for (Stage stage : dockerfile.stages()) {
            String name = stage.name().orElse("");
            if (RESERVED.contains(name)) {
                findings.add(Rule.RESERVED_STAGE_NAME, stage.from().source(),
                        "Stage name should not use the same name as reserved stage " + GoText.quoted(name));
            }
            if (!name.isEmpty() && !known.add(name)) {
                findings.add(Rule.DUPLICATE_STAGE_NAME, stage.from().source(), "Duplicate stage name "
                        + GoText.quoted(name) + ", stage names should be unique");
            }
        }
    }

    /** What they begin with if nothing is given. */
    void defaults() {
        BuildArguments without = new BuildArguments(dockerfile, Map.of(), Platform.current().toString(),
                Platform.current().toString(), Optional.empty());
        for (Stage stage : dockerfile.stages()) {
            try {
                Reference.parse(new Expansion(dockerfile.escape(), without.variables(), 0).word(stage.base()));
            } catch (InvalidReference e) {
                findings.add(Rule.INVALID_DEFAULT_ARG_IN_FROM, stage.from().source(), "Default value for ARG "
                        + stage.base() + " results in empty or invalid base image name");
            } catch (DockerfileException e) {
                // what asks to be given has no default
                return;
            }
        }
    }

    /** The arguments in it. */
    void arguments(Stage stage) {
        Source at = stage.from().source();
        Set<String> used = new TreeSet<>();
        expand(stage.base(), used);
        undeclared(used, at);
        if (stage.platform().isEmpty()) {
            return;
        }
        used.clear();
        String written = stage.platform().get();
        String platform = expand(written, used);
        undeclared(used, at);
        if (used.equals(Set.of(TARGET_PLATFORM))
                && arguments.variables().value(TARGET_PLATFORM).equals(Optional.of(platform))) {
            findings.add(Rule.REDUNDANT_TARGET_PLATFORM, at, "Setting platform to predefined " + written
                    + " in FROM is redundant as this is the default behavior");
        } else if (used.isEmpty()) {
            constant(stage, platform);
        }
    }

    private void constant(Stage stage, String platform) {
        String name = stage.name().orElse("");
        Optional<Platform> parsed = platform(platform);
        if (parsed.isPresent() && !name.contains(parsed.get().os()) && !name.contains(parsed.get().architecture())) {
            findings.add(Rule.FROM_PLATFORM_FLAG_CONST_DISALLOWED, stage.from().source(),
                    "FROM --platform flag should not use constant value " + GoText.quoted(platform));
        }
    }

    private void undeclared(Set<String> used, Source at) {
        Set<String> known = arguments.names();
        dockerfile.globals().forEach(arg -> arg.declarations().stream().map(Arg.Declaration::name)
                .forEach(known::add));
        for (String name : used) {
            if (!known.contains(name)) {
                String near = Suggestion.nearest(name, known);
                findings.add(Rule.UNDEFINED_ARG_IN_FROM, at, "FROM argument '" + name + "' is not declared"
                        + (near.isEmpty() ? "" : " (did you mean " + near + "?)"));
            }
        }
    }

    /** A word with its arguments put in, whose names are noted. */
    private String expand(String word, Set<String> used) {
        try {
            return new Expansion(dockerfile.escape(), name -> {
                used.add(name);
                return arguments.variables().value(name);
            }, 0).word(word);
        } catch (DockerfileException e) {
            // the build says so itself
            return "";
        }
    }

    /** What a platform's name means, if it means one. */
    static Optional<Platform> platform(String text) {
        try {
            return Optional.of(Platform.parse(text));
        } catch (InvalidReference e) {
            return Optional.empty();
        }
    }
}
