package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A mount of a container.
 *
 * @param type {@code bind}, {@code volume} or {@code tmpfs}
 * @param name volume name
 * @param source path on the host
 * @param destination path inside
 * @param driver volume driver
 * @param mode options as given
 * @param rw whether it is writable
 * @param propagation bind propagation
 */
@Json(caseInsensitiveKeys = true)
public record MountPoint(
        @Json.Property("Type") String type,
        @Json.Property("Name") Optional<String> name,
        @Json.Property("Source") String source,
        @Json.Property("Destination") String destination,
        @Json.Property("Driver") Optional<String> driver,
        @Json.Property("Mode") String mode,
        @Json.Property("RW") boolean rw,
        @Json.Property("Propagation") String propagation) {

    /** Takes what a server left out as empty. */
    public MountPoint {
        type = type == null ? "" : type;
        name = name == null ? Optional.empty() : name;
        source = source == null ? "" : source;
        destination = destination == null ? "" : destination;
        driver = driver == null ? Optional.empty() : driver;
        mode = mode == null ? "" : mode;
        propagation = propagation == null ? "" : propagation;
    }
}
