package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which stages a build needs and in which order: a stage needs the one that it begins with, and those that its
 * {@code COPY --from} and {@code RUN --mount=from=} name. Only earlier stages can be named, so there are no circles.
 * Stages that do not need each other, directly or through others, can be built side by side.
 */
public final class StageGraph {

    /** What a stage begins with. */
    public sealed interface Base {

        /** Nothing. */
        record Scratch() implements Base {
        }

        /**
         * An earlier stage.
         *
         * @param index its number
         */
        record Earlier(int index) implements Base {
        }

        /**
         * An image.
         *
         * @param name its reference as the user knows it
         */
        record Image(String name) implements Base {
        }

        /**
         * A context that was given to the build under this name.
         *
         * @param name as the Dockerfile has it
         * @param whole whether it stands for the whole stage, whose instructions are not carried out
         */
        record Context(String name, boolean whole) implements Base {
        }
    }

    private final Dockerfile dockerfile;
    private final Set<String> contexts;
    private final int target;
    private final List<Base> bases = new ArrayList<>();
    private final List<Optional<String>> platforms = new ArrayList<>();
    private final List<Set<Integer>> dependencies = new ArrayList<>();
    private final Set<Integer> needed = new TreeSet<>();

    /**
     * The graph of a Dockerfile.
     *
     * @param dockerfile what is built
     * @param globals what {@code FROM} sees, {@link BuildArguments#variables}
     * @param target the stage to build, by name or number; the last one if nothing is given
     * @param contexts names of contexts given to the build, {@link ContextNames#key}
     * @throws DockerfileException if there is no such stage, or one names itself or a later one
     */
    public StageGraph(Dockerfile dockerfile, Variables globals, Optional<String> target, Set<String> contexts) {
        this.dockerfile = dockerfile;
        this.contexts = Set.copyOf(contexts);
        this.target = target.filter(name -> !name.isEmpty()).map(this::findTarget)
                .orElse(dockerfile.stages().size() - 1);
        for (Stage stage : dockerfile.stages()) {
            Expansion expansion = new Expansion(dockerfile.escape(), globals, stage.from().source().firstLine());
            bases.add(base(stage, expansion));
            platforms.add(platform(stage, expansion));
            dependencies.add(dependencies(stage));
        }
        need(this.target);
    }

    /** The number of the stage that is built. */
    public int target() {
        return target;
    }

    /** The stages that the target needs, itself among them, in ascending order: they can be built one after another. */
    public List<Integer> needed() {
        return List.copyOf(needed);
    }

    /** What a stage begins with. */
    public Base base(int stage) {
        return bases.get(stage);
    }

    /** The platform that a stage's base was asked for. */
    public Optional<String> platform(int stage) {
        return platforms.get(stage);
    }

    /** A stage's instructions that are carried out: none where a context stands for it. */
    public List<Instruction> instructions(int stage) {
        return bases.get(stage) instanceof Base.Context context && context.whole() ? List.of()
                : dockerfile.stages().get(stage).instructions();
    }

    /** The stages that must be there before a stage can be built (or, for what it copies, at that step). */
    public Set<Integer> dependencies(int stage) {
        return Set.copyOf(dependencies.get(stage));
    }

    /**
     * The stage that {@code COPY --from} or {@code RUN --mount=from=} means; nothing if the name is no stage's and so
     * a named context's or an image's.
     *
     * @param name as written
     * @param stage the number of the stage that it is written in
     * @param line for the error
     * @throws DockerfileException if it is the stage itself or a later one
     */
    public Optional<Integer> find(String name, int stage, int line) {
        Optional<Integer> found = byName(name, stage);
        if (found.isEmpty()) {
            found = byName(name, dockerfile.stages().size());
        }
        if (found.isEmpty() && isNumber(name)) {
            int index = name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name);
            if (index >= dockerfile.stages().size()) {
                throw new DockerfileException(line, "invalid stage index " + name);
            }
            found = Optional.of(index);
        }
        if (found.isPresent() && found.get() == stage) {
            throw new DockerfileException(line, "circular dependency detected on stage: "
                    + dockerfile.stages().get(stage).name().orElse(name));
        }
        if (found.isPresent() && found.get() > stage) {
            throw new DockerfileException(line, "cannot copy from stage " + GoText.quoted(name)
                    + ", it needs to be defined before current stage "
                    + GoText.quoted(dockerfile.stages().get(stage).name().orElse(String.valueOf(stage))));
        }
        return found;
    }

    private Base base(Stage stage, Expansion expansion) {
        String name = expansion.word(stage.base());
        if (name.isEmpty()) {
            throw new DockerfileException(stage.from().source().firstLine(),
                    "base name (" + stage.base() + ") should not be blank");
        }
        if (stage.name().isPresent() && ContextNames.means(stage.name().get(), contexts)) {
            return new Base.Context(stage.name().get(), true);
        }
        Optional<Integer> earlier = byName(name, stage.index());
        if (earlier.isPresent()) {
            return new Base.Earlier(earlier.get());
        }
        if (ContextNames.means(name, contexts)) {
            return new Base.Context(name, false);
        }
        return name.equals("scratch") ? new Base.Scratch() : new Base.Image(name);
    }

    private static Optional<String> platform(Stage stage, Expansion expansion) {
        Optional<String> platform = expansion.word(stage.platform());
        if (platform.isPresent() && platform.get().isEmpty()) {
            throw new DockerfileException(stage.from().source().firstLine(), "empty platform value from expression "
                    + stage.platform().orElse("") + " (did you mean to declare an ARG before FROM?)");
        }
        return platform;
    }

    private Set<Integer> dependencies(Stage stage) {
        Set<Integer> result = new TreeSet<>();
        if (bases.get(stage.index()) instanceof Base.Earlier earlier) {
            result.add(earlier.index());
        }
        for (Instruction instruction : instructions(stage.index())) {
            List<String> names = List.of();
            if (instruction instanceof Copy copy && copy.from().isPresent()) {
                names = List.of(copy.from().get());
            } else if (instruction instanceof Run run) {
                names = RunMounts.origins(run);
            }
            for (String name : names) {
                find(name, stage.index(), instruction.source().firstLine()).ifPresent(result::add);
            }
        }
        return result;
    }

    private void need(int stage) {
        if (needed.add(stage)) {
            dependencies.get(stage).forEach(this::need);
        }
    }

    private int findTarget(String name) {
        Optional<Integer> found = byName(name, dockerfile.stages().size());
        if (found.isEmpty() && isNumber(name) && name.length() < 10
                && Integer.parseInt(name) < dockerfile.stages().size()) {
            found = Optional.of(Integer.parseInt(name));
        }
        return found.orElseThrow(() -> new DockerfileException(0,
                "target stage " + GoText.quoted(name) + " could not be found"));
    }

    /** Of several stages of one name the last one before the place counts. */
    private Optional<Integer> byName(String name, int before) {
        String small = name.toLowerCase(Locale.ROOT);
        for (int i = before - 1; i >= 0; i--) {
            if (dockerfile.stages().get(i).name().equals(Optional.of(small))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
