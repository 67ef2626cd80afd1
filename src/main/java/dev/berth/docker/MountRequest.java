package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A mount in the long form ({@code --mount}).
 *
 * @param type {@code bind}, {@code volume} or {@code tmpfs}
 * @param source host path or volume name
 * @param target absolute path inside
 * @param readOnly whether it is read-only
 * @param consistency ignored on Linux
 * @param bindOptions for binds
 * @param volumeOptions for volumes
 * @param tmpfsOptions for tmpfs
 */
@Json(caseInsensitiveKeys = true)
public record MountRequest(
        @Json.Property("Type") String type,
        @Json.Property("Source") Optional<String> source,
        @Json.Property("Target") String target,
        @Json.Property("ReadOnly") Optional<Boolean> readOnly,
        @Json.Property("Consistency") Optional<String> consistency,
        @Json.Property("BindOptions") Optional<BindOptions> bindOptions,
        @Json.Property("VolumeOptions") Optional<VolumeOptions> volumeOptions,
        @Json.Property("TmpfsOptions") Optional<TmpfsOptions> tmpfsOptions) {

    /** Takes what a server left out as empty. */
    public MountRequest {
        type = type == null ? "" : type;
        source = source == null ? Optional.empty() : source;
        target = target == null ? "" : target;
        readOnly = readOnly == null ? Optional.empty() : readOnly;
        consistency = consistency == null ? Optional.empty() : consistency;
        bindOptions = bindOptions == null ? Optional.empty() : bindOptions;
        volumeOptions = volumeOptions == null ? Optional.empty() : volumeOptions;
        tmpfsOptions = tmpfsOptions == null ? Optional.empty() : tmpfsOptions;
    }
}
