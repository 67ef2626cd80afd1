package dev.berth.shell.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.CommandException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of containers, honest and hostile, on this machine. */
class LocalUnpackerTest {

    @TempDir
    Path directory;
    private Path target;

    @BeforeEach
    void make() throws IOException {
        target = Files.createDirectory(directory.resolve("target"));
        Files.writeString(directory.resolve("canary"), "host");
    }

    /** Entries {@code name}, {@code name=text}, {@code name->symbolic link}, {@code name=>hard link}. */
    private static InputStream archive(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String line : entries) {
                String[] symbolic = line.split("->");
                String[] hard = line.split("=>");
                boolean link = symbolic.length > 1 || hard.length > 1;
                String[] file = link ? new String[] {""} : line.split("=");
                TarArchiveEntry entry = symbolic.length > 1
                        ? new TarArchiveEntry(symbolic[0], TarConstants.LF_SYMLINK, true) : hard.length > 1
                        ? new TarArchiveEntry(hard[0], TarConstants.LF_LINK, true)
                        : new TarArchiveEntry(file[0], true);
                byte[] text = file.length > 1 ? file[1].getBytes() : new byte[0];
                if (link) {
                    entry.setLinkName(symbolic.length > 1 ? symbolic[1] : hard[1]);
                }
                entry.setMode(line.endsWith("/") ? 0500 : 0640);
                entry.setSize(text.length);
                entry.setModTime(1_000_000_000_000L);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private void unpack(String... entries) throws IOException {
        new LocalUnpacker(target, name -> name).unpack(archive(entries));
    }

    @Test
    void unpacksWithModesAndTimes() throws Exception {
        unpack("d/", "d/one=1", "d/link->/nowhere", "d/two=>d/one", "implied/x=y");
        assertEquals("1", Files.readString(target.resolve("d/two")));
        assertEquals("/nowhere", Files.readSymbolicLink(target.resolve("d/link")).toString());
        assertEquals("r-x------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("d"))));
        assertEquals("rw-r-----",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("d/one"))));
        assertEquals(1_000_000_000_000L, Files.getLastModifiedTime(target.resolve("d")).toMillis());
        assertEquals("y", Files.readString(target.resolve("implied/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../canary=x", "a/../../canary=x", "/../canary=x", "l->..;l/canary=x", "l->/;l/tmp/x=x",
        "d/;d/l->../..;d/l/canary=x", "h=>../canary", "l->..;h=>l/canary"})
    void nothingLeavesTheDirectory(String entries) throws Exception {
        assertThrows(CommandException.class, () -> unpack(entries.split(";")));
        assertEquals("host", Files.readString(directory.resolve("canary")));
        try (Stream<Path> outside = Files.list(directory)) {
            assertEquals(2, outside.count());
        }
    }

    @Test
    void aLinkThatWasThereIsReplacedAndNotFollowed() throws Exception {
        Files.createSymbolicLink(target.resolve("f"), directory.resolve("canary"));
        unpack("f=new");
        assertEquals("host", Files.readString(directory.resolve("canary")));
        assertFalse(Files.isSymbolicLink(target.resolve("f")));
    }

    @Test
    void keepsKinds() throws Exception {
        Files.createDirectory(target.resolve("d"));
        Files.writeString(target.resolve("f"), "");
        assertTrue(assertThrows(CommandException.class, () -> unpack("d=file")).getMessage()
                .startsWith("cannot overwrite directory"));
        assertTrue(assertThrows(CommandException.class, () -> unpack("f/")).getMessage()
                .startsWith("cannot overwrite non-directory"));
    }

    @Test
    void whatWasPackedIsUnpackedTheSame() throws Exception {
        Path source = Files.createDirectories(directory.resolve("source/sub")).getParent();
        Files.writeString(source.resolve("sub/f"), "text");
        Files.createLink(source.resolve("g"), source.resolve("sub/f"));
        Files.createSymbolicLink(source.resolve("l"), Path.of("g"));
        try (LocalTree tree = new LocalTree(source, "source", name -> name.replaceFirst("source", "copy"))) {
            new LocalUnpacker(target, name -> name).unpack(tree);
        }
        assertEquals("text", Files.readString(target.resolve("copy/l")));
        assertEquals(2, Files.getAttribute(target.resolve("copy/g"), "unix:nlink"));
        assertEquals(List.of("copy"), Stream.of(target.toFile().list()).toList());
    }
}
