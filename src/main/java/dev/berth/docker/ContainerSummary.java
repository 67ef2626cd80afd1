package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of {@code docker ps}.
 *
 * @param id the id
 * @param names names with a leading slash
 * @param image reference it was created from
 * @param imageId image id
 * @param command entry point and arguments
 * @param created Unix seconds
 * @param ports ports
 * @param sizeRw bytes written
 * @param sizeRootFs bytes in all
 * @param labels labels
 * @param state {@code running}, {@code exited} …
 * @param status the state in words
 * @param hostConfig network mode
 * @param networkSettings networks
 * @param mounts mounts
 * @param berth Berth's addition
 */
@Json(caseInsensitiveKeys = true)
public record ContainerSummary(
        @Json.Property("Id") String id,
        @Json.Property("Names") @Json.Serializer(Strings.class) List<String> names,
        @Json.Property("Image") String image,
        @Json.Property("ImageID") String imageId,
        @Json.Property("Command") String command,
        @Json.Property("Created") long created,
        @Json.Property("Ports") List<PortSummary> ports,
        @Json.Property("SizeRw") OptionalLong sizeRw,
        @Json.Property("SizeRootFs") OptionalLong sizeRootFs,
        @Json.Property("Labels") Map<String, String> labels,
        @Json.Property("State") String state,
        @Json.Property("Status") String status,
        @Json.Property("HostConfig") SummaryHostConfig hostConfig,
        @Json.Property("NetworkSettings") SummaryNetworks networkSettings,
        @Json.Property("Mounts") List<MountPoint> mounts,
        @Json.Property("Berth") Optional<BerthSummary> berth) {

    /** Takes what a server left out as empty. */
    public ContainerSummary {
        id = id == null ? "" : id;
        names = names == null ? List.of() : names;
        image = image == null ? "" : image;
        imageId = imageId == null ? "" : imageId;
        command = command == null ? "" : command;
        ports = ports == null ? List.of() : ports;
        sizeRw = sizeRw == null ? OptionalLong.empty() : sizeRw;
        sizeRootFs = sizeRootFs == null ? OptionalLong.empty() : sizeRootFs;
        labels = labels == null ? Map.of() : labels;
        state = state == null ? "" : state;
        status = status == null ? "" : status;
        hostConfig = hostConfig == null ? SummaryHostConfig.NONE : hostConfig;
        networkSettings = networkSettings == null ? SummaryNetworks.NONE : networkSettings;
        mounts = mounts == null ? List.of() : mounts;
        berth = berth == null ? Optional.empty() : berth;
    }
}
