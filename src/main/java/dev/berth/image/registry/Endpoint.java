package dev.berth.image.registry;

import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import java.net.URI;
import java.util.Locale;

/**
 * Where a registry answers.
 *
 * @param base scheme, host and port, without path
 * @param name its name in the configuration
 */
record Endpoint(URI base, String name) {

    private static final String HUB = "registry-1.docker.io";

    /** The endpoint of a domain of references: TLS, but for loopback and what is configured. */
    static Endpoint of(String domain, RegistrySettings settings) throws RegistryFailure {
        String host = domain.equals(Reference.DEFAULT_DOMAIN) ? HUB : domain;
        RegistryHost said = settings.host(domain);
        boolean plain = said.insecure() || isLoopback(host) && !said.namesFiles();
        return new Endpoint(address((plain ? "http://" : "https://") + host), domain);
    }

    /** A mirror: a host, for which the same holds as for a registry, or an address. */
    static Endpoint mirror(String mirror, RegistrySettings settings) throws RegistryFailure {
        if (!mirror.contains("://")) {
            return of(mirror, settings);
        }
        URI address = address(mirror.endsWith("/") ? mirror.substring(0, mirror.length() - 1) : mirror);
        return new Endpoint(address, address.getAuthority());
    }

    /** The same by TLS. */
    Endpoint secured() throws RegistryFailure {
        return new Endpoint(address("https://" + base.getAuthority()), name);
    }

    boolean isPlain() {
        return base.getScheme().equals("http");
    }

    /** An address at it. */
    URI at(String path) {
        return URI.create(base + path);
    }

    /** Whether an address is at the same scheme, host and port. */
    boolean owns(URI address) {
        return sameOrigin(base, address);
    }

    static boolean sameOrigin(URI a, URI b) {
        return a.getScheme() != null && b.getScheme() != null && a.getHost() != null && b.getHost() != null
                && a.getScheme().equalsIgnoreCase(b.getScheme()) && a.getHost().equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    /** Whether a host, with or without port, is this machine. */
    static boolean isLoopback(String hostAndPort) {
        String host = hostAndPort.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.startsWith("[::1]");
        }
        int colon = host.indexOf(':');
        host = colon < 0 ? host : host.substring(0, colon);
        return host.equals("localhost") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static URI address(String text) throws RegistryFailure {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new RegistryFailure("\"" + text + "\" is not the address of a registry", e);
        }
        throw new RegistryFailure("\"" + text + "\" is not the address of a registry", 400);
    }
}
