package dev.berth.build.check;

import dev.berth.build.dockerfile.Arg;
import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.Maintainer;
import dev.berth.build.dockerfile.Source;
import dev.berth.build.dockerfile.Stage;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.build.dockerfile.StageScope;
import dev.berth.context.IgnorePatterns;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a whole Dockerfile. */
public final class DockerfileCheck {

    private final Dockerfile dockerfile;
    private final BuildArguments arguments;
    private final StageGraph graph;
    private final Optional<IgnorePatterns> ignored;
    private final Findings findings;

    /**
     * A check.
     *
     * @param dockerfile what is checked
     * @param arguments the build's
     * @param graph which stages are needed: only those are gone through with their variables
     * @param ignored what is left out of the context, if anything is
     * @param options which rules count
     */
    public DockerfileCheck(Dockerfile dockerfile, BuildArguments arguments, StageGraph graph,
            Optional<IgnorePatterns> ignored, CheckOptions options) {
        this.dockerfile = dockerfile;
        this.arguments = arguments;
        this.graph = graph;
        this.ignored = ignored;
        this.findings = new Findings(options);
    }

    /** Knows the images that stages begin with. */
    @FunctionalInterface
    public interface Bases {
        /**
         * An image's configuration.
         *
         * @param stage the number of a stage that begins with it
         * @return nothing if it is not known
         */
        Optional<ImageConfig> of(int stage);
    }

    /**
     * Checks.
     *
     * @param bases the images that stages begin with
     * @param platform what is built for
     * @return all that was found, in docker's order
     */
    public List<Finding> run(Bases bases, Platform platform) {
        dockerfile.warnings().forEach(warning -> findings.add(Rule.NO_EMPTY_CONTINUATION, warning.line(),
                "Empty continuation line"));
        FromCheck froms = new FromCheck(findings, dockerfile, arguments);
        for (Arg global : dockerfile.globals()) {
            description(global);
        }
        for (Stage stage : dockerfile.stages()) {
            froms.look(stage);
            stage.instructions().forEach(this::plain);
        }
        froms.names();
        new CaseCheck(findings, dockerfile).run();
        froms.defaults();
        dockerfile.stages().forEach(froms::arguments);
        Map<Integer, StageCheck> checked = new HashMap<>();
        for (int index : graph.needed()) {
            if (graph.base(index) instanceof StageGraph.Base.Image image) {
                bases.of(index).ifPresent(config -> platform(index, image.name(), config.platform(), platform));
            }
        }
        for (int index : graph.needed()) {
            checked.put(index, stage(index, bases, checked));
        }
        return findings.all();
    }

    private void plain(Instruction instruction) {
        if (instruction instanceof Maintainer) {
            findings.add(Rule.MAINTAINER_DEPRECATED, instruction.source(),
                    "Maintainer instruction is deprecated in favor of using label");
        } else if (instruction instanceof Arg arg) {
            description(arg);
        }
    }

    private void description(Arg arg) {
        List<String> names = arg.declarations().stream().map(Arg.Declaration::name).toList();
        description(findings, arg.source(), "ARG", names, names.size() > 1 ? "<arg_key>" : names.get(0));
    }

    /** Whether the comment above something begins with its name. */
    static void description(Findings findings, Source at, String instruction, List<String> names, String example) {
        if (!at.comments().isEmpty()
                && !names.contains(at.comments().get(at.comments().size() - 1).split(" ", 2)[0])) {
            findings.add(Rule.INVALID_DEFINITION_DESCRIPTION, at, "Comment for " + instruction
                    + " should follow the format: `# " + example + " <description>`");
        }
    }

    private void platform(int index, String image, Platform actual, Platform target) {
        Platform expected = graph.platform(index).flatMap(FromCheck::platform).orElse(target);
        if (!actual.os().equals(expected.os()) || !actual.architecture().equals(expected.architecture())) {
            findings.add(Rule.INVALID_BASE_IMAGE_PLATFORM, dockerfile.stages().get(index).from().source(),
                    "Base image " + image + " was pulled with platform \"" + actual + "\", expected \"" + expected
                    + "\" for current build");
        }
    }

    private StageCheck stage(int index, Bases bases, Map<Integer, StageCheck> checked) {
        Stage stage = dockerfile.stages().get(index);
        List<Instruction> triggers = new ArrayList<>();
        StageCheck.Begin begin;
        if (graph.base(index) instanceof StageGraph.Base.Earlier earlier) {
            begin = checked.get(earlier.index()).child();
        } else {
            boolean scratch = graph.base(index) instanceof StageGraph.Base.Scratch;
            Optional<ImageConfig> config = scratch ? Optional.empty() : bases.of(index);
            List<String> environment = new ArrayList<>(List.of("PATH=" + ImageConfig.DEFAULT_PATH));
            config.ifPresent(there -> {
                environment.addAll(there.env());
                there.onBuild().forEach(text -> trigger(text, triggers));
            });
            begin = new StageCheck.Begin(new StageScope(dockerfile.escape(), arguments, environment),
                    scratch || config.isPresent(), false, config.flatMap(ImageConfig::shell).isPresent());
        }
        StageCheck check = new StageCheck(findings, dockerfile.escape(), arguments, begin, ignored);
        triggers.forEach(check::look);
        stage.instructions().forEach(check::look);
        return check;
    }

    private static void trigger(String text, List<Instruction> triggers) {
        try {
            triggers.add(Dockerfile.trigger(text));
        } catch (DockerfileException e) {
            // the build says so itself
            triggers.clear();
        }
    }
}
