package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A line of {@code docker images}.
 *
 * @param id {@code sha256:} and the id
 * @param parentId legacy, empty
 * @param repoTags names with tags
 * @param repoDigests names with digests
 * @param created Unix seconds
 * @param size bytes
 * @param sharedSize bytes shared, -1 not counted
 * @param virtualSize legacy, before API 1.44
 * @param labels labels
 * @param containers containers that use it, -1 not counted
 * @param manifests its variants by platform, if they were asked for
 */
@Json(caseInsensitiveKeys = true)
public record ImageSummary(
        @Json.Property("Id") String id,
        @Json.Property("ParentId") String parentId,
        @Json.Property("RepoTags") @Json.Serializer(Strings.class) List<String> repoTags,
        @Json.Property("RepoDigests") @Json.Serializer(Strings.class) List<String> repoDigests,
        @Json.Property("Created") long created,
        @Json.Property("Size") long size,
        @Json.Property("SharedSize") long sharedSize,
        @Json.Property("VirtualSize") OptionalLong virtualSize,
        @Json.Property("Labels") @Json.Serializer(MapOrNull.class) Map<String, String> labels,
        @Json.Property("Containers") long containers,
        @Json.Property("Manifests") @Json.Serializer(ManifestsOrAbsent.class) List<ManifestSummary> manifests) {

    /** The same with its variants. */
    public ImageSummary withManifests(List<ManifestSummary> variants) {
        return new ImageSummary(id, parentId, repoTags, repoDigests, created, size, sharedSize, virtualSize, labels,
                containers, variants);
    }

    /** Takes what a server left out as empty. */
    public ImageSummary {
        id = id == null ? "" : id;
        parentId = parentId == null ? "" : parentId;
        repoTags = repoTags == null ? List.of() : repoTags;
        repoDigests = repoDigests == null ? List.of() : repoDigests;
        virtualSize = virtualSize == null ? OptionalLong.empty() : virtualSize;
        labels = labels == null ? Map.of() : labels;
        manifests = manifests == null ? List.of() : manifests;
    }
}
