package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unpacked files have the layer's owner and mode, whatever the kernel gives new files where they are. */
final class NewFilesIT {

    @TempDir
    private Path directory;

    @BeforeEach
    void needsRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    }

    @ParameterizedTest
    @ValueSource(ints = {0644, 0755, 0600, 0444, 0, 0666, 0777, 04755, 02755, 01644, 06777})
    void modesAreTheLayers(int mode) throws IOException {
        unpack(new TarBuilder().entry('0', "file", "", mode, new byte[3]).entry('5', "directory", "", mode,
                new byte[0]));
        assertEquals(mode, mode("file"));
        assertEquals(mode, mode("directory"));
    }

    @ParameterizedTest
    @CsvSource({"02755, 0", "02777, 50", "0755, 50"})
    void directoriesHandNothingDown(String mode, int group) throws IOException {
        unpack(new TarBuilder().pax("gid", Integer.toString(group)).entry('5', "d", "", Integer.parseInt(mode, 8),
                new byte[0]).file("d/file", "x").directory("d/sub").file("d/sub/file", "x").symlink("d/link", "x")
                .file("after", "x"));
        assertEquals(Integer.parseInt(mode, 8), mode("d"));
        assertEquals(group, attribute("d", "gid"));
        for (String file : List.of("d/file", "d/sub", "d/sub/file", "d/link", "after")) {
            assertEquals(0, attribute(file, "gid"), file);
        }
        assertEquals(0644, mode("d/file"));
        assertEquals(0755, mode("d/sub"));
    }

    @Test
    void directoriesHandNothingDownThatAreNamedAgain() throws IOException {
        unpack(new TarBuilder().directory("d").file("d/before", "x").directory("d/sub").pax("gid", "50")
                .entry('5', "d", "", 02755, new byte[0]).file("d/file", "x").directory("d/last")
                .file("d/last/file", "x").file("d/sub/file", "x"));
        assertEquals(02755, mode("d"));
        assertEquals(50, attribute("d", "gid"));
        for (String file : List.of("d/before", "d/sub", "d/sub/file", "d/file", "d/last", "d/last/file")) {
            assertEquals(0, attribute(file, "gid"), file);
        }
        assertEquals(0755, mode("d/last"));
    }

    @Test
    void rootHandsNothingDownEither() throws IOException {
        unpack(new TarBuilder().file("before", "x").pax("gid", "50").entry('5', ".", "", 02755, new byte[0])
                .file("file", "x").directory("sub").file("sub/file", "x").file("last", "x"));
        for (String file : List.of("before", "file", "sub", "sub/file", "last")) {
            assertEquals(0, attribute(file, "gid"), file);
        }
        assertEquals(0755, mode("sub"));
        assertEquals(02755, mode(""));
    }

    @Test
    void accessListOfDirectoryChangesNoModes() throws IOException {
        // posix_acl_xattr.h: version 2, then tag, permissions, id of
        // user::rwx, user:7:rwx, group::rwx, mask::rwx, other::-
        String list = "\2\0\0\0" + "\1\0\7\0\377\377\377\377" + "\2\0\7\0\7\0\0\0" + "\4\0\7\0\377\377\377\377"
                + "\20\0\7\0\377\377\377\377" + "\40\0\0\0\377\377\377\377";
        unpack(new TarBuilder().pax("SCHILY.xattr.system.posix_acl_default", list).directory("d").file("d/file", "x")
                .directory("d/sub"));
        assertEquals(0644, mode("d/file"));
        assertEquals(0755, mode("d/sub"));
    }

    private void unpack(TarBuilder tar) throws IOException {
        try (LayerUnpacker unpacker = LayerUnpacker.open(directory, TarLimits.DEFAULT, WhiteoutMarks.OVERLAY)) {
            unpacker.unpack(new TarReader(new ByteArrayInputStream(tar.build()), true));
        }
    }

    private int mode(String file) throws IOException {
        return attribute(file, "mode") & 07777;
    }

    private int attribute(String file, String name) throws IOException {
        return (int) Files.getAttribute(directory.resolve(file), "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }
}
