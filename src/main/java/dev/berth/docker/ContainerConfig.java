package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a container runs: the part of its settings that can also come from an image ({@code Config}).
 *
 * @param hostname UTS host name
 * @param domainname NIS domain name
 * @param user {@code user[:group]}
 * @param attachStdin whether the creator wants to attach standard input
 * @param attachStdout whether the creator wants standard output
 * @param attachStderr whether the creator wants standard error
 * @param exposedPorts ports as {@code 80/tcp}
 * @param tty whether process 1 has a pseudo-terminal
 * @param openStdin whether standard input stays open
 * @param stdinOnce whether standard input closes when its first attached client leaves
 * @param env environment as {@code NAME=value}; {@code NAME} alone unsets
 * @param cmd arguments after the entry point; absent takes the image's
 * @param healthcheck the health check; absent takes the image's
 * @param image image reference
 * @param volumes paths that get an anonymous volume
 * @param workingDir absolute path
 * @param entrypoint the entry point; absent takes the image's, an empty list resets it
 * @param networkDisabled whether there is no network at all
 * @param macAddress the hardware address (before API 1.44)
 * @param onBuild build triggers
 * @param labels labels
 * @param stopSignal signal name or number
 * @param stopTimeout seconds before SIGKILL
 * @param shell shell of the string forms of instructions
 */
@Json(caseInsensitiveKeys = true)
public record ContainerConfig(
        @Json.Property("Hostname") String hostname,
        @Json.Property("Domainname") String domainname,
        @Json.Property("User") String user,
        @Json.Property("AttachStdin") boolean attachStdin,
        @Json.Property("AttachStdout") boolean attachStdout,
        @Json.Property("AttachStderr") boolean attachStderr,
        @Json.Property("ExposedPorts") @Json.Serializer(KeysOrAbsent.class) Set<String> exposedPorts,
        @Json.Property("Tty") boolean tty,
        @Json.Property("OpenStdin") boolean openStdin,
        @Json.Property("StdinOnce") boolean stdinOnce,
        @Json.Property("Env") @Json.Serializer(StringsOrNull.class) List<String> env,
        @Json.Property("Cmd") @Json.Serializer(OptionalStrings.class) Optional<List<String>> cmd,
        @Json.Property("Healthcheck") Optional<HealthConfig> healthcheck,
        @Json.Property("Image") String image,
        @Json.Property("Volumes") @Json.Serializer(KeysOrNull.class) Set<String> volumes,
        @Json.Property("WorkingDir") String workingDir,
        @Json.Property("Entrypoint") @Json.Serializer(OptionalStrings.class) Optional<List<String>> entrypoint,
        @Json.Property("NetworkDisabled") Optional<Boolean> networkDisabled,
        @Json.Property("MacAddress") Optional<String> macAddress,
        @Json.Property("OnBuild") @Json.Serializer(StringsOrNull.class) List<String> onBuild,
        @Json.Property("Labels") Map<String, String> labels,
        @Json.Property("StopSignal") Optional<String> stopSignal,
        @Json.Property("StopTimeout") OptionalInt stopTimeout,
        @Json.Property("Shell") @Json.Serializer(StringsOrAbsent.class) List<String> shell) {

    /** Takes what a server left out as empty. */
    public ContainerConfig {
        hostname = hostname == null ? "" : hostname;
        domainname = domainname == null ? "" : domainname;
        user = user == null ? "" : user;
        exposedPorts = exposedPorts == null ? Set.of() : exposedPorts;
        env = env == null ? List.of() : env;
        cmd = cmd == null ? Optional.empty() : cmd;
        healthcheck = healthcheck == null ? Optional.empty() : healthcheck;
        image = image == null ? "" : image;
        volumes = volumes == null ? Set.of() : volumes;
        workingDir = workingDir == null ? "" : workingDir;
        entrypoint = entrypoint == null ? Optional.empty() : entrypoint;
        networkDisabled = networkDisabled == null ? Optional.empty() : networkDisabled;
        macAddress = macAddress == null ? Optional.empty() : macAddress;
        onBuild = onBuild == null ? List.of() : onBuild;
        labels = labels == null ? Map.of() : labels;
        stopSignal = stopSignal == null ? Optional.empty() : stopSignal;
        stopTimeout = stopTimeout == null ? OptionalInt.empty() : stopTimeout;
        shell = shell == null ? List.of() : shell;
    }
}
