package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * Layers of an image.
 *
 * @param type {@code layers}
 * @param layers digests of the uncompressed layers
 */
@Json(caseInsensitiveKeys = true)
public record RootFs(
        @Json.Property("Type") String type,
        @Json.Property("Layers") @Json.Serializer(StringsOrAbsent.class) List<String> layers) {

    /** Takes what a server left out as empty. */
    public RootFs {
        type = type == null ? "" : type;
        layers = layers == null ? List.of() : layers;
    }
}
