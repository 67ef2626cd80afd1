package dev.berth.shell.login;

import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import dev.berth.shell.format.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Docker's {@code config.json}: what is known of logins. Keys that Berth does not know are kept as they are. */
final class DockerConfig {

    private static final String AUTHS = "auths";

    private final Path file;
    private final Map<String, Object> tree;

    private DockerConfig(Path file, Map<String, Object> tree) {
        this.file = file;
        this.tree = tree;
    }

    /**
     * Reads it.
     *
     * @param session whose home, or {@code DOCKER_CONFIG}
     * @throws CommandException if it is damaged
     */
    static DockerConfig read(Session session) throws IOException {
        Path file = session.variable("DOCKER_CONFIG").map(session::resolve)
                .orElseGet(() -> session.resolve(session.variable("HOME").orElse("/root")).resolve(".docker"))
                .resolve("config.json");
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return new DockerConfig(file, new LinkedHashMap<>());
        }
        try {
            DockerConfig config = new DockerConfig(file, object(text.isBlank() ? Map.of() : Json.parse(text)));
            config.auths();
            config.helpers();
            config.proxies("");
            return config;
        } catch (IllegalArgumentException e) {
            throw new CommandException(1, "the file " + file + " is no valid JSON: " + e.getMessage());
        }
    }

    /** Where it is, or would be. */
    Path file() {
        return file;
    }

    /** The name of the helper that keeps a registry's login; empty if this file does. */
    Optional<String> helper(String server) {
        Object name = helpers().getOrDefault(server, tree.get("credsStore"));
        return name instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** What it knows of a registry; also an entry under its address, as older clients wrote it. */
    Optional<Map<String, Object>> entry(String server) {
        Map<String, Object> auths = auths();
        Object exact = auths.get(server);
        if (exact != null) {
            return Optional.of(object(exact));
        }
        for (Map.Entry<String, Object> other : auths.entrySet()) {
            if (RegistryServer.of(other.getKey()).equals(server)) {
                return Optional.of(object(other.getValue()));
            }
        }
        return Optional.empty();
    }

    /** The registries that something is said of. */
    Set<String> servers() {
        Set<String> servers = new LinkedHashSet<>();
        auths().keySet().forEach(key -> servers.add(RegistryServer.of(key)));
        servers.addAll(helpers().keySet());
        return servers;
    }

    /** Sets what is known of a registry, and writes the file. */
    void put(String server, Map<String, Object> entry) throws IOException {
        Map<String, Object> auths = auths();
        auths.put(server, entry);
        tree.put(AUTHS, auths);
        write();
    }

    /** Forgets a registry, and writes the file if it was there. */
    void remove(String server) throws IOException {
        Map<String, Object> auths = auths();
        if (auths.keySet().removeIf(key -> key.equals(server) || RegistryServer.of(key).equals(server))) {
            tree.put(AUTHS, auths);
            write();
        }
    }

    /**
     * What {@code proxies} says of an engine, or of all without an entry of their own.
     *
     * @param host the engine's address, {@code unix:///run/berth/docker.sock}
     */
    Map<String, Object> proxies(String host) {
        Map<String, Object> all = object(tree.getOrDefault("proxies", Map.of()));
        return object(all.getOrDefault(host, all.getOrDefault("default", Map.of())));
    }

    private Map<String, Object> helpers() {
        return object(tree.getOrDefault("credHelpers", Map.of()));
    }

    private Map<String, Object> auths() {
        return object(tree.getOrDefault(AUTHS, Map.of()));
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> result.put((String) key, each));
            return result;
        }
        throw new IllegalArgumentException("an object is expected");
    }

    /** To a new file beside it, which takes its place: nobody ever sees half of it, and only its owner reads it. */
    private void write() throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path directory = target.getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")));
        }
        Path temporary = Files.createTempFile(directory, "config.json", "");
        boolean done = false;
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            giveToOwner(temporary, Files.exists(target) ? target : directory);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** A command runs in the engine, maybe for somebody else whose file this is. */
    private static void giveToOwner(Path temporary, Path model) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(model, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class,
                LinkOption.NOFOLLOW_LINKS);
        view.setOwner(attributes.owner());
        view.setGroup(attributes.group());
    }

    /** Indented by tabs, as docker writes it. */
    private String text() {
        StringBuilder out = new StringBuilder();
        for (String line : Json.writeIndented(tree).split("\n")) {
            int blanks = 0;
            while (line.startsWith("    ", blanks)) {
                blanks += 4;
            }
            out.append("\t".repeat(blanks / 4)).append(line, blanks, line.length()).append('\n');
        }
        return out.substring(0, out.length() - 1);
    }
}
