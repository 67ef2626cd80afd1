package dev.berth.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A root file system archive in the making: busybox, and whatever is hostile about it. */
final class Layers {

    static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String[] APPLETS = {"sh", "ls", "cat", "stat", "id", "mount", "umount", "unshare", "mknod",
        "readlink", "grep", "dd", "ln", "rm", "mv", "sleep", "mkdir", "echo", "true", "tr", "env", "hostname", "sort",
        "uniq", "test", "pwd", "head", "wc", "touch", "tail", "cut", "cp", "chmod", "kill", "tty", "find"};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    /** An archive with busybox in {@code /bin}. */
    Layers() throws IOException {
        file("bin/busybox", Files.readAllBytes(BUSYBOX), 0755);
        for (String applet : APPLETS) {
            link("bin/" + applet, "busybox");
        }
        file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n".getBytes(StandardCharsets.UTF_8), 0644);
    }

    Layers file(String name, byte[] content, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
    }

    Layers file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8), 0644);
    }

    Layers directory(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
        tar.closeArchiveEntry();
        return this;
    }

    Layers link(String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    byte[] archive() throws IOException {
        tar.close();
        return bytes.toByteArray();
    }
}
