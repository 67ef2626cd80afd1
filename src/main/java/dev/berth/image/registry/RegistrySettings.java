package dev.berth.image.registry;

import dev.berth.image.layer.Compression;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the configuration says about registries.
 *
 * @param hosts by name, with port where it is not 443, as it stands in references; {@code docker.io} for Docker Hub
 * @param proxies for all but loopback
 * @param certificates directory with a directory of certificates for each host, as docker's {@code certs.d}
 * @param parallel how many layers are moved at once
 * @param compression of layers that are pushed and lie in the store uncompressed: gzip or zstd
 * @param patience how long a registry may send nothing at all before it counts as gone
 */
public record RegistrySettings(Map<String, RegistryHost> hosts, Proxies proxies, Path certificates, int parallel,
        Compression compression, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Docker's directory of certificates (docker's documentation, "Verify repository client with certificates"). */
    public static final Path DOCKER_CERTIFICATES = Path.of("/etc/docker/certs.d");

    /** Nothing special, three layers at once as docker does. */
    public static final RegistrySettings DEFAULT = new RegistrySettings(Map.of(), Proxies.NONE, DOCKER_CERTIFICATES, 3,
            Compression.GZIP);

    /** With a minute's patience. */
    public RegistrySettings(Map<String, RegistryHost> hosts, Proxies proxies, Path certificates, int parallel,
            Compression compression) {
        this(hosts, proxies, certificates, parallel, compression, PATIENCE);
    }

    /** Keeps its own copy of the map. */
    public RegistrySettings {
        hosts = Map.copyOf(hosts);
    }

    /** The settings of a host; of nothing in particular if it is not named. */
    RegistryHost host(String name) {
        return hosts.getOrDefault(name, RegistryHost.DEFAULT);
    }

    /** The same with another patience. */
    RegistrySettings withPatience(Duration other) {
        return new RegistrySettings(hosts, proxies, certificates, parallel, compression, other);
    }

    /**
     * The same for some hosts.
     *
     * @param others replaces all hosts
     */
    public RegistrySettings withHosts(Map<String, RegistryHost> others) {
        return new RegistrySettings(others, proxies, certificates, parallel, compression, patience);
    }
}
