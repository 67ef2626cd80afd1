package dev.berth.image.registry;

import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches tokens from the service that a registry's challenge names (distribution's token specification, and its OAuth
 * 2 form for identity tokens). The service must use TLS; without TLS it is taken only at the registry's own host, if
 * that does not use TLS either, or where both are this machine.
 */
final class TokenService {

    private static final int TOKEN_LIMIT = 1 << 20;
    /** Of a token whose answer does not say (token specification: {@code expires_in}). */
    private static final long DEFAULT_SECONDS = 60;
    private static final long MOST_SECONDS = 24 * 3600;

    private final Transport transport;
    private final Optional<Credentials> credentials;

    TokenService(Transport transport, Optional<Credentials> credentials) {
        this.transport = transport;
        this.credentials = credentials;
    }

    /**
     * A token.
     *
     * @param header {@code Authorization} with it
     * @param end when it runs out
     * @param refresh a refresh token, if one was asked for and given
     */
    record Token(String header, Instant end, Optional<String> refresh) {
    }

    /**
     * Fetches one.
     *
     * @param endpoint the registry
     * @param challenge what it said
     * @param scope what the token is for; several with spaces between them
     * @param offline whether to ask for a refresh token too
     * @throws RegistryFailure if the service refuses or must not be asked
     */
    Token fetch(Endpoint endpoint, Challenge challenge, String scope, boolean offline) throws IOException {
        URI realm = realm(endpoint, challenge);
        StringBuilder query = new StringBuilder("service=").append(
                encoded(challenge.parameters().getOrDefault("service", "")));
        Optional<Credentials> me = credentials;
        Answer answer;
        if (me.isPresent() && me.get().isIdentityToken()) {
            if (!scope.isEmpty()) {
                query.append("&scope=").append(encoded(scope));
            }
            byte[] form = ("grant_type=refresh_token&client_id=berth&refresh_token=" + encoded(me.get().secret()) + '&'
                    + query).getBytes(StandardCharsets.UTF_8);
            answer = transport.send("POST", realm, realm.getAuthority(),
                    Map.of("Content-Type", "application/x-www-form-urlencoded"), Optional.of(Transport.body(form)));
        } else {
            for (String each : scope.isEmpty() ? new String[0] : scope.split(" ")) {
                query.append("&scope=").append(encoded(each));
            }
            Map<String, String> headers = new HashMap<>();
            me.ifPresent(c -> headers.put("Authorization", Authorizer.basic(c)));
            if (offline) {
                query.append("&offline_token=true&client_id=berth");
                me.ifPresent(c -> query.append("&account=").append(encoded(c.username())));
            }
            String separator = realm.getRawQuery() == null ? "?" : "&";
            answer = transport.send("GET", URI.create(realm + separator + query), realm.getAuthority(), headers,
                    Optional.empty());
        }
        try (answer) {
            if (!answer.isSuccess()) {
                throw new RegistryFailure("the token service " + realm.getHost() + " refused: " + answer.status() + ' '
                        + answer.errorText(), answer.status() == 429 ? 429 : answer.status() / 100 == 5 ? 500 : 401);
            }
            return token(JsonObject.read(answer.body(TOKEN_LIMIT, "the token"), "the token service's answer"));
        }
    }

    private static Token token(JsonObject answer) throws IOException {
        Optional<String> text = answer.textNotEmpty("token");
        String token = checked(text.isPresent() ? text.get() : answer.text("access_token").orElse(""));
        long seconds = Math.min(answer.number("expires_in").filter(s -> s > 0).orElse(DEFAULT_SECONDS), MOST_SECONDS);
        Instant issued = Instant.now();
        Optional<String> said = answer.textNotEmpty("issued_at");
        if (said.isPresent()) {
            try {
                Instant earlier = Instant.parse(said.get());
                // a clock that goes fast on the other side would make it last too long
                issued = earlier.isBefore(issued) ? earlier : issued;
            } catch (DateTimeParseException e) {
                System.getLogger(TokenService.class.getName()).log(System.Logger.Level.DEBUG,
                        "issued_at is no time: {0}", said.get());
            }
        }
        return new Token("Bearer " + token, issued.plusSeconds(seconds), answer.textNotEmpty("refresh_token"));
    }

    private static URI realm(Endpoint endpoint, Challenge challenge) throws IOException {
        URI realm;
        try {
            realm = URI.create(challenge.parameters().getOrDefault("realm", ""));
        } catch (IllegalArgumentException e) {
            throw new RegistryFailure("the registry names a token service that is no address", e);
        }
        String registry = endpoint.base().getHost();
        boolean secure = "https".equals(realm.getScheme()) && realm.getHost() != null;
        boolean plain = "http".equals(realm.getScheme()) && realm.getHost() != null && endpoint.isPlain()
                && (realm.getHost().equalsIgnoreCase(registry)
                || Endpoint.isLoopback(realm.getHost()) && Endpoint.isLoopback(registry));
        if (!secure && !plain) {
            throw new RegistryFailure("refused to send credentials to the token service " + realm
                    + ": it does not use TLS", 500);
        }
        return realm;
    }

    private static String checked(String token) throws IOException {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                throw new RegistryFailure("the token service answered with something that is no token", 500);
            }
        }
        if (token.isEmpty()) {
            throw new RegistryFailure("the token service answered without a token", 401);
        }
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
