package dev.berth.docker;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * Versions of a server.
 *
 * @param platform product
 * @param components parts
 * @param version release
 * @param apiVersion newest API version
 * @param minApiVersion oldest API version
 * @param gitCommit source revision
 * @param goVersion empty where there is no Go
 * @param os {@code linux}
 * @param arch Go's name of the architecture
 * @param kernelVersion {@code uname -r}
 * @param experimental experimental features
 * @param buildTime when it was built
 */
@Json(caseInsensitiveKeys = true)
public record Version(
        @Json.Property("Platform") Optional<PlatformName> platform,
        @Json.Property("Components") List<VersionComponent> components,
        @Json.Property("Version") String version,
        @Json.Property("ApiVersion") String apiVersion,
        @Json.Property("MinAPIVersion") String minApiVersion,
        @Json.Property("GitCommit") String gitCommit,
        @Json.Property("GoVersion") String goVersion,
        @Json.Property("Os") String os,
        @Json.Property("Arch") String arch,
        @Json.Property("KernelVersion") String kernelVersion,
        @Json.Property("Experimental") Optional<Boolean> experimental,
        @Json.Property("BuildTime") Optional<String> buildTime) {

    /** Takes what a server left out as empty. */
    public Version {
        platform = platform == null ? Optional.empty() : platform;
        components = components == null ? List.of() : components;
        version = version == null ? "" : version;
        apiVersion = apiVersion == null ? "" : apiVersion;
        minApiVersion = minApiVersion == null ? "" : minApiVersion;
        gitCommit = gitCommit == null ? "" : gitCommit;
        goVersion = goVersion == null ? "" : goVersion;
        os = os == null ? "" : os;
        arch = arch == null ? "" : arch;
        kernelVersion = kernelVersion == null ? "" : kernelVersion;
        experimental = experimental == null ? Optional.empty() : experimental;
        buildTime = buildTime == null ? Optional.empty() : buildTime;
    }
}
