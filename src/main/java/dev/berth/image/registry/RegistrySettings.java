package dev.berth.image.registry;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the configuration says about registries.
 *
 * @param plainHttp hosts (with port) that are spoken to without TLS; those on loopback always may be
 * @param mirrors for a registry's domain the mirrors to ask first, in order; only for pulling
 * @param caFile certificates in PEM to trust besides the system's
 * @param proxy for all but loopback; without one {@code HTTPS_PROXY} and {@code NO_PROXY} count
 * @param parallel how many layers are moved at once
 */
public record RegistrySettings(Set<String> plainHttp, Map<String, List<URI>> mirrors, Optional<Path> caFile,
        Optional<URI> proxy, int parallel) {

    /** Nothing special, three layers at once as docker does. */
    public static final RegistrySettings DEFAULT = new RegistrySettings(Set.of(), Map.of(), Optional.empty(),
            Optional.empty(), 3);
}
