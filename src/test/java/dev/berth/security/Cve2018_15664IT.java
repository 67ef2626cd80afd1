package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Archives;
import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/**
 * A running container exchanges a directory with a link to one of the host while files are copied out of it and into
 * it.
 */
class Cve2018_15664IT extends SecurityCase {

    private static final int ROUNDS = 300;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    @Test
    void theHostIsNeitherReadNorWritten() throws Exception {
        image("busybox", new Layers());
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("file"), "of the host");
        Container racer = create("busybox", new ProfileBuilder(), "sh", "-c", "mkdir -p /w/d; cd /w;"
                + " echo of the container > d/file; while :; do mv d e; ln -s " + outside + " d; rm d; mv e d; done");
        engine.containers().start(racer.id());
        byte[] archive = archive();
        int read = 0;
        int written = 0;
        // a fast machine may lose every one of the first rounds
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int i = 0; i < ROUNDS || (read == 0 || written == 0) && System.nanoTime() < end; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Archives.Source source = engine.archives().open(racer.id(), "/w/d/file")) {
                source.writeTo(out);
                read++;
            } catch (EngineException e) {
                assertEquals(EngineException.Kind.NOT_FOUND, e.kind(), e.getMessage());
            }
            assertFalse(out.toString(StandardCharsets.UTF_8).contains("of the host"));
            try {
                engine.archives().unpack(racer.id(), "/w/d", new ByteArrayInputStream(archive),
                        new Archives.Unpacking(true, false));
                written++;
            } catch (EngineException e) {
                // losing the race is an error, and a fine one
                assertFalse(e.getMessage().contains("of the host"), e.getMessage());
            }
        }
        assertEquals("of the host", Files.readString(outside.resolve("file")));
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(1, files.count(), "something was made on the host");
        }
        assertFalse(read == 0 || written == 0, "the race was never won: read " + read + ", written " + written);
    }

    private static byte[] archive() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String name : new String[] {"copied", "deep/er/copied"}) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(4);
                tar.putArchiveEntry(entry);
                tar.write("text".getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
