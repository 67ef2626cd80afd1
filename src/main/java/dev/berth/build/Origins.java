package dev.berth.build;

import dev.berth.build.copy.SourceTree;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code --from} and {@code from=} name: the context, stages before, images. */
final class Origins {

    private final BuildParts parts;
    private final StageGraph graph;
    private final StageResults stages;
    private final BaseImages images;

    /**
     * The origins of a build.
     *
     * @param stages builds those that are named
     */
    Origins(BuildParts parts, StageGraph graph, StageResults stages, BaseImages images) {
        this.parts = parts;
        this.graph = graph;
        this.stages = stages;
        this.images = images;
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
            return images.get(from, parts.request().platform(), false).lowers();
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
        List<Path> lowers = lowers(from.get(), stage, line);
        Fd view = parts.store().view(lowers.isEmpty() ? List.of(emptyDirectory()) : lowers);
        return new Origin(new SourceTree(view), Optional.of(view));
    }

    /** A directory without a file. */
    Path emptyDirectory() throws IOException {
        return java.nio.file.Files.createDirectories(parts.directory().resolve("empty"));
    }
}
