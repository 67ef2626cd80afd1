package dev.berth.image.registry;

import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gets past a registry's door: Basic authentication, or a token from the service that its challenge names
 * (distribution's token specification). Credentials go to the registry itself and to that service, which must use TLS
 * if the registry does.
 */
final class Authorizer {

    private static final int TOKEN_LIMIT = 1 << 20;

    private final Endpoint endpoint;
    private final Optional<Credentials> credentials;
    private final Transport transport;
    private final Map<String, String> known = new HashMap<>();

    Authorizer(Endpoint endpoint, Optional<Credentials> credentials, Transport transport) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.transport = transport;
    }

    /** The {@code Authorization} header that worked for a scope before. */
    synchronized Optional<String> header(String scope) {
        return Optional.ofNullable(known.get(scope));
    }

    /**
     * Answers a refusal.
     *
     * @param refusal with status 401
     * @param scope what is to be done, for example {@code repository:library/busybox:pull}
     * @return the header to try again with; empty if there is nothing more to try
     */
    synchronized Optional<String> answer(Answer refusal, String scope) throws IOException {
        known.remove(scope);
        List<Challenge> challenges = new ArrayList<>();
        refusal.headers("WWW-Authenticate").forEach(header -> challenges.addAll(Challenge.parse(header)));
        for (Challenge challenge : challenges) {
            Optional<String> header = Optional.empty();
            if (challenge.scheme().equals("bearer")) {
                header = Optional.of("Bearer " + token(challenge, scope));
            } else if (challenge.scheme().equals("basic") && credentials.isPresent()) {
                header = Optional.of(basic(credentials.get()));
            }
            if (header.isPresent()) {
                known.put(scope, header.get());
                return header;
            }
        }
        return Optional.empty();
    }

    private String token(Challenge challenge, String scope) throws IOException {
        URI realm = realm(challenge);
        String query = "service=" + encoded(challenge.parameters().getOrDefault("service", ""))
                + "&scope=" + encoded(scope);
        Answer answer;
        if (credentials.isPresent() && credentials.get().isIdentityToken()) {
            byte[] form = ("grant_type=refresh_token&client_id=berth&refresh_token="
                    + encoded(credentials.get().secret()) + '&' + query).getBytes(StandardCharsets.UTF_8);
            answer = transport.send("POST", realm, Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    Optional.of(Transport.body(form)));
        } else {
            Map<String, String> headers = new HashMap<>();
            credentials.ifPresent(c -> headers.put("Authorization", basic(c)));
            String separator = realm.getQuery() == null ? "?" : "&";
            answer = transport.send("GET", URI.create(realm + separator + query), headers, Optional.empty());
        }
        try (answer) {
            if (!answer.isSuccess()) {
                throw new RegistryFailure("the token service " + realm.getHost() + " refused: " + answer.status() + ' '
                        + answer.errorText(), answer.status() == 429 ? 429 : 401);
            }
            JsonObject body = JsonObject.read(answer.body(TOKEN_LIMIT, "the token"), "the token service's answer");
            return checked(body.textNotEmpty("token").orElse(
                    body.text("access_token").orElse("")));
        }
    }

    private URI realm(Challenge challenge) throws IOException {
        URI realm;
        try {
            realm = URI.create(challenge.parameters().getOrDefault("realm", ""));
        } catch (IllegalArgumentException e) {
            throw new RegistryFailure("the registry names a token service that is no address", e);
        }
        boolean secure = "https".equals(realm.getScheme());
        boolean plain = "http".equals(realm.getScheme()) && realm.getHost() != null
                && (Endpoint.isLoopback(realm.getHost()) || endpoint.base().getScheme().equals("http")
                && realm.getHost().equalsIgnoreCase(endpoint.base().getHost()));
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

    private static String basic(Credentials credentials) {
        return "Basic " + Base64.getEncoder().encodeToString((credentials.username() + ':' + credentials.secret())
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
