package dev.berth.image.registry;

import dev.berth.image.Reference;
import java.net.URI;
import java.util.Locale;

/**
 * Where a registry answers.
 *
 * @param base scheme, host and port, without path
 */
record Endpoint(URI base) {

    /** The endpoint of a domain of references: TLS, but for loopback and what is configured. */
    static Endpoint of(String domain, RegistrySettings settings) {
        String host = domain.equals(Reference.DEFAULT_DOMAIN) ? "registry-1.docker.io" : domain;
        boolean plain = isLoopback(host) || settings.plainHttp().contains(host);
        return new Endpoint(URI.create((plain ? "http://" : "https://") + host));
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
        return a.getScheme().equalsIgnoreCase(b.getScheme()) && a.getHost().equalsIgnoreCase(b.getHost())
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

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
