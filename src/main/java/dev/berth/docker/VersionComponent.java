package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * A part of a server.
 *
 * @param name the name
 * @param version release
 * @param details details
 */
@Json(caseInsensitiveKeys = true)
public record VersionComponent(
        @Json.Property("Name") String name,
        @Json.Property("Version") String version,
        @Json.Property("Details") @Json.Serializer(MapOrAbsent.class) Map<String, String> details) {

    /** Takes what a server left out as empty. */
    public VersionComponent {
        name = name == null ? "" : name;
        version = version == null ? "" : version;
        details = details == null ? Map.of() : details;
    }
}
