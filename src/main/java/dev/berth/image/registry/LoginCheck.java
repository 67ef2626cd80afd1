package dev.berth.image.registry;

import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Asks a registry whether it takes a login (distribution specification, {@code GET /v2/}). */
final class LoginCheck {

    private static final String ROOT = "/v2/";

    private LoginCheck() {
    }

    /**
     * Asks.
     *
     * @param server as docker's configuration names it: a host, also with scheme and path, or empty for Docker Hub
     * @param access the configuration, and who one is
     * @return an identity token to be kept instead of the password, if the registry gives such
     * @throws RegistryFailure if it does not take it, with status 401, or cannot be asked
     */
    static Optional<String> ask(String server, Access access) throws IOException {
        // whatever was accepted before must not speak for this login
        Access fresh = Access.of(access.settings(), access.credentials());
        Endpoint endpoint = Endpoint.of(domain(server), access.settings());
        try (RegistryCalls asking = new RegistryCalls(endpoint, fresh.anonymous())) {
            Authorizer.Login login;
            try (Answer door = asking.sendOnce(ROOT, Map.of())) {
                if (door.isSuccess()) {
                    return Optional.empty();
                }
                if (door.status() != 401) {
                    throw refused(asking, door);
                }
                login = asking.login(door, fresh);
            }
            try (Answer answer = asking.sendOnce(ROOT, Map.of("Authorization", login.header()))) {
                if (!answer.isSuccess()) {
                    throw refused(asking, answer);
                }
                return login.identityToken();
            }
        }
    }

    private static RegistryFailure refused(RegistryCalls calls, Answer answer) {
        String text = answer.errorText();
        return new RegistryFailure("login attempt to " + calls.endpoint().at(ROOT) + " failed with status: "
                + answer.status() + (answer.status() == 401 ? " Unauthorized" : "")
                + (text.isEmpty() || answer.status() == 401 ? "" : " (" + text + ")"),
                answer.status() == 401 ? 401 : 500);
    }

    /** The domain that references name the registry by. */
    static String domain(String server) {
        int scheme = server.indexOf("://");
        String host = scheme < 0 ? server : server.substring(scheme + 3);
        int slash = host.indexOf('/');
        host = slash < 0 ? host : host.substring(0, slash);
        return host.isEmpty() || host.equals("index.docker.io") || host.equals("registry-1.docker.io")
                ? Reference.DEFAULT_DOMAIN : host;
    }
}
