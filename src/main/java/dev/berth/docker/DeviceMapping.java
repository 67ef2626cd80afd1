package dev.berth.docker;

import io.avaje.jsonb.Json;

/**
 * A host device inside a container.
 *
 * @param pathOnHost path outside
 * @param pathInContainer path inside
 * @param cgroupPermissions of {@code r}, {@code w}, {@code m}
 */
@Json(caseInsensitiveKeys = true)
public record DeviceMapping(
        @Json.Property("PathOnHost") String pathOnHost,
        @Json.Property("PathInContainer") String pathInContainer,
        @Json.Property("CgroupPermissions") String cgroupPermissions) {

    /** Takes what a server left out as empty. */
    public DeviceMapping {
        pathOnHost = pathOnHost == null ? "" : pathOnHost;
        pathInContainer = pathInContainer == null ? "" : pathInContainer;
        cgroupPermissions = cgroupPermissions == null ? "" : cgroupPermissions;
    }
}
