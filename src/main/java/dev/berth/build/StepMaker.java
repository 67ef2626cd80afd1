package dev.berth.build;

import dev.berth.build.cache.CacheKey;
import dev.berth.engine.EngineException;
import dev.berth.image.store.LayerDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A step that makes a layer: what its result depends on, and how it is made. */
interface StepMaker extends AutoCloseable {

    /** What the result depends on. */
    CacheKey key() throws BuildException, IOException, InterruptedException;

    /** What the history says of it. */
    String createdBy();

    /**
     * Writes the layer.
     *
     * @param draft where to
     * @param lowers the layers below, the top one first; may be none
     */
    void make(LayerDraft draft, List<Path> lowers)
            throws BuildException, EngineException, IOException, InterruptedException;

    /** Whether the layer is written without those below, and its links lead nowhere in them. */
    default boolean own() {
        return false;
    }

    /** Whether the result is the same whatever is below. */
    default boolean independent() {
        return false;
    }

    @Override
    default void close() throws IOException {
        // most hold nothing open
    }
}
