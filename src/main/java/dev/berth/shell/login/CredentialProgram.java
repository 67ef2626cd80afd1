package dev.berth.shell.login;

import dev.berth.session.Session;
import dev.berth.shell.format.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A program {@code docker-credential-NAME} that keeps logins (docker-credential-helpers' protocol): the verb is its
 * argument, what it is about comes on standard input, the answer on standard output; it fails with its exit status and
 * the reason on standard output.
 */
final class CredentialProgram {

    private static final String PREFIX = "docker-credential-";
    private static final String MISSING = "credentials not found in native keychain";
    private static final String TOKEN_USER = "<token>";
    private static final int ANSWER_LIMIT = 1 << 20;

    private final Session session;
    private final String program;

    /**
     * A helper.
     *
     * @param session in whose directory and environment it runs
     * @param name its name without the prefix
     */
    CredentialProgram(Session session, String name) {
        this.session = session;
        this.program = PREFIX + name;
    }

    /** What it keeps for a registry; empty if nothing. */
    Optional<Login> get(String server) throws IOException {
        String text;
        try {
            text = run("get", server);
        } catch (Refusal e) {
            if (e.output().equals(MISSING)) {
                return Optional.empty();
            }
            throw new IOException("error getting credentials - " + e.getMessage(), e);
        }
        try {
            if (Json.parse(text) instanceof Map<?, ?> map && map.get("Secret") instanceof String secret
                    && map.get("Username") instanceof String user && !secret.isEmpty()) {
                boolean token = user.equals(TOKEN_USER);
                return Optional.of(new Login(server, token ? "" : user, token ? "" : secret,
                        token ? Optional.of(secret) : Optional.empty()));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("error getting credentials - " + program + " answered something that is no JSON", e);
        }
        return Optional.empty();
    }

    /** Makes it keep a login. */
    void store(Login login) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ServerURL", login.server());
        map.put("Username", login.identityToken().isPresent() ? TOKEN_USER : login.username());
        map.put("Secret", login.identityToken().orElse(login.password()));
        try {
            run("store", Json.write(map));
        } catch (Refusal e) {
            throw new IOException("error storing credentials - " + e.getMessage(), e);
        }
    }

    /** Makes it forget a registry. */
    void erase(String server) throws IOException {
        try {
            run("erase", server);
        } catch (Refusal e) {
            if (!e.output().equals(MISSING)) {
                throw new IOException("error erasing credentials - " + e.getMessage(), e);
            }
        }
    }

    private String run(String verb, String input) throws IOException {
        Path found = find().orElseThrow(() -> new Refusal("err: exec: \"" + program
                + "\": executable file not found in $PATH, out: ``", ""));
        ProcessBuilder builder = new ProcessBuilder(found.toString(), verb).directory(session.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(session.environment());
        Process process = builder.start();
        Thread errors = new Thread(() -> passOn(process.getErrorStream()), "credential-helper");
        errors.setDaemon(true);
        errors.start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it ended without listening: its status says why
                errors.join();
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try (InputStream out = process.getInputStream()) {
                answer.write(out.readNBytes(ANSWER_LIMIT));
            }
            int status = process.waitFor();
            errors.join();
            String text = answer.toString(StandardCharsets.UTF_8).strip();
            if (status != 0) {
                throw new Refusal("err: exit status " + status + ", out: `" + text + "`", text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " was at work");
        } finally {
            process.destroy();
        }
    }

    /** Its complaints are for the user. */
    private void passOn(InputStream from) {
        try (from) {
            byte[] buffer = new byte[4096];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                session.err().write(buffer, 0, n);
            }
        } catch (IOException e) {
            System.getLogger(CredentialProgram.class.getName()).log(System.Logger.Level.DEBUG, "{0}: {1}", program,
                    e.getMessage());
        }
    }

    /** By the caller's own PATH; the engine's may be another. */
    private Optional<Path> find() {
        if (program.indexOf('/') >= 0) {
            return Optional.empty();
        }
        for (String directory : session.variable("PATH").orElse("").split(":")) {
            Path candidate = session.resolve(directory).resolve(program);
            if (!directory.isEmpty() && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** It said no. */
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;
        private final String output;

        Refusal(String message, String output) {
            super(message);
            this.output = output;
        }

        String output() {
            return output;
        }
    }
}
