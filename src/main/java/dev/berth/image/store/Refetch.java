package dev.berth.image.store;

import dev.berth.image.ImageException;
import dev.berth.image.Reference;
import java.io.IOException;

/** Gets an image once more from where it came; what the store has of it is not fetched. */
@FunctionalInterface
public interface Refetch {

    /**
     * Fetches.
     *
     * @param from {@code repository@digest}
     * @throws ImageException if it cannot be had
     */
    void fetch(Reference from) throws IOException;
}
