package dev.berth.build;

import dev.berth.build.copy.ContentDigest;
import dev.berth.build.copy.Placement;
import java.io.IOException;

/** A source of {@code ADD} that was fetched from elsewhere. */
interface Fetched extends AutoCloseable {

    /** Adds what it is to the content that the step's result depends on. */
    void addTo(ContentDigest digest) throws IOException;

    /** Puts it into the image. */
    void place(Placement placement, Archives archives) throws IOException, BuildException;

    @Override
    void close() throws IOException;
}
