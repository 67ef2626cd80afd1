package dev.berth.image.registry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to a registry: what the configuration says, else {@code HTTP_PROXY}, {@code HTTPS_PROXY} and
 * {@code NO_PROXY} of the engine's environment. Loopback is always reached directly.
 *
 * @param http for plain HTTP, {@code http://host:port}
 * @param https for TLS
 * @param none hosts that are reached directly: a name stands for its subdomains too, {@code *} for all
 */
public record Proxies(Optional<URI> http, Optional<URI> https, List<String> none) {

    /** No proxy. */
    public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), List.of());

    /** Keeps its own copy of the list. */
    public Proxies {
        none = List.copyOf(none);
    }

    /**
     * These, completed by an environment's variables where they say nothing.
     *
     * @param environment the engine's
     * @throws IllegalArgumentException if a variable is no address
     */
    public Proxies orElse(Map<String, String> environment) {
        List<String> excluded = none.isEmpty()
                ? List.of(variable(environment, "NO_PROXY").orElse("").split(",")) : none;
        return new Proxies(http.or(() -> variable(environment, "HTTP_PROXY").map(Proxies::address)),
                https.or(() -> variable(environment, "HTTPS_PROXY").map(Proxies::address)), excluded);
    }

    /**
     * A proxy's address as it is written: with or without scheme.
     *
     * @param text for example {@code http://127.0.0.1:3128}
     * @throws IllegalArgumentException if it is none; the message is a sentence
     */
    public static URI address(String text) {
        URI address;
        try {
            address = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the proxy \"" + text + "\" is no address", e);
        }
        if (!"http".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("the proxy \"" + text + "\" is not of the form http://HOST:PORT");
        }
        return address;
    }

    /** The proxy on the way to an address, if there is one. */
    Optional<URI> of(URI target) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        if (Endpoint.isLoopback(host)) {
            return Optional.empty();
        }
        for (String entry : none) {
            String suffix = entry.strip().toLowerCase(Locale.ROOT);
            if (suffix.equals("*") || !suffix.isEmpty() && (host.equals(suffix)
                    || host.endsWith(suffix.startsWith(".") ? suffix : '.' + suffix))) {
                return Optional.empty();
            }
        }
        return target.getScheme().equals("https") ? https : http;
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }
}
