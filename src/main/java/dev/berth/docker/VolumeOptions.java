package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a volume mount.
 *
 * @param noCopy whether the image's content stays out of a new volume
 * @param labels labels of a new volume
 * @param driverConfig driver of a new volume
 * @param subpath path inside the volume
 */
@Json(caseInsensitiveKeys = true)
public record VolumeOptions(
        @Json.Property("NoCopy") Optional<Boolean> noCopy,
        @Json.Property("Labels") @Json.Serializer(MapOrAbsent.class) Map<String, String> labels,
        @Json.Property("DriverConfig") Optional<DriverConfig> driverConfig,
        @Json.Property("Subpath") Optional<String> subpath) {

    /** Takes what a server left out as empty. */
    public VolumeOptions {
        noCopy = noCopy == null ? Optional.empty() : noCopy;
        labels = labels == null ? Map.of() : labels;
        driverConfig = driverConfig == null ? Optional.empty() : driverConfig;
        subpath = subpath == null ? Optional.empty() : subpath;
    }
}
