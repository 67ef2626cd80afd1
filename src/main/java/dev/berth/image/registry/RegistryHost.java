package dev.berth.image.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says about one registry.
 *
 * @param mirrors hosts or addresses that are asked first, in order; only for pulling
 * @param insecure whether plain HTTP is spoken, or TLS whose certificate is not checked where the registry insists
 * @param ca certificates in PEM to trust besides the system's
 * @param clientCertificate certificate in PEM to show, with those that signed it
 * @param clientKey its key in PEM (PKCS #8)
 */
public record RegistryHost(List<String> mirrors, boolean insecure, Optional<Path> ca, Optional<Path> clientCertificate,
        Optional<Path> clientKey) {

    /** Nothing said. */
    public static final RegistryHost DEFAULT = new RegistryHost(List.of(), false, Optional.empty(), Optional.empty(),
            Optional.empty());

    /** Keeps its own copy of the list. */
    public RegistryHost {
        mirrors = List.copyOf(mirrors);
    }

    /** Whether files for TLS are named, so that TLS is meant also on loopback. */
    boolean namesFiles() {
        return ca.isPresent() || clientCertificate.isPresent();
    }
}
