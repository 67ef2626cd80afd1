package dev.berth.shell.login;

import dev.berth.docker.DockerJson;
import dev.berth.session.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The logins of whoever runs a command. */
public final class Logins {

    private static final String AUTH = "auth";
    private static final String IDENTITY = "identitytoken";

    private final Session session;

    /**
     * Those of a session.
     *
     * @param session whose home and environment count
     */
    public Logins(Session session) {
        this.session = session;
    }

    /**
     * What is known of a registry.
     *
     * @param server as {@link RegistryServer} names it
     * @throws IOException if the file or the helper that should know fails
     */
    public Optional<Login> find(String server) throws IOException {
        DockerConfig config = DockerConfig.read(session);
        Optional<String> helper = config.helper(server);
        if (helper.isPresent()) {
            return new CredentialProgram(session, helper.get()).get(server);
        }
        Optional<Map<String, Object>> entry = config.entry(server);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String pair = "";
        if (entry.get().get(AUTH) instanceof String auth) {
            try {
                pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new IOException("the login for " + server + " in " + config.file() + " is not in base64", e);
            }
        }
        int colon = pair.indexOf(':');
        Optional<String> token = entry.get().get(IDENTITY) instanceof String text && !text.isEmpty()
                ? Optional.of(text) : Optional.empty();
        String user = colon < 0 ? pair : pair.substring(0, colon);
        return user.isEmpty() && token.isEmpty() ? Optional.empty()
                : Optional.of(new Login(server, user, colon < 0 ? "" : pair.substring(colon + 1), token));
    }

    /**
     * Keeps a login.
     *
     * @return the file in which it lies unencrypted; empty if a helper keeps it
     * @throws IOException if it cannot be kept
     */
    public Optional<Path> store(Login login) throws IOException {
        DockerConfig config = DockerConfig.read(session);
        Optional<String> helper = config.helper(login.server());
        Map<String, Object> entry = new LinkedHashMap<>();
        if (helper.isPresent()) {
            new CredentialProgram(session, helper.get()).store(login);
            // an empty entry says, as with docker, that there is a login
            config.put(login.server(), entry);
            return Optional.empty();
        }
        entry.put(AUTH, Base64.getEncoder().encodeToString((login.username() + ':'
                + (login.identityToken().isPresent() ? "" : login.password())).getBytes(StandardCharsets.UTF_8)));
        login.identityToken().ifPresent(token -> entry.put(IDENTITY, token));
        config.put(login.server(), entry);
        return Optional.of(config.file());
    }

    /**
     * Forgets a login; it need not be there.
     *
     * @throws IOException if the file or the helper fails
     */
    public void erase(String server) throws IOException {
        DockerConfig config = DockerConfig.read(session);
        Optional<String> helper = config.helper(server);
        if (helper.isPresent()) {
            new CredentialProgram(session, helper.get()).erase(server);
        }
        config.remove(server);
    }

    /**
     * The {@code X-Registry-Auth} header for an image; empty if nothing is known of its registry. A helper that fails
     * is warned about; the registry may well do without a login.
     *
     * @param image its name as the user gave it
     * @throws IOException if the file is damaged
     */
    public Optional<String> header(String image) throws IOException {
        return known(RegistryServer.ofImage(image)).map(Logins::encode);
    }

    private Optional<Login> known(String server) throws IOException {
        try {
            return find(server);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            session.err().println("WARNING: " + e.getMessage() + "; going on without a login at " + server);
            return Optional.empty();
        }
    }

    /**
     * The {@code X-Registry-Config} header of a build: every login, by its registry, for whatever images the
     * Dockerfile may name. A helper that fails is warned about.
     *
     * @throws IOException if the file is damaged
     */
    public String allHeader() throws IOException {
        Map<String, Map<String, String>> logins = new LinkedHashMap<>();
        for (String server : DockerConfig.read(session).servers()) {
            known(server).ifPresent(login -> logins.put(server, fields(login)));
        }
        return Base64.getUrlEncoder().encodeToString(new DockerJson().write(logins));
    }

    private static String encode(Login login) {
        return Base64.getUrlEncoder().encodeToString(new DockerJson().write(fields(login)));
    }

    private static Map<String, String> fields(Login login) {
        Map<String, String> header = new LinkedHashMap<>();
        if (login.identityToken().isPresent()) {
            header.put(IDENTITY, login.identityToken().get());
        } else {
            header.put("username", login.username());
            header.put("password", login.password());
        }
        header.put("serveraddress", login.server());
        return header;
    }
}
