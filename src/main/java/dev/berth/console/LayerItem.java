package dev.berth.console;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of an image's making, and the layer that it left.
 *
 * @param number from the lowest, 1
 * @param created when it was made
 * @param sizeBytes of its files; 0 for a step that left none
 * @param createdBy the instruction
 * @param contents what the layer does; none for a step without a layer, or where an engine does not tell
 */
public record LayerItem(int number, Instant created, long sizeBytes, String createdBy, Optional<Contents> contents) {
    /**
     * What a layer does.
     *
     * @param digest of the layer
     * @param wastedBytes of files of lower layers that it deletes or replaces
     * @param added how many paths it adds
     * @param changed how many paths it changes
     * @param deleted how many paths it deletes
     */
    public record Contents(String digest, long wastedBytes, long added, long changed, long deleted) {
    }

    /** Bytes of lower layers that nobody sees any more because of this one. */
    long wastedBytes() {
        return contents.map(Contents::wastedBytes).orElse(0L);
    }
}
