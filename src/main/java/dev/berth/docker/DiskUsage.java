package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.OptionalLong;

/**
 * What takes space.
 *
 * @param layersSize bytes of the images' layers, each layer counted once
 * @param images images
 * @param containers containers
 * @param volumes volumes
 * @param buildCache build cache records
 * @param builderSize bytes of the build cache
 */
@Json(caseInsensitiveKeys = true)
public record DiskUsage(
        @Json.Property("LayersSize") long layersSize,
        @Json.Property("Images") List<ImageSummary> images,
        @Json.Property("Containers") List<ContainerSummary> containers,
        @Json.Property("Volumes") List<Volume> volumes,
        @Json.Property("BuildCache") List<BuildCacheRecord> buildCache,
        @Json.Property("BuilderSize") OptionalLong builderSize) {

    /** Takes what a server left out as empty. */
    public DiskUsage {
        images = images == null ? List.of() : images;
        containers = containers == null ? List.of() : containers;
        volumes = volumes == null ? List.of() : volumes;
        buildCache = buildCache == null ? List.of() : buildCache;
        builderSize = builderSize == null ? OptionalLong.empty() : builderSize;
    }
}
