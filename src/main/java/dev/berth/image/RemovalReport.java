package dev.berth.image;

import java.util.List;

/**
 * What removing did, in order.
 *
 * @param steps what was untagged and deleted
 * @param reclaimedBytes disk space given back
 */
public record RemovalReport(List<Step> steps, long reclaimedBytes) {

    /** Keeps its own copy of the list. */
    public RemovalReport {
        steps = List.copyOf(steps);
    }

    /** One line of the report. */
    public sealed interface Step {
    }

    /**
     * A name was taken away.
     *
     * @param name familiar form with tag, or {@code repository@digest}
     */
    public record Untagged(String name) implements Step {
    }

    /**
     * An image or a layer was deleted.
     *
     * @param digest the image's id, or the layer's chain id
     */
    public record Deleted(Digest digest) implements Step {
    }
}
