package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Answer to pruning images.
 *
 * @param imagesDeleted what was untagged and deleted
 * @param spaceReclaimed bytes
 */
@Json(caseInsensitiveKeys = true)
public record ImagesPruned(
        @Json.Property("ImagesDeleted") List<ImageDeleted> imagesDeleted,
        @Json.Property("SpaceReclaimed") long spaceReclaimed) {

    /** Takes what a server left out as empty. */
    public ImagesPruned {
        imagesDeleted = imagesDeleted == null ? List.of() : imagesDeleted;
    }
}
