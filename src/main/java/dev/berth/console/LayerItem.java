package dev.berth.console;

import java.time.Instant;

/**
 * A step of an image's making, and the layer that it left.
 *
 * @param number from the lowest, 1
 * @param created when it was made
 * @param sizeBytes of its files; 0 for a step that left none
 * @param createdBy the instruction
 */
public record LayerItem(int number, Instant created, long sizeBytes, String createdBy) {
}
