package dev.berth.image.registry;

import dev.berth.image.RegistryFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Gets past a registry's door: Basic authentication, or a token from the service that its challenge names
 * (distribution's token specification). Credentials go to the registry itself and to that service.
 */
final class Authorizer {

    private final Access access;
    private final TokenService tokens;

    Authorizer(Access access, Transport transport) {
        this.access = access;
        this.tokens = new TokenService(transport, access.credentials());
    }

    /** The {@code Authorization} header that worked for a scope before. */
    Optional<String> header(Endpoint endpoint, String scope) {
        return access.tokens().find(endpoint.base().toString(), access.credentials(), scope, Instant.now());
    }

    /**
     * Answers a refusal.
     *
     * @param endpoint who refused
     * @param refusal with status 401
     * @param scope what is to be done, for example {@code repository:library/busybox:pull}; several with spaces
     * @return the header to try again with; empty if there is nothing more to try
     */
    synchronized Optional<String> answer(Endpoint endpoint, Answer refusal, String scope) throws IOException {
        String registry = endpoint.base().toString();
        access.tokens().forget(registry, access.credentials(), scope);
        for (Challenge challenge : challenges(refusal)) {
            if (challenge.scheme().equals("bearer")) {
                TokenService.Token token = tokens.fetch(endpoint, challenge, scope, false);
                access.tokens().keep(registry, access.credentials(), scope, token.header(), token.end());
                return Optional.of(token.header());
            }
            if (challenge.scheme().equals("basic") && access.credentials().isPresent()) {
                String header = basic(access.credentials().get());
                access.tokens().keep(registry, access.credentials(), scope, header, Instant.MAX);
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }

    /**
     * Answers the refusal of a login.
     *
     * @return the header to try again with, and an identity token if the registry gives such
     * @throws RegistryFailure if the registry asks for nothing that Berth knows
     */
    Login login(Endpoint endpoint, Answer refusal) throws IOException {
        for (Challenge challenge : challenges(refusal)) {
            if (challenge.scheme().equals("bearer")) {
                TokenService.Token token = tokens.fetch(endpoint, challenge,
                        challenge.parameters().getOrDefault("scope", ""), true);
                return new Login(token.header(), token.refresh());
            }
            if (challenge.scheme().equals("basic") && access.credentials().isPresent()) {
                return new Login(basic(access.credentials().get()), Optional.empty());
            }
        }
        throw new RegistryFailure("the registry " + endpoint.base().getAuthority()
                + " asks for a kind of authentication that Berth does not know: "
                + String.join(", ", refusal.headers("WWW-Authenticate")), 500);
    }

    /**
     * How to show who one is.
     *
     * @param header {@code Authorization}
     * @param identityToken to be kept instead of the password
     */
    record Login(String header, Optional<String> identityToken) {
    }

    private static List<Challenge> challenges(Answer refusal) {
        List<Challenge> challenges = new ArrayList<>();
        refusal.headers("WWW-Authenticate").forEach(header -> challenges.addAll(Challenge.parse(header)));
        return challenges;
    }

    static String basic(Credentials credentials) {
        return "Basic " + Base64.getEncoder().encodeToString((credentials.username() + ':' + credentials.secret())
                .getBytes(StandardCharsets.UTF_8));
    }
}
