package dev.berth.api;

import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.image.Image;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes of a container's files. To count them takes a walk through what it wrote, so it is done only when asked for.
 *
 * @param written of the files that it wrote
 * @param whole of its image's files and these
 */
record ContainerSize(OptionalLong written, OptionalLong whole) {

    /** Not asked for. */
    static final ContainerSize NONE = new ContainerSize(OptionalLong.empty(), OptionalLong.empty());

    /** Counts; nothing for a container that went away meanwhile. */
    static ContainerSize of(Engine engine, Container container) throws EngineException, IOException {
        try {
            long written = engine.containers().writtenBytes(container.id());
            Optional<Image> image = container.imageId().isPresent()
                    ? engine.images().ofContainers().find(container.imageId().get()) : Optional.empty();
            return new ContainerSize(OptionalLong.of(written),
                    OptionalLong.of(written + image.map(Image::sizeBytes).orElse(0L)));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return NONE;
            }
            throw e;
        }
    }
}
