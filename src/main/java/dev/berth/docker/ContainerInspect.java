package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about a container.
 *
 * @param id the id
 * @param created RFC 3339 with nanoseconds
 * @param path the program
 * @param args its arguments
 * @param state its state
 * @param image image id
 * @param resolvConfPath resolver file on the host
 * @param hostnamePath host name file on the host
 * @param hostsPath hosts file on the host
 * @param logPath log on the host
 * @param name name with a leading slash
 * @param restartCount restarts by policy
 * @param driver storage driver
 * @param platform {@code linux}
 * @param mountLabel SELinux mount label
 * @param processLabel SELinux process label
 * @param appArmorProfile AppArmor profile
 * @param execIds exec sessions
 * @param hostConfig how it meets the host
 * @param graphDriver layers
 * @param sizeRw bytes written
 * @param sizeRootFs bytes in all
 * @param mounts mounts
 * @param config what it runs
 * @param networkSettings its networks
 * @param berth Berth's addition
 */
@Json(caseInsensitiveKeys = true)
public record ContainerInspect(
        @Json.Property("Id") String id,
        @Json.Property("Created") String created,
        @Json.Property("Path") String path,
        @Json.Property("Args") @Json.Serializer(Strings.class) List<String> args,
        @Json.Property("State") ContainerState state,
        @Json.Property("Image") String image,
        @Json.Property("ResolvConfPath") String resolvConfPath,
        @Json.Property("HostnamePath") String hostnamePath,
        @Json.Property("HostsPath") String hostsPath,
        @Json.Property("LogPath") String logPath,
        @Json.Property("Name") String name,
        @Json.Property("RestartCount") int restartCount,
        @Json.Property("Driver") String driver,
        @Json.Property("Platform") String platform,
        @Json.Property("MountLabel") String mountLabel,
        @Json.Property("ProcessLabel") String processLabel,
        @Json.Property("AppArmorProfile") String appArmorProfile,
        @Json.Property("ExecIDs") @Json.Serializer(StringsOrNull.class) List<String> execIds,
        @Json.Property("HostConfig") HostConfig hostConfig,
        @Json.Property("GraphDriver") GraphDriver graphDriver,
        @Json.Property("SizeRw") OptionalLong sizeRw,
        @Json.Property("SizeRootFs") OptionalLong sizeRootFs,
        @Json.Property("Mounts") List<MountPoint> mounts,
        @Json.Property("Config") ContainerConfig config,
        @Json.Property("NetworkSettings") NetworkSettings networkSettings,
        @Json.Property("Berth") Optional<BerthSummary> berth) {

    /** Takes what a server left out as empty. */
    public ContainerInspect {
        id = id == null ? "" : id;
        created = created == null ? "" : created;
        path = path == null ? "" : path;
        args = args == null ? List.of() : args;
        image = image == null ? "" : image;
        resolvConfPath = resolvConfPath == null ? "" : resolvConfPath;
        hostnamePath = hostnamePath == null ? "" : hostnamePath;
        hostsPath = hostsPath == null ? "" : hostsPath;
        logPath = logPath == null ? "" : logPath;
        name = name == null ? "" : name;
        driver = driver == null ? "" : driver;
        platform = platform == null ? "" : platform;
        mountLabel = mountLabel == null ? "" : mountLabel;
        processLabel = processLabel == null ? "" : processLabel;
        appArmorProfile = appArmorProfile == null ? "" : appArmorProfile;
        execIds = execIds == null ? List.of() : execIds;
        graphDriver = graphDriver == null ? GraphDriver.NONE : graphDriver;
        sizeRw = sizeRw == null ? OptionalLong.empty() : sizeRw;
        sizeRootFs = sizeRootFs == null ? OptionalLong.empty() : sizeRootFs;
        mounts = mounts == null ? List.of() : mounts;
        berth = berth == null ? Optional.empty() : berth;
    }
}
