package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.docker.BuildStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextArchiveTest {

    @TempDir
    Path directory;

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DirectorySource source(String dockerfile) throws IOException {
        boolean outside = dockerfile.startsWith("/");
        return new DirectorySource(directory, new DockerfileChoice(outside ? ".dockerfile.x" : dockerfile,
                directory.resolve(dockerfile), outside, Optional.empty()), false, Map.of());
    }

    private static List<String> names(BuildContext context) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(context.archive(), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "'' ~ .dockerignore Dockerfile a a/b a/b/c.md a/d.txt e.md",
        "a ~ .dockerignore Dockerfile e.md",
        "**/*.md ~ .dockerignore Dockerfile a a/b a/d.txt",
        "a;!a/b/c.md ~ .dockerignore Dockerfile a a/b a/b/c.md e.md",
        "*;!a/d.txt ~ .dockerignore Dockerfile a a/d.txt",
        "*;!nothing/below ~ .dockerignore Dockerfile",
        "a;!a/nothing ~ .dockerignore Dockerfile e.md",
    })
    void whatIsSent(String patterns, String names) throws IOException {
        write("Dockerfile", "FROM scratch");
        write(".dockerignore", patterns.replace(';', '\n'));
        write("a/b/c.md", "c");
        write("a/d.txt", "d");
        write("e.md", "e");
        assertEquals(names, String.join(" ", names(source("Dockerfile").open())).replace("/ ", " "));
    }

    @Test
    void aDockerfileDeepInWhatIsLeftOutIsSentWithItsDirectories() throws IOException {
        write("deep/er/Dockerfile", "FROM scratch");
        write("deep/er/other", "x");
        write(".dockerignore", "deep\n.dockerignore");
        assertEquals(List.of(".dockerignore", "deep/", "deep/er/", "deep/er/Dockerfile"),
                names(source("deep/er/Dockerfile").open()));
    }

    @Test
    void theDockerfilesOwnPatternsGoBeforeTheContexts() throws IOException {
        write("Other", "FROM scratch");
        write("Other.dockerignore", "a");
        write(".dockerignore", "b");
        write("a", "a");
        write("b", "b");
        assertEquals(List.of(".dockerignore", "Other", "Other.dockerignore", "b"), names(source("Other").open()));
    }

    @Test
    void aDockerfileFromElsewhereComesUnderANameOfItsOwn(@TempDir Path elsewhere) throws IOException {
        Path dockerfile = Files.writeString(elsewhere.resolve("D"), "FROM scratch # elsewhere");
        write(".dockerignore", "b");
        write("a", "a");
        write("b", "b");
        BuildContext context = source(dockerfile.toString()).open();
        assertEquals(".dockerfile.x", context.dockerfile());
        try (TarArchiveInputStream tar = new TarArchiveInputStream(context.archive(), "UTF-8")) {
            assertEquals(".dockerfile.x", tar.getNextEntry().getName());
            assertEquals("FROM scratch # elsewhere", new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(".dockerignore", tar.getNextEntry().getName());
            assertEquals("b\n.dockerignore\n.dockerfile.x\n", new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            assertEquals("a", tar.getNextEntry().getName());
            assertEquals(null, tar.getNextEntry());
        }
    }

    @Test
    void filesComeAsTheyAreButForTheirOwners() throws IOException {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        Files.write(directory.resolve("large"), large);
        Files.setPosixFilePermissions(directory.resolve("large"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(directory.resolve("large"), FileTime.fromMillis(1_000_000_500));
        Files.createLink(directory.resolve("link"), directory.resolve("large"));
        Files.createSymbolicLink(directory.resolve("symbolic"), Path.of("/nowhere"));
        String name = "ü".repeat(60) + "/" + "n".repeat(120);
        write(name, "long");
        write("Dockerfile", "");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(source("Dockerfile").open().archive(), "UTF-8")) {
            assertEquals("Dockerfile", tar.getNextEntry().getName());
            TarArchiveEntry file = tar.getNextEntry();
            assertEquals("large", file.getName());
            assertEquals(0100751, file.getMode());
            assertEquals(0, file.getLongUserId() + file.getLongGroupId());
            assertEquals("", file.getUserName());
            assertEquals(1_000_000_000, file.getLastModifiedTime().toMillis());
            assertArrayEquals(large, tar.readAllBytes());
            TarArchiveEntry link = tar.getNextEntry();
            assertTrue(link.isLink());
            assertEquals("large", link.getLinkName());
            TarArchiveEntry symbolic = tar.getNextEntry();
            assertTrue(symbolic.isSymbolicLink());
            assertEquals("/nowhere", symbolic.getLinkName());
            assertEquals("ü".repeat(60) + "/", tar.getNextEntry().getName());
            assertEquals(name, tar.getNextEntry().getName());
        }
    }

    @Test
    void standardInputIsAnArchiveOrADockerfile() throws IOException {
        write("Dockerfile", "FROM scratch");
        byte[] archive = source("Dockerfile").open().archive().readAllBytes();
        try (BuildContext context = StreamSource.open(new ByteArrayInputStream(archive), "Dockerfile")) {
            assertArrayEquals(archive, context.archive().readAllBytes());
        }
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0, 1, 2, 3};
        try (BuildContext context = StreamSource.open(new ByteArrayInputStream(gzip), "Dockerfile")) {
            assertArrayEquals(gzip, context.archive().readAllBytes());
        }
        InputStream text = new ByteArrayInputStream("FROM busybox\nRUN true\n".getBytes(StandardCharsets.UTF_8));
        try (BuildContext context = StreamSource.open(text, "Other")) {
            BuildStep step = BuildFlagsTest.step("RUN true", 2, 2);
            assertTrue(context.shown().orElseThrow().around(step).orElseThrow().startsWith("Other:2\n"));
            assertEquals(List.of("Other"), names(context));
        }
    }
}
