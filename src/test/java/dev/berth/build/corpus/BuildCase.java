package dev.berth.build.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A Dockerfile with its context, in one file of text: a line that says what it shows, {@code key: value} lines, then
 * the files, each after a line {@code -- NAME --}. {@code -- NAME (755) --} has a mode, {@code -- NAME/ --} is a
 * directory, {@code -- NAME -> TARGET --} a symbolic link, {@code -- NAME => OTHER --} a hard one,
 * {@code -- NAME (crlf) --} has other line ends, {@code -- NAME (tar) --} is an archive whose lines are
 * {@code PATH MODE UID:GID CONTENT} or {@code PATH -> TARGET}. {@code Dockerfile.peer}, where it is there, says the
 * same in words that older builders understand.
 *
 * @param name the file's name
 * @param header what stands before the files: {@code peers}, {@code args}, {@code fails}, {@code times: differ}
 * @param files by the text between the dashes
 */
record BuildCase(String name, Map<String, String> header, Map<String, String> files) {

    /** Old, so that what a builder makes itself is told from what it copies. */
    private static final FileTime TIME = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
    private static final String PEER_FILE = "Dockerfile.peer";

    /** All of them, by name. */
    static List<BuildCase> all() throws IOException {
        List<BuildCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dev/berth/build/corpus"))) {
            for (Path file : files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                cases.add(read(file));
            }
        }
        return cases;
    }

    private static BuildCase read(Path file) throws IOException {
        Map<String, String> header = new LinkedHashMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        String current = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("-- ") && line.endsWith(" --")) {
                current = line.substring(3, line.length() - 3);
                files.put(current, "");
            } else if (!current.isEmpty()) {
                files.merge(current, line + "\n", String::concat);
            } else {
                int colon = line.indexOf(": ");
                header.put(colon < 0 || line.endsWith(".") ? "about" : line.substring(0, colon),
                        colon < 0 || line.endsWith(".") ? line : line.substring(colon + 2));
            }
        }
        return new BuildCase(file.getFileName().toString().replace(".txt", ""), header, files);
    }

    /** Whether a builder can say something about it. */
    boolean isFor(String peer) {
        return Arrays.asList(header.getOrDefault("peers", "buildah docker").split(" ")).contains(peer);
    }

    /** Flags of {@code build}. */
    List<String> arguments() {
        return header.containsKey("args") ? List.of(header.get("args").split(" ")) : List.of();
    }

    /** Whether the build fails, with every builder. */
    boolean fails() {
        return header.containsKey("fails");
    }

    /** The Dockerfile's text. */
    String dockerfile() {
        return files.containsKey("Dockerfile (crlf)") ? files.get("Dockerfile (crlf)").replace("\n", "\r\n")
                : files.get("Dockerfile");
    }

    /**
     * Writes the context.
     *
     * @param root a directory that is empty
     * @param forPeer whether the peers' Dockerfile is used; its own files are not in Berth's context
     */
    void write(Path root, boolean forPeer) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            boolean peerFile = name.startsWith(PEER_FILE);
            if (!peerFile || forPeer) {
                put(root, peerFile ? name.replace(PEER_FILE, "Dockerfile") : name, file.getValue());
            }
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!Files.isSymbolicLink(path)) {
                    Files.setLastModifiedTime(path, TIME);
                }
            }
        }
    }

    private static void put(Path root, String title, String content) throws IOException {
        if (title.contains(" -> ")) {
            Files.createSymbolicLink(made(root, title.substring(0, title.indexOf(" -> "))),
                    Path.of(title.substring(title.indexOf(" -> ") + 4)));
            return;
        }
        if (title.contains(" => ")) {
            Files.createLink(made(root, title.substring(0, title.indexOf(" => "))),
                    root.resolve(title.substring(title.indexOf(" => ") + 4)));
            return;
        }
        int bracket = title.indexOf(" (");
        String name = bracket < 0 ? title : title.substring(0, bracket);
        String kind = bracket < 0 ? "" : title.substring(bracket + 2, title.length() - 1);
        Path path = made(root, name);
        if (name.endsWith("/")) {
            Files.createDirectories(path);
        } else if (kind.equals("tar")) {
            archive(path, content);
        } else {
            Files.writeString(path, kind.equals("crlf") ? content.replace("\n", "\r\n") : content);
        }
        int mode = kind.matches("[0-7]+") ? Integer.parseInt(kind, 8) : name.endsWith("/") ? 0755 : 0644;
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static Path made(Path root, String name) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        return path;
    }

    private static void archive(Path path, String lines) throws IOException {
        try (OutputStream file = Files.newOutputStream(path);
                OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (String line : lines.split("\n")) {
                String[] words = line.split(" ", 4);
                TarArchiveEntry entry = words[1].equals("->") ? new TarArchiveEntry(words[0], TarConstants.LF_SYMLINK)
                        : new TarArchiveEntry(words[0]);
                entry.setModTime(TIME);
                byte[] content = {};
                if (words[1].equals("->")) {
                    entry.setLinkName(words[2]);
                } else {
                    String[] owner = words[2].split(":");
                    entry.setMode(Integer.parseInt(words[1], 8) | (entry.isDirectory() ? 0040000 : 0100000));
                    entry.setIds(Integer.parseInt(owner[0]), Integer.parseInt(owner[1]));
                    content = words.length > 3 ? words[3].getBytes(StandardCharsets.UTF_8) : content;
                    entry.setSize(content.length);
                }
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
