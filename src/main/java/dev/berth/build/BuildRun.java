package dev.berth.build;

import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.Stage;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.build.dockerfile.StageScope;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.ImageId;
import dev.berth.image.InvalidReference;
import dev.berth.image.Platform;
import dev.berth.image.manifest.ConfigDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One build: reads the Dockerfile, builds the stages that are needed, and enters the image. */
final class BuildRun {

    private final BuildParts parts;
    private final BuildRequest request;
    private final BaseImages images;

    BuildRun(BuildParts parts) {
        this.parts = parts;
        this.request = parts.request();
        this.images = new BaseImages(parts);
    }

    /** Builds. */
    Image run() throws BuildException, IOException, InterruptedException {
        try {
            return built();
        } catch (DockerfileException e) {
            throw BuildException.badRequest(e.dockerMessage());
        }
    }

    private Image built() throws BuildException, IOException, InterruptedException {
        Dockerfile dockerfile = Dockerfile.parse(parts.context().dockerfile(request.dockerfile()));
        parts.context().ignore(request.dockerfile());
        if (!request.cache().images().isEmpty()) {
            parts.listener().warning("--cache-from [" + String.join(" ", request.cache().images()) + "] is not used:"
                    + " steps are found by what they are made from, in this engine's own cache only");
        }
        dockerfile.warnings().forEach(warning -> parts.listener().warning(warning.text()));
        Platform target = request.platform().orElse(Platform.current());
        BuildArguments arguments = new BuildArguments(dockerfile, request.arguments(), Platform.current().toString(),
                target.toString(), request.target().filter(t -> !t.isEmpty()));
        StageGraph graph = new StageGraph(dockerfile, arguments.variables(), request.target());
        StepCounter steps = new StepCounter(dockerfile, graph, !request.labels().isEmpty());
        StageResults results = new StageResults((index, all) -> stage(dockerfile, graph, arguments, steps, all, index));
        new StageSchedule(graph).run(results::get);
        if (!arguments.unused().isEmpty()) {
            parts.listener().warning("One or more build-args [" + String.join(" ", arguments.unused())
                    + "] were not consumed");
        }
        return enter(results.get(graph.target()));
    }

    private StageResult stage(Dockerfile dockerfile, StageGraph graph, BuildArguments arguments, StepCounter steps,
            StageResults results, int index) throws BuildException, IOException, InterruptedException {
        Stage stage = dockerfile.stages().get(index);
        steps.add(index, stage);
        StepInfo from = steps.next(index, stage.from().source());
        parts.listener().started(from);
        StageResult base;
        try {
            base = base(graph, results, index);
        } catch (BuildException e) {
            parts.listener().failed(from, OptionalInt.empty(), e.getMessage());
            throw e;
        }
        parts.listener().done(from, base.layers().isEmpty() ? "" : base.layers().get(base.layers().size() - 1)
                .diffId().shortened());
        StageScope scope = base.scope().map(StageScope::child).orElseGet(() -> new StageScope(dockerfile.escape(),
                arguments, base.config().env()));
        Origins origins = new Origins(parts, graph, results, images);
        try (StageBuild build = new StageBuild(parts, origins, base, scope, index, dockerfile.escape(),
                request.cache().without(stage.name().orElse("")))) {
            for (Instruction trigger : triggers(base)) {
                step(build, trigger, steps.extra(index, trigger.source().text()));
            }
            for (Instruction instruction : stage.instructions()) {
                step(build, instruction, steps.next(index, instruction.source()));
            }
            if (index == graph.target() && !request.labels().isEmpty()) {
                StepInfo step = steps.last(index, "LABEL " + String.join(" ", request.labels().entrySet().stream()
                        .map(label -> label.getKey() + '=' + label.getValue()).sorted().toList()));
                build.label(request.labels(), step);
            }
            return build.finish(Optional.of(base.created()));
        }
    }

    private StageResult base(StageGraph graph, StageResults results, int index)
            throws BuildException, IOException, InterruptedException {
        if (graph.base(index) instanceof StageGraph.Base.Earlier earlier) {
            return results.get(earlier.index());
        } else if (graph.base(index) instanceof StageGraph.Base.Image image) {
            return images.get(image.name(), platform(graph, index), true);
        }
        return images.scratch();
    }

    private Optional<Platform> platform(StageGraph graph, int index) throws BuildException {
        Optional<String> written = graph.platform(index);
        if (written.isEmpty()) {
            return request.platform();
        }
        try {
            return Optional.of(Platform.parse(written.get()));
        } catch (InvalidReference e) {
            throw BuildException.badRequest("failed to parse platform " + written.get() + ": " + e.getMessage());
        }
    }

    private static List<Instruction> triggers(StageResult base) {
        List<Instruction> triggers = new ArrayList<>();
        base.config().onBuild().forEach(text -> triggers.add(Dockerfile.trigger(text)));
        return triggers;
    }

    private void step(StageBuild build, Instruction instruction, StepInfo step)
            throws BuildException, IOException, InterruptedException {
        try {
            build.run(instruction, step);
        } catch (BuildException e) {
            parts.listener().failed(step, e.exitCode(), e.getMessage());
            throw e;
        } catch (DockerfileException e) {
            parts.listener().failed(step, OptionalInt.empty(), e.sentence());
            throw BuildException.badRequest(e.dockerMessage());
        } catch (IllegalArgumentException | IOException e) {
            parts.listener().failed(step, OptionalInt.empty(), String.valueOf(e.getMessage()));
            throw BuildException.failed(e.getMessage(), e);
        } catch (InterruptedException e) {
            parts.listener().canceled(step);
            throw e;
        }
    }

    private Image enter(StageResult result) throws IOException, BuildException {
        ConfigDocument document = new ConfigDocument(result.config(), result.layers().stream()
                .map(layer -> layer.diffId()).toList(), result.history(),
                Optional.of(parts.builtIn().told(result.created())),
                result.author(), Optional.empty());
        try {
            ImageId id = parts.store().enter(document, result.layers(), request.annotations(),
                    request.tags(), parts.lease());
            return parts.engine().images().get(id.toString());
        } catch (ImageException e) {
            throw BuildException.failed(e.getMessage(), e);
        }
    }
}
