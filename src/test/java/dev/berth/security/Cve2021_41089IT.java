package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Archives;
import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files copied into a container that change modes, owners or contents of the host's, through links on their way. */
class Cve2021_41089IT extends SecurityCase {

    @ParameterizedTest
    @CsvSource({"/out, false", "/out/deep, false", "/, true", "/out/.., true", "/proc/1/root/out, false", "/up, false"})
    void theHostsFilesStayAsTheyAre(String destination, boolean linkInside) throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.writeString(outside.resolve("file"), "of the host");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        image("linked", new Layers().link("out", outside.toString())
                .link("up", "../../../../../../../../../../.." + outside));
        Container running = create("linked", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(running.id());
        Container stopped = create("linked", new ProfileBuilder(), "true");
        for (Container container : new Container[] {running, stopped}) {
            try {
                engine.archives().unpack(container.id(), destination,
                        new ByteArrayInputStream(archive(linkInside ? outside.toString() : "")),
                        new Archives.Unpacking(true, false));
            } catch (EngineException e) {
                assertFalse(e.getMessage().isBlank(), "a refusal says why");
            }
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(0, Files.getAttribute(file, "unix:uid"));
        assertEquals("of the host", Files.readString(file));
        try (var files = Files.list(outside)) {
            assertEquals(1, files.count(), "something was made on the host");
        }
    }

    /** The directory itself, a file in it, and, where it brings its own link, both through that. */
    private static byte[] archive(String link) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            String prefix = "";
            if (!link.isEmpty()) {
                TarArchiveEntry entry = new TarArchiveEntry("brought", TarConstants.LF_SYMLINK);
                entry.setLinkName(link);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
                prefix = "brought/";
            }
            for (String name : new String[] {prefix.isEmpty() ? "./" : prefix, prefix + "file", prefix + "new"}) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setMode(0777);
                entry.setIds(1000, 1000);
                entry.setSize(name.endsWith("/") ? 0 : 3);
                tar.putArchiveEntry(entry);
                if (!name.endsWith("/")) {
                    tar.write(new byte[] {'n', 'e', 'w'});
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
