package dev.berth.build.corpus;

import dev.berth.shell.format.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as lines that can be compared, read from an archive as {@code docker save} writes it: what a container of it
 * would find, and what its configuration says. It reads layers by itself, so that no builder's own code judges it.
 */
final class ImageTree {

    /** A file that one or several names mean. */
    private record Inode(String type, int mode, long uid, long gid, String content, Map<String, String> attributes,
            long modifiedSeconds) {
    }

    /** Times before this come from a context or an archive, and are kept; later ones are those of the build. */
    private static final long BUILT_SECONDS = 1_500_000_000;
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String WHITEOUT = ".wh.";

    private final TreeMap<String, Inode> files = new TreeMap<>();
    private final Map<?, ?> config;

    private ImageTree(Map<?, ?> config) {
        this.config = config;
    }

    /**
     * Reads an image.
     *
     * @param archive with one image in it
     * @param directory an empty one
     */
    static ImageTree read(Path archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = tar(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = directory.resolve(entry.getName());
                if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (!entry.isDirectory()) {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                }
            }
        }
        Map<?, ?> manifest = (Map<?, ?>) ((List<?>) json(directory.resolve("manifest.json"))).get(0);
        ImageTree tree = new ImageTree((Map<?, ?>) json(directory.resolve((String) manifest.get("Config"))));
        for (Object layer : (List<?>) manifest.get("Layers")) {
            tree.apply(directory.resolve((String) layer));
        }
        return tree;
    }

    private static Object json(Path file) throws IOException {
        return Json.parse(Files.readString(file));
    }

    private static TarArchiveInputStream tar(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 64 * 1024);
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return new TarArchiveInputStream(gzip ? new GZIPInputStream(in) : in, "UTF-8");
    }

    private void apply(Path layer) throws IOException {
        // whiteouts mean the layers below, wherever they stand in this one
        try (TarArchiveInputStream tar = tar(Files.newInputStream(layer))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = clean(entry.getName());
                int slash = path.lastIndexOf('/') + 1;
                if (path.endsWith(OPAQUE)) {
                    removeBelow(path.substring(0, slash));
                } else if (path.startsWith(WHITEOUT, slash)) {
                    String removed = path.substring(0, slash) + path.substring(slash + WHITEOUT.length());
                    files.remove(removed);
                    removeBelow(removed + '/');
                }
            }
        }
        try (TarArchiveInputStream tar = tar(Files.newInputStream(layer))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = clean(entry.getName());
                if (!path.isEmpty() && !path.startsWith(WHITEOUT, path.lastIndexOf('/') + 1)) {
                    add(path, entry, tar);
                }
            }
        }
    }

    private static String clean(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name.startsWith("/") ? name.substring(1) : name;
        return path.equals(".") ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void removeBelow(String prefix) {
        files.subMap(prefix, prefix + Character.MAX_VALUE).clear();
    }

    private void add(String path, TarArchiveEntry entry, InputStream content) throws IOException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            // a directory that no entry describes is made as tar makes it
            files.putIfAbsent(path.substring(0, slash), new Inode("d", 0755, 0, 0, "", Map.of(), BUILT_SECONDS));
        }
        if (!entry.isDirectory()) {
            removeBelow(path + '/');
        }
        if (entry.isLink()) {
            files.put(path, files.get(clean(entry.getLinkName())));
            return;
        }
        Map<String, String> attributes = new TreeMap<>();
        entry.getExtraPaxHeaders().forEach((key, value) -> {
            if (key.startsWith("SCHILY.xattr.")) {
                attributes.put(key.substring("SCHILY.xattr.".length()), value);
            }
        });
        String type = entry.isDirectory() ? "d" : entry.isSymbolicLink() ? "l" : entry.isFIFO() ? "p"
                : entry.isCharacterDevice() ? "c" : entry.isBlockDevice() ? "b" : "-";
        String what = switch (type) {
            case "l" -> "-> " + entry.getLinkName();
            case "c", "b" -> entry.getDevMajor() + "," + entry.getDevMinor();
            case "-" -> entry.getSize() + " " + digest(content);
            default -> "";
        };
        files.put(path, new Inode(type, type.equals("l") ? 0777 : entry.getMode() & 07777, entry.getLongUserId(),
                entry.getLongGroupId(), what, attributes, entry.getLastModifiedTime().toMillis() / 1000));
    }

    private static String digest(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The files, a line each: all that can be compared. Times of files are there where they are not those of the build;
     * times of directories depend on what else was made in them, and those of links on who reads them.
     *
     * @param times whether times are wanted at all
     */
    List<String> files(boolean times) {
        Map<Inode, TreeSet<String>> names = new IdentityHashMap<>();
        files.forEach((path, inode) -> names.computeIfAbsent(inode, key -> new TreeSet<>()).add(path));
        List<String> lines = new ArrayList<>();
        files.forEach((path, inode) -> {
            boolean old = times && inode.modifiedSeconds() < BUILT_SECONDS && inode.type().equals("-");
            lines.add(path + ' ' + inode.type() + String.format(Locale.ROOT, "%04o", inode.mode()) + ' ' + inode.uid()
                    + ':' + inode.gid() + ' ' + inode.content() + (inode.attributes().isEmpty() ? ""
                    : " " + inode.attributes()) + (old ? " @" + inode.modifiedSeconds() : "")
                    + (names.get(inode).size() > 1 ? " = " + names.get(inode) : ""));
        });
        return lines;
    }

    /** The configuration, a line each, without what is empty. */
    List<String> configuration() {
        List<String> lines = new ArrayList<>();
        lines.add("platform " + config.get("os") + '/' + config.get("architecture"));
        Map<?, ?> run = config.get("config") instanceof Map<?, ?> map ? map : Map.of();
        for (String key : List.of("Cmd", "Entrypoint", "Env", "ExposedPorts", "Healthcheck", "Labels", "OnBuild",
                "Shell", "StopSignal", "User", "Volumes", "WorkingDir")) {
            Object value = run.get(key);
            if (value instanceof Map<?, ?> map) {
                TreeMap<String, Object> sorted = new TreeMap<>();
                map.forEach((name, each) -> sorted.put((String) name, each));
                value = sorted;
            } else if (value instanceof List<?> list && key.equals("Env")) {
                value = new ArrayList<>(new TreeSet<>(list));
            }
            String text = value == null ? "" : Json.write(value);
            if (!List.of("", "null", "\"\"", "[]", "{}").contains(text)) {
                lines.add(key + ' ' + text);
            }
        }
        return lines;
    }
}
