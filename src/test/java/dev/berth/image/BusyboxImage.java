package dev.berth.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The smallest root file system that is of use in tests: the machine's static busybox under all of its names. */
public final class BusyboxImage {

    /** Debian's package busybox-static puts it here. */
    public static final Path BUSYBOX = Path.of("/bin/busybox");

    private static final Map<String, String> FILES = Map.of(
            "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nweb:x:33:34:web:/srv:/bin/sh\n",
            "etc/group", "root:x:0:\nweb:x:34:\nvideo:x:44:web\n");

    private BusyboxImage() {
    }

    /**
     * The root file system as {@code berth import} takes it.
     *
     * @throws IOException if busybox is not there or cannot list its names
     */
    public static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : List.of("bin/", "etc/", "tmp/", "root/", "srv/")) {
                tar.putArchiveEntry(new TarArchiveEntry(name));
                tar.closeArchiveEntry();
            }
            TarArchiveEntry busybox = new TarArchiveEntry("bin/busybox");
            busybox.setMode(0755);
            busybox.setSize(Files.size(BUSYBOX));
            tar.putArchiveEntry(busybox);
            Files.copy(BUSYBOX, tar);
            tar.closeArchiveEntry();
            for (String name : applets()) {
                TarArchiveEntry link = new TarArchiveEntry("bin/" + name, TarConstants.LF_SYMLINK);
                link.setLinkName("busybox");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> applets() throws IOException {
        Process list = new ProcessBuilder(BUSYBOX.toString(), "--list").redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> names = new ArrayList<>(new String(list.getInputStream().readAllBytes(),
                StandardCharsets.US_ASCII).lines().toList());
        names.remove("busybox");
        return names;
    }
}
