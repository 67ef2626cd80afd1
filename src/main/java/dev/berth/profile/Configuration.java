package dev.berth.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code berth.toml} says; nothing that was not said is filled in.
 *
 * @param data directory of images, layers, containers and volumes
 * @param run directory of sockets and run state
 * @param storageDriver how root file systems are made, {@code overlay2} or {@code vfs}
 * @param defaultProfile profile that lies below every container that names none
 * @param cgroupParent cgroup below which the engine's group is made
 * @param socketGroup group that may use the engine's socket
 * @param theme name of the console's theme
 * @param detachKeys keys that detach, docker's form
 * @param log defaults for containers' logs
 * @param registries settings of single registries
 * @param parallelTransfers how many layers are moved at once
 * @param pushCompression of layers that are pushed and lie in the store uncompressed: {@code gzip} or {@code zstd}
 * @param buildCacheBytes how much the build cache keeps of layers that are no image's
 * @param httpProxy proxy for plain HTTP
 * @param httpsProxy proxy for HTTPS
 * @param noProxy hosts that are reached without a proxy
 * @param commands the console's additional commands
 */
public record Configuration(
        Optional<String> data,
        Optional<String> run,
        Optional<String> storageDriver,
        Optional<String> defaultProfile,
        Optional<String> cgroupParent,
        Optional<String> socketGroup,
        Optional<String> theme,
        Optional<String> detachKeys,
        LogSettings log,
        List<Registry> registries,
        OptionalInt parallelTransfers,
        Optional<String> pushCompression,
        OptionalLong buildCacheBytes,
        Optional<String> httpProxy,
        Optional<String> httpsProxy,
        List<String> noProxy,
        List<Command> commands) {

    /** Nothing said. */
    public static final Configuration EMPTY = new Configuration(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            LogSettings.NONE, List.of(), OptionalInt.empty(), Optional.empty(),
            OptionalLong.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    /**
     * A command line of Berth's that the console knows by a name.
     *
     * @param name what it is called
     * @param key the key that runs it, where the console does not use that itself
     * @param on what it is for: {@code containers}, {@code images} or {@code volumes}; all when absent
     * @param run the command line; {@code {{.Name}}}, {@code {{.ID}}} and {@code {{.Image}}} are what is selected
     */
    public record Command(String name, Optional<String> key, Optional<String> on, String run) {
    }

    /**
     * Settings of one registry.
     *
     * @param name host, and port if it is not 443, for example {@code docker.io}
     * @param mirrors hosts that are asked first, in order
     * @param insecure whether plain HTTP is used, or TLS whose certificate is not checked; only registries on loopback
     *     are reached by plain HTTP without being named here
     * @param ca file with the certificates that are trusted for it, in PEM
     * @param clientCertificate file with the certificate to show, in PEM
     * @param clientKey file with its key, in PEM
     */
    public record Registry(String name, List<String> mirrors, boolean insecure, Optional<String> ca,
            Optional<String> clientCertificate, Optional<String> clientKey) {
    }
}
