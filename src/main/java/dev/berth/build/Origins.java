package dev.berth.build;

import dev.berth.build.copy.SourceTree;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code --from} and {@code from=} name: the context, stages before, contexts with names, images. */
final class Origins {

    private final BuildParts parts;
    private final StageGraph graph;
    private final StageResults stages;
    private final BaseImages images;
    private final Optional<SourceTree> only;

    /**
     * The origins of a build.
     *
     * @param stages builds those that are named
     */
    Origins(BuildParts parts, StageGraph graph, StageResults stages, BaseImages images) {
        this(parts, graph, stages, images, Optional.empty());
    }

    private Origins(BuildParts parts, StageGraph graph, StageResults stages, BaseImages images,
            Optional<SourceTree> only) {
        this.parts = parts;
        this.graph = graph;
        this.stages = stages;
        this.images = images;
        this.only = only;
    }

    /** Where every name means the same files. */
    Origins only(SourceTree tree) {
        return new Origins(parts, graph, stages, images, Optional.of(tree));
    }

    /**
     * Files to copy or mount.
     *
     * @param tree the files
     * @param mounted a mount to be ended with them, for a merged view
     */
    record Origin(SourceTree tree, Optional<Fd> mounted) implements AutoCloseable {
        @Override
        public void close() {
            mounted.ifPresent(Fd::close);
        }
    }

    /** The build context. */
    Origin context() {
        return new Origin(parts.context().tree(), Optional.empty());
    }

    /**
     * The files of a context that was given to the build under a name.
     *
     * @param from the name; a stage of that name goes before
     * @param stage where it is named
     * @param line for the error
     */
    Optional<SourceTree> named(String from, int stage, int line) {
        if (only.isPresent()) {
            return only;
        }
        return graph.find(from, stage, line).isPresent() ? Optional.empty() : parts.contexts().find(from)
                .flatMap(found -> found instanceof Contexts.Named.Files files ? Optional.of(files.context().tree())
                : Optional.empty());
    }

    /**
     * The directories of a stage or an image, the top one first.
     *
     * @param from its name
     * @param stage where it is named
     * @param line for the error
     */
    List<Path> lowers(String from, int stage, int line)
            throws BuildException, IOException, InterruptedException {
        Optional<Integer> found = graph.find(from, stage, line);
        if (found.isEmpty()) {
            String image = parts.contexts().find(from).map(context -> context instanceof Contexts.Named.Image named
                    ? named.reference() : from).orElse(from);
            return images.get(image, parts.request().platform(), false).lowers();
        }
        return stages.get(found.get()).lowers();
    }

    /**
     * A stage's or an image's files.
     *
     * @param from its name; nothing means the context
     * @param stage where it is named
     * @param line for the error
     */
    Origin get(Optional<String> from, int stage, int line)
            throws BuildException, IOException, InterruptedException {
        if (from.isEmpty()) {
            return context();
        }
        Optional<SourceTree> named = named(from.get(), stage, line);
        if (named.isPresent()) {
            return new Origin(named.get(), Optional.empty());
        }
        List<Path> lowers = lowers(from.get(), stage, line);
        Fd view = parts.store().view(lowers.isEmpty() ? List.of(emptyDirectory()) : lowers);
        return new Origin(new SourceTree(view), Optional.of(view));
    }

    /** A directory without a file. */
    Path emptyDirectory() throws IOException {
        return java.nio.file.Files.createDirectories(parts.directory().resolve("empty"));
    }
}
