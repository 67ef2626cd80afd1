package dev.berth.build;

import dev.berth.build.check.CheckOptions;
import dev.berth.build.check.DockerfileCheck;
import dev.berth.build.check.Finding;
import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.context.IgnorePatterns;
import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A build's Dockerfile as it is read before anything is built.
 *
 * @param text all of it
 * @param dockerfile what it says
 * @param arguments the build's
 * @param graph the stages
 * @param ignored what is left out of the context, if anything is
 * @param target what is built for
 * @param checks which rules it is checked by
 */
record DockerfileReading(String text, Dockerfile dockerfile, BuildArguments arguments, StageGraph graph,
        Optional<IgnorePatterns> ignored, Platform target, CheckOptions checks) {

    private static final String CHECKS = "BUILDKIT_DOCKERFILE_CHECK";

    /** Reads it. */
    static DockerfileReading of(BuildRequest request, Contexts contexts) throws BuildException, IOException {
        String text = contexts.main().dockerfile(request.dockerfile());
        Dockerfile dockerfile = Dockerfile.parse(text);
        Platform target = request.platform().orElse(Platform.current());
        BuildArguments arguments = new BuildArguments(dockerfile, request.arguments(), Platform.current().toString(),
                target.toString(), request.target().filter(t -> !t.isEmpty()));
        StageGraph graph = new StageGraph(dockerfile, arguments.variables(), request.target(), contexts.names());
        return new DockerfileReading(text, dockerfile, arguments, graph,
                contexts.main().patterns(request.dockerfile()), target, checks(dockerfile, request));
    }

    private static CheckOptions checks(Dockerfile dockerfile, BuildRequest request) throws BuildException {
        String given = request.arguments().get(CHECKS);
        try {
            return CheckOptions.parse(given == null ? dockerfile.check().orElse("") : given);
        } catch (IllegalArgumentException e) {
            throw BuildException.badRequest("failed to parse " + (given == null ? "check options" : CHECKS) + ": "
                    + e.getMessage());
        }
    }

    /** The platform that a stage's base is asked for, as it is written or as the build wants it. */
    Optional<Platform> platform(int stage, Optional<Platform> wanted) throws BuildException {
        Optional<String> written = graph.platform(stage);
        if (written.isEmpty()) {
            return wanted;
        }
        try {
            return Optional.of(Platform.parse(written.get()));
        } catch (InvalidReference e) {
            throw BuildException.badRequest("failed to parse platform " + written.get() + ": " + e.getMessage());
        }
    }

    /** Gives the configuration of the image that a stage begins with. */
    @FunctionalInterface
    interface Configurations {
        /**
         * The configuration.
         *
         * @param name the image's
         * @param platform what it is for
         * @return nothing if it is not known
         */
        Optional<ImageConfig> of(String name, Optional<Platform> platform) throws BuildException, IOException;
    }

    /**
     * Checks it.
     *
     * @param images what stages begin with
     * @param contexts those with names
     * @param wanted the platform that the build asks for
     */
    List<Finding> check(Configurations images, Contexts contexts, Optional<Platform> wanted)
            throws BuildException, IOException {
        Map<Integer, ImageConfig> bases = new HashMap<>();
        for (int stage : graph.needed()) {
            Optional<ImageConfig> config = Optional.empty();
            if (graph.base(stage) instanceof StageGraph.Base.Image image) {
                config = images.of(image.name(), platform(stage, wanted));
            } else if (graph.base(stage) instanceof StageGraph.Base.Context context) {
                config = contexts.find(context.name()).orElseThrow() instanceof Contexts.Named.Image image
                        ? images.of(image.reference(), platform(stage, wanted))
                        : Optional.of(ImageConfig.empty(target));
            }
            config.ifPresent(there -> bases.put(stage, there));
        }
        return new DockerfileCheck(dockerfile, arguments, graph, ignored, checks)
                .run(stage -> Optional.ofNullable(bases.get(stage)), target);
    }

    /** What a build says that is given up for what was found. */
    static BuildException violation(List<Finding> findings) {
        TreeSet<String> rules = new TreeSet<>();
        findings.forEach(finding -> rules.add(finding.rule().title()));
        return BuildException.badRequest("lint violation found for rules: " + String.join(", ", rules));
    }
}
