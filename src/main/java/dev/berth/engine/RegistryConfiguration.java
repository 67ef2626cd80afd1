package dev.berth.engine;

import dev.berth.image.layer.Compression;
import dev.berth.image.registry.Proxies;
import dev.berth.image.registry.RegistryHost;
import dev.berth.image.registry.RegistrySettings;
import dev.berth.profile.Configuration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Turns what {@code berth.toml} says about registries into settings. */
public final class RegistryConfiguration {

    private RegistryConfiguration() {
    }

    /**
     * The settings.
     *
     * @param configuration what {@code berth.toml} says
     * @param environment of the engine, for proxies that it does not name
     * @throws IllegalArgumentException if something is no address; the message is a sentence
     */
    public static RegistrySettings of(Configuration configuration, Map<String, String> environment) {
        Map<String, RegistryHost> hosts = new HashMap<>();
        for (Configuration.Registry registry : configuration.registries()) {
            if (registry.clientCertificate().isEmpty() && registry.clientKey().isPresent()) {
                throw new IllegalArgumentException("the registry " + registry.name()
                        + " has a client_key but no client_certificate");
            }
            hosts.put(registry.name(), new RegistryHost(registry.mirrors(), registry.insecure(),
                    registry.ca().map(Path::of), registry.clientCertificate().map(Path::of),
                    registry.clientKey().map(Path::of)));
        }
        Proxies proxies = new Proxies(configuration.httpProxy().map(Proxies::address),
                configuration.httpsProxy().map(Proxies::address), configuration.noProxy()).orElse(environment);
        return new RegistrySettings(hosts, proxies, RegistrySettings.DOCKER_CERTIFICATES,
                configuration.parallelTransfers().orElse(RegistrySettings.DEFAULT.parallel()),
                configuration.pushCompression().filter("zstd"::equals).isPresent() ? Compression.ZSTD
                        : Compression.GZIP);
    }
}
