package dev.berth.build;

import dev.berth.build.check.Finding;
import dev.berth.build.copy.SourceTree;
import dev.berth.build.dockerfile.Copy;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.Stage;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.build.dockerfile.StageScope;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.ImageId;
import dev.berth.image.manifest.ConfigDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One build: reads the Dockerfile, builds the stages that are needed, and enters the image. */
final class BuildRun {

    private static final System.Logger LOG = System.getLogger(BuildRun.class.getName());

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
        DockerfileReading reading = DockerfileReading.of(request, parts.contexts());
        if (reading.ignored().isPresent()) {
            parts.context().ignore(reading.ignored().get());
        }
        if (!request.cache().images().isEmpty()) {
            parts.listener().warning("--cache-from [" + String.join(" ", request.cache().images()) + "] is not used:"
                    + " steps are found by what they are made from, in this engine's own cache only");
        }
        reading.dockerfile().warnings().forEach(warning -> parts.listener().deprecated(warning.text()));
        if (reading.checks().error()) {
            List<Finding> found = check(reading, (name, platform) -> Optional.of(images.get(name, platform, true)
                    .config()));
            if (!found.isEmpty()) {
                throw DockerfileReading.violation(found);
            }
            return build(reading);
        }
        try {
            return build(reading);
        } finally {
            advise(reading);
        }
    }

    /** Advice decides nothing: neither is a build failed for it, nor what a build failed for covered up. */
    private void advise(DockerfileReading reading) {
        try {
            check(reading, (name, platform) -> images.known(name, platform).map(StageResult::config));
        } catch (BuildException | IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A Dockerfile could not be checked: {0}", e.getMessage());
        }
    }

    /** Says what a Dockerfile is advised against. */
    private List<Finding> check(DockerfileReading reading, DockerfileReading.Configurations bases)
            throws BuildException, IOException {
        List<Finding> found = reading.check(bases, parts.contexts(), request.platform());
        parts.listener().found(found);
        return found;
    }

    private Image build(DockerfileReading reading) throws BuildException, IOException, InterruptedException {
        StageGraph graph = reading.graph();
        StepCounter steps = new StepCounter(reading.dockerfile(), graph, !request.labels().isEmpty());
        StageResults results = new StageResults((index, all) -> stage(reading, steps, all, index));
        new StageSchedule(graph).run(results::get);
        Set<String> unused = reading.arguments().unused();
        if (!unused.isEmpty()) {
            parts.listener().warning("One or more build-args [" + String.join(" ", unused) + "] were not consumed");
        }
        return enter(results.get(graph.target()));
    }

    private StageResult stage(DockerfileReading reading, StepCounter steps, StageResults results, int index)
            throws BuildException, IOException, InterruptedException {
        Dockerfile dockerfile = reading.dockerfile();
        StageGraph graph = reading.graph();
        Stage stage = dockerfile.stages().get(index);
        steps.add(index, stage);
        StepInfo from = steps.next(index, stage.from().source());
        Origins origins = new Origins(parts, graph, results, images);
        StageResult base = base(reading, origins, results, index, from);
        StageScope scope = base.scope().map(StageScope::child).orElseGet(() -> new StageScope(dockerfile.escape(),
                reading.arguments(), ImageDraft.environment(base.config())));
        try (StageBuild build = new StageBuild(parts, origins, base, scope, index, dockerfile.escape(),
                request.cache().without(stage.name().orElse("")))) {
            for (Instruction trigger : triggers(base)) {
                step(build, trigger, steps.extra(index, trigger.source().text()));
            }
            for (Instruction instruction : graph.instructions(index)) {
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

    private StageResult base(DockerfileReading reading, Origins origins, StageResults results, int index,
            StepInfo from) throws BuildException, IOException, InterruptedException {
        Optional<SourceTree> files = files(reading, index);
        if (files.isPresent()) {
            return ofFiles(reading, origins.only(files.get()), index, from);
        }
        parts.listener().started(from);
        StageResult base;
        try {
            base = base(reading, results, index);
        } catch (BuildException e) {
            parts.listener().failed(from, OptionalInt.empty(), e.getMessage());
            throw e;
        }
        parts.listener().done(from, base.layers().isEmpty() ? "" : base.layers().get(base.layers().size() - 1)
                .diffId().shortened());
        return base;
    }

    private StageResult base(DockerfileReading reading, StageResults results, int index)
            throws BuildException, IOException, InterruptedException {
        StageGraph graph = reading.graph();
        if (graph.base(index) instanceof StageGraph.Base.Earlier earlier) {
            return results.get(earlier.index());
        } else if (graph.base(index) instanceof StageGraph.Base.Image image) {
            return images.get(image.name(), reading.platform(index, request.platform()), true);
        } else if (graph.base(index) instanceof StageGraph.Base.Context context
                && parts.contexts().find(context.name()).orElseThrow() instanceof Contexts.Named.Image image) {
            return image.reference().equals("scratch") ? images.scratch()
                    : images.get(image.reference(), reading.platform(index, request.platform()), true);
        }
        return images.scratch();
    }

    /** The files of the context that a stage begins with. */
    private Optional<SourceTree> files(DockerfileReading reading, int index) {
        return reading.graph().base(index) instanceof StageGraph.Base.Context context
                && parts.contexts().find(context.name()).orElseThrow() instanceof Contexts.Named.Files files
                ? Optional.of(files.context().tree()) : Optional.empty();
    }

    /** What a stage begins with where it is files: a layer of them on nothing. */
    private StageResult ofFiles(DockerfileReading reading, Origins origins, int index, StepInfo from)
            throws BuildException, IOException, InterruptedException {
        char escape = reading.dockerfile().escape();
        Stage stage = reading.dockerfile().stages().get(index);
        Copy all = new Copy(stage.from().source(), List.of("."), List.of(), "/", Optional.of(stage.base()),
                Optional.empty(), Optional.empty(), false, false, List.of());
        try (StageBuild build = new StageBuild(parts, origins, images.scratch(),
                new StageScope(escape, reading.arguments(), List.of()), index, escape,
                request.cache().without(stage.name().orElse("")))) {
            step(build, all, from);
            return build.finish(Optional.empty());
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
