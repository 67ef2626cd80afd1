package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A repository found in a registry.
 *
 * @param name repository
 * @param description what it is
 * @param starCount stars
 * @param isOfficial whether it is curated
 * @param isAutomated legacy
 */
@Json(caseInsensitiveKeys = true)
public record SearchResult(
        @Json.Property("name") String name,
        @Json.Property("description") String description,
        @Json.Property("star_count") int starCount,
        @Json.Property("is_official") boolean isOfficial,
        @Json.Property("is_automated") boolean isAutomated) {

    /** Takes what a server left out as empty. */
    public SearchResult {
        name = name == null ? "" : name;
        description = description == null ? "" : description;
    }
}
