package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * Options of a bind mount.
 *
 * @param propagation {@code rprivate} and its kin
 * @param nonRecursive whether mounts below the source stay out
 * @param createMountpoint whether a missing source is made
 * @param readOnlyNonRecursive whether mounts below stay writable
 * @param readOnlyForceRecursive whether a mount below that cannot be read-only is an error
 */
@Json(caseInsensitiveKeys = true)
public record BindOptions(
        @Json.Property("Propagation") Optional<String> propagation,
        @Json.Property("NonRecursive") Optional<Boolean> nonRecursive,
        @Json.Property("CreateMountpoint") Optional<Boolean> createMountpoint,
        @Json.Property("ReadOnlyNonRecursive") Optional<Boolean> readOnlyNonRecursive,
        @Json.Property("ReadOnlyForceRecursive") Optional<Boolean> readOnlyForceRecursive) {

    /** Takes what a server left out as empty. */
    public BindOptions {
        propagation = propagation == null ? Optional.empty() : propagation;
        nonRecursive = nonRecursive == null ? Optional.empty() : nonRecursive;
        createMountpoint = createMountpoint == null ? Optional.empty() : createMountpoint;
        readOnlyNonRecursive = readOnlyNonRecursive == null ? Optional.empty() : readOnlyNonRecursive;
        readOnlyForceRecursive = readOnlyForceRecursive == null ? Optional.empty() : readOnlyForceRecursive;
    }
}
