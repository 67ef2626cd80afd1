package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about an image.
 *
 * @param id {@code sha256:} and the id
 * @param repoTags names with tags
 * @param repoDigests names with digests
 * @param parent legacy, empty
 * @param comment comment
 * @param created RFC 3339
 * @param dockerVersion legacy
 * @param author author
 * @param config what it runs
 * @param architecture Go's name of it
 * @param variant architecture variant
 * @param os Go's name of it
 * @param size bytes
 * @param virtualSize legacy, before API 1.44
 * @param graphDriver layers
 * @param rootFs layers by content
 * @param metadata local facts
 */
@Json(caseInsensitiveKeys = true)
public record ImageInspect(
        @Json.Property("Id") String id,
        @Json.Property("RepoTags") @Json.Serializer(Strings.class) List<String> repoTags,
        @Json.Property("RepoDigests") @Json.Serializer(Strings.class) List<String> repoDigests,
        @Json.Property("Parent") String parent,
        @Json.Property("Comment") String comment,
        @Json.Property("Created") Optional<String> created,
        @Json.Property("DockerVersion") String dockerVersion,
        @Json.Property("Author") String author,
        @Json.Property("Config") ContainerConfig config,
        @Json.Property("Architecture") String architecture,
        @Json.Property("Variant") Optional<String> variant,
        @Json.Property("Os") String os,
        @Json.Property("Size") long size,
        @Json.Property("VirtualSize") OptionalLong virtualSize,
        @Json.Property("GraphDriver") GraphDriver graphDriver,
        @Json.Property("RootFS") RootFs rootFs,
        @Json.Property("Metadata") ImageMetadata metadata) {

    /** Takes what a server left out as empty. */
    public ImageInspect {
        id = id == null ? "" : id;
        repoTags = repoTags == null ? List.of() : repoTags;
        repoDigests = repoDigests == null ? List.of() : repoDigests;
        parent = parent == null ? "" : parent;
        comment = comment == null ? "" : comment;
        created = created == null ? Optional.empty() : created;
        dockerVersion = dockerVersion == null ? "" : dockerVersion;
        author = author == null ? "" : author;
        architecture = architecture == null ? "" : architecture;
        variant = variant == null ? Optional.empty() : variant;
        os = os == null ? "" : os;
        virtualSize = virtualSize == null ? OptionalLong.empty() : virtualSize;
        graphDriver = graphDriver == null ? GraphDriver.NONE : graphDriver;
        metadata = metadata == null ? ImageMetadata.NONE : metadata;
    }
}
