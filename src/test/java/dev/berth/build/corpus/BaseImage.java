package dev.berth.build.corpus;

import dev.berth.shell.format.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The image that the corpus is built on: busybox with a user, a group, and a directory behind a link. */
final class BaseImage {

    private static final int DIRECTORY = 0040000;

    private BaseImage() {
    }

    /**
     * Writes it as {@code docker save} would.
     *
     * @param archive where to
     * @param busybox a static one
     * @param name the image's
     */
    static Path write(Path archive, Path busybox, String name) throws IOException, InterruptedException {
        byte[] layer = layer(busybox);
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        byte[] config = bytes(Json.write(Map.of("os", "linux", "architecture", architecture,
                "created", "2001-01-01T00:00:00Z",
                "config", Map.of("Env", List.of("PATH=/usr/local/bin:/bin:/usr/bin"), "Cmd", List.of("sh")),
                "rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + sha256(layer))),
                "history", List.of(Map.of("created", "2001-01-01T00:00:00Z", "created_by", "busybox")))));
        String configName = sha256(config) + ".json";
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            file(tar, configName, 0644, 0, config);
            file(tar, "layer.tar", 0644, 0, layer);
            file(tar, "manifest.json", 0644, 0, bytes(Json.write(List.of(Map.of("Config", configName,
                    "RepoTags", List.of(name), "Layers", List.of("layer.tar"))))));
        }
        return archive;
    }

    private static byte[] layer(Path busybox) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String directory : List.of("bin/", "dev/", "etc/", "home/", "proc/", "sys/", "usr/", "usr/lib/",
                    "var/")) {
                directory(tar, directory, 0755, 0);
            }
            directory(tar, "root/", 0700, 0);
            directory(tar, "tmp/", 01777, 0);
            directory(tar, "home/app/", 0755, 1000);
            file(tar, "etc/passwd", 0644, 0,
                    bytes("root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000:app:/home/app:/bin/sh\n"));
            file(tar, "etc/group", 0644, 0, bytes("root:x:0:\nstaff:x:50:app\napp:x:1000:\n"));
            file(tar, "bin/busybox", 0755, 0, Files.readAllBytes(busybox));
            link(tar, "usr/lib64", "lib");
            Process applets = new ProcessBuilder(busybox.toString(), "--list").start();
            for (String applet : new String(applets.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .split("\n")) {
                if (!applet.equals("busybox")) {
                    link(tar, "bin/" + applet, "busybox");
                }
            }
            applets.waitFor();
        }
        return bytes.toByteArray();
    }

    private static void directory(TarArchiveOutputStream tar, String name, int mode, int owner) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(DIRECTORY | mode);
        entry.setIds(owner, owner);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, int mode, int owner, byte[] content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(owner, owner);
        entry.setModTime(0);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
