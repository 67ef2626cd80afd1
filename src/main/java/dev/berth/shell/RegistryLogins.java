package dev.berth.shell;

import dev.berth.docker.DockerJson;
import dev.berth.session.Session;
import io.avaje.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What docker's {@code config.json} knows of who one is at a registry. */
final class RegistryLogins {

    private static final String HUB = "https://index.docker.io/v1/";

    private RegistryLogins() {
    }

    /**
     * The {@code X-Registry-Auth} header for an image; empty if nothing is known of its registry.
     *
     * @param session whose home, or {@code DOCKER_CONFIG}
     * @param image its name as the user gave it
     * @throws CommandException if the file is damaged
     */
    static Optional<String> header(Session session, String image) throws IOException {
        Path file = session.variable("DOCKER_CONFIG").map(session::resolve)
                .orElseGet(() -> session.resolve(session.variable("HOME").orElse("/root")).resolve(".docker"))
                .resolve("config.json");
        Map<String, Object> config;
        try {
            config = new DockerJson().readMap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonException e) {
            throw new CommandException(1, "the file " + file + " is no valid JSON: " + e.getMessage());
        }
        Object login = config.get("auths") instanceof Map<?, ?> auths ? auths.get(key(image)) : null;
        if (!(login instanceof Map<?, ?> entry)) {
            return Optional.empty();
        }
        Map<String, String> header = new LinkedHashMap<>();
        if (entry.get("auth") instanceof String auth && !auth.isEmpty()) {
            String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            header.put("username", colon < 0 ? pair : pair.substring(0, colon));
            header.put("password", colon < 0 ? "" : pair.substring(colon + 1));
        }
        if (entry.get("identitytoken") instanceof String token && !token.isEmpty()) {
            header.put("identitytoken", token);
        }
        header.put("serveraddress", key(image));
        return Optional.of(Base64.getUrlEncoder().encodeToString(new DockerJson().write(header)));
    }

    /** The registry's key in the file: the host, or Docker Hub's old address. */
    private static String key(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return !host || first.equals("docker.io") || first.equals("index.docker.io") ? HUB : first;
    }
}
