package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.Archives;
import dev.berth.engine.Container;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Copying runs nothing of the image: no program to unpack a compressed archive, and no library (CVE-2019-14271, a
 * {@code libnss} that the copying process loaded once it was inside).
 */
class Cve2026_41567IT extends SecurityCase {

    private static final String[] FAKES = {"xz", "unxz", "gzip", "gunzip", "unpigz", "pigz", "bzip2", "zstd", "tar"};
    private static final byte[] FAKE = "#!/bin/sh\necho $0 >> /ran\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"cat", "gzip", "xz", "bzip2"})
    void nothingOfTheImageRuns(String compressor) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin", compressor)) || Files.exists(Path.of("/bin", compressor)),
                "needs " + compressor);
        Layers layers = new Layers().file("lib/libnss_files.so.2", "no library").file("etc/nsswitch.conf",
                "passwd: files\ngroup: files\n");
        for (String fake : FAKES) {
            for (String place : new String[] {"bin/", "usr/bin/", "usr/local/bin/"}) {
                layers.file(place + fake, FAKE, 0755);
            }
        }
        image("fakes", layers);
        Container container = create("fakes", new ProfileBuilder().init(true), "sleep", "1000");
        copy(container, archive("before", "cat"));
        Set<String> libraries = libraries();
        copy(container, archive("stopped", compressor));
        engine.containers().start(container.id());
        copy(container, archive("running", compressor));
        assertEquals("textyes\n", exec(container, "", false, "", "sh", "-c",
                "cat /running; [ -e /stopped ] && [ ! -e /ran ] && echo yes").output());
        assertEquals(libraries, libraries(), "a library was loaded while files were copied");
    }

    /** In, and out again. */
    private void copy(Container container, byte[] archive) throws Exception {
        engine.archives().unpack(container.id(), "/", new ByteArrayInputStream(archive),
                new Archives.Unpacking(true, false));
        try (Archives.Source source = engine.archives().open(container.id(), "/etc")) {
            source.writeTo(new ByteArrayOutputStream());
        }
    }

    private static Set<String> libraries() throws IOException {
        Set<String> libraries = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            if (line.contains("libnss")) {
                libraries.add(line.substring(line.indexOf('/')));
            }
        }
        return libraries;
    }

    private byte[] archive(String name, String compressor) throws Exception {
        Path plain = directory.resolve(name + ".tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(plain))) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(4);
            tar.putArchiveEntry(entry);
            tar.write("text".getBytes(StandardCharsets.US_ASCII));
            tar.closeArchiveEntry();
        }
        Process process = new ProcessBuilder(compressor).redirectInput(plain.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] bytes = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        return bytes;
    }
}
