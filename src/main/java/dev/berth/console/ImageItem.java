package dev.berth.console;

import java.time.Instant;

/**
 * One name of an image as the console lists it.
 *
 * @param id the id with its algorithm, as {@code sha256:…}
 * @param name repository and tag, or an empty text for an image without a name
 * @param sizeBytes size of its layers
 * @param created when it was made
 * @param containers how many containers use it; -1 when the engine has not counted
 */
public record ImageItem(String id, String name, long sizeBytes, Instant created, long containers) {
    /** What tells rows apart: an image has one for each of its names. */
    String key() {
        return id + " " + name;
    }

    String shortId() {
        String hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(12, hex.length()));
    }

    /** What to call it in a command. */
    String reference() {
        return name.isEmpty() ? shortId() : name;
    }
}
