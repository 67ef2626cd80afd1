package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.berth.build.copy.ContentDigest;
import dev.berth.context.IgnorePatterns;
import dev.berth.image.InvalidImage;
import dev.berth.image.layer.TarBuilder;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contexts that want out of their directory, or to harm whoever reads them. Each is refused with an error or keeps to
 * its directory, and a directory beside it, the canary, stays as it was and is never read. Needs root, since an
 * unprivileged extraction would fail for the wrong reasons.
 */
class HostileContextIT {

    private static final String SECRET = "FROM canary\n";

    private Path work;
    private Path target;
    private Path canary;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: contexts hold other users' files");
        work = Files.createTempDirectory("berth-context");
        target = Files.createDirectory(work.resolve("target"));
        canary = Files.createDirectory(work.resolve("canary"));
        Files.writeString(canary.resolve("file"), SECRET);
    }

    @AfterEach
    void canaryLives() throws IOException {
        if (work == null) {
            return;
        }
        try {
            assertEquals(SECRET, Files.readString(canary.resolve("file")));
            try (Stream<Path> all = Files.walk(canary)) {
                assertEquals(List.of(canary, canary.resolve("file")), all.sorted().toList());
            }
            assertEquals(1, Files.getAttribute(canary.resolve("file"), "unix:nlink"));
            try (Stream<Path> all = Files.list(work)) {
                assertEquals(List.of(canary, target), all.sorted().toList());
            }
        } finally {
            FileTree.remove(work);
        }
    }

    private static Arguments archive(String name, UnaryOperator<TarBuilder> content) {
        return arguments(name, content);
    }

    /** Each is refused while it is unpacked. */
    static Stream<Arguments> refused() {
        return Stream.of(
                archive("climbs", tar -> tar.file("../canary/evil", "x")),
                archive("climbs after going down", tar -> tar.file("a/../../canary/evil", "x")),
                archive("climbs from the root", tar -> tar.file("/../canary/evil", "x")),
                archive("directory that climbs", tar -> tar.directory("../canary/evil")),
                archive("link that climbs", tar -> tar.symlink("../canary/evil", "x")),
                archive("file under a link to outside", tar -> tar.symlink("a", "../canary").file("a/evil", "x")),
                archive("file under an absolute link", tar -> tar.symlink("a", "/tmp").file("a/berth-evil", "x")),
                archive("directory under a link to outside", tar -> tar.symlink("a", "../canary")
                        .directory("a/evil")),
                archive("pipe under a link to outside", tar -> tar.symlink("a", "../canary")
                        .entry('6', "a/evil", "", 0600, new byte[0])),
                archive("file over a link's file", tar -> tar.symlink("a", "../canary").file("a/file", "x")),
                archive("chain of links", tar -> tar.directory("d").symlink("d/up", "..")
                        .symlink("d/out", "up/../canary").file("d/out/evil", "x")),
                archive("link into proc", tar -> tar.symlink("a", "/proc/self/cwd").file("a/evil", "x")),
                archive("looping links", tar -> tar.symlink("a", "b").symlink("b", "a").file("a/evil", "x")),
                archive("hard link to outside by climbing", tar -> tar.hardlink("evil", "../canary/file")),
                archive("hard link to outside through a link", tar -> tar.symlink("a", "../canary")
                        .hardlink("evil", "a/file")),
                archive("hard link to an absolute path", tar -> tar.hardlink("evil", "/etc/hostname")),
                archive("hard link to a directory", tar -> tar.directory("d").hardlink("evil", "d")),
                archive("hard link to itself", tar -> tar.file("f", "").hardlink("f", "f")),
                archive("root as a link", tar -> tar.symlink("./", "../canary")),
                archive("name too long", tar -> tar.file("n".repeat(300), "x")),
                archive("path too long", tar -> tar.file("n/".repeat(2100) + "f", "x")),
                archive("under a file", tar -> tar.file("f", "").file("f/evil", "x")),
                archive("overlay's mark of a deleted file", tar -> tar.device('3', "evil", 0, 0)),
                archive("overlay's attribute", tar -> tar.pax("SCHILY.xattr.trusted.overlay.redirect", "/x")
                        .directory("evil")),
                archive("larger than any disk", tar -> tar.pax("size", "9000000000000000").file("f", "")),
                archive("unknown type", tar -> tar.entry('Z', "evil", "", 0600, new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, UnaryOperator<TarBuilder> content) {
        byte[] archive = content.apply(new TarBuilder().file("Dockerfile", "FROM a\n")).build();
        assertThrows(InvalidImage.class, () -> unpack(archive).close());
    }

    @Test
    void refusesWhatIsCutOff() throws IOException {
        byte[] whole = new TarBuilder().file("Dockerfile", "FROM a\n".repeat(200)).build();
        assertThrows(InvalidImage.class, () -> unpack(Arrays.copyOf(whole, 700)).close());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(whole);
        }
        assertThrows(IOException.class, () -> {
            try (Stream<Path> old = Files.list(target)) {
                old.forEach(file -> assertDoesNotThrow(() -> Files.delete(file)));
            }
            unpack(Arrays.copyOf(packed.toByteArray(), packed.size() / 2)).close();
        });
    }

    @Test
    void absoluteNamesAreInside() throws Exception {
        byte[] archive = new TarBuilder().file(canary + "/evil", "x").file("/Dockerfile", "FROM a\n").build();
        try (BuildContext context = unpack(archive)) {
            assertEquals("FROM a\n", context.dockerfile("Dockerfile"));
            assertTrue(Files.exists(target.resolve(canary.toString().substring(1) + "/evil")));
        }
    }

    @Test
    void namesOfWhiteoutsAreNames() throws Exception {
        byte[] archive = new TarBuilder().file("Dockerfile", "FROM a\n").file(".wh.Dockerfile", "x").build();
        try (BuildContext context = unpack(archive)) {
            assertEquals("FROM a\n", context.dockerfile("Dockerfile"));
            assertEquals("x", Files.readString(target.resolve(".wh.Dockerfile")));
        }
    }

    /** None of them is a Dockerfile that can be read, nor does looking at it wait for anything. */
    @ParameterizedTest
    @ValueSource(strings = {"../canary/file", "../../../../../../../../../../etc/hostname", "/etc/hostname",
            "/proc/self/environ", "/dev/zero", "Dockerfile", "self/fd/0", ".", "/"})
    void linksOfTheDockerfileStayInside(String link) throws Exception {
        try (BuildContext context = unpack(new TarBuilder().symlink("Dockerfile", link).build())) {
            assertThrows(BuildException.class, () -> context.dockerfile("Dockerfile"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "5", "3"})
    void dockerfilesThatAreNoFilesAreRefused(String type) throws Exception {
        TarBuilder tar = type.equals("3") ? new TarBuilder().device('3', "Dockerfile", 1, 5)
                : new TarBuilder().entry(type.charAt(0), "Dockerfile", "", 0600, new byte[0]);
        try (BuildContext context = unpack(tar.build())) {
            assertThrows(BuildException.class, () -> context.dockerfile("Dockerfile"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../canary/file", "/../canary/file", "a/../../canary/file", "out/file", "out/*", "abs/file",
            "o*/file", "out/../canary/file", "deep/../out/file", "proc/cmdline"})
    void sourcesStayInside(String source) throws Exception {
        byte[] archive = new TarBuilder().symlink("out", "../canary").symlink("abs", canary.toString())
                .symlink("proc", "/proc/self").directory("deep").build();
        try (BuildContext context = unpack(archive)) {
            assertEquals(List.of(), context.tree().select(source));
        }
    }

    /** A link to the root is the context's root, as in a container. */
    @Test
    void whatLinksToTheRootIsInside() throws Exception {
        byte[] archive = new TarBuilder().symlink("root", "/").symlink("up", "../../..").file("f", "mine").build();
        try (BuildContext context = unpack(archive)) {
            for (String source : List.of("root/f", "up/f", "root/root/up/f", "../f", "/f")) {
                List<String> found = context.tree().select(source);
                assertEquals(1, found.size(), source);
                try (Fd file = context.tree().open(found.get(0))) {
                    assertEquals("mine", Files.readString(Path.of("/proc/self/fd/" + file.number())));
                }
            }
            assertEquals(List.of(), context.tree().select("root/etc/hostname"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out/*", "out/file", "**", "o*", "../canary", "/../canary/file", "**/file"})
    void ignoreFilesTakeNothingAwayOutside(String pattern) throws Exception {
        byte[] archive = new TarBuilder().file("Dockerfile", "FROM a\n").symlink("out", "../canary")
                .file(".dockerignore", pattern + "\n!nothing/at/all\n").build();
        try (BuildContext context = unpack(archive)) {
            ignore(context);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../canary/file", "/proc/self/environ", "/dev/zero"})
    void linksOfTheIgnoreFileStayInside(String link) throws Exception {
        try (BuildContext context = unpack(new TarBuilder().file("FROM", "x").symlink(".dockerignore", link).build())) {
            ignore(context);
            assertTrue(Files.exists(target.resolve("FROM")));
        }
    }

    private static void ignore(BuildContext context) throws Exception {
        Optional<IgnorePatterns> patterns = context.patterns("Dockerfile");
        if (patterns.isPresent()) {
            context.ignore(patterns.get());
        }
    }

    /** Names, modes, contents, targets of links count; times and what links point to do not. */
    @Test
    void digestsTellContextsApartAndReadNothingOutside() throws Exception {
        String first = digest(new TarBuilder().file("d/f", "x").symlink("d/l", "../../canary/file"));
        Files.writeString(canary.resolve("file"), "changed");
        assertEquals(first, digest(new TarBuilder().file("d/f", "x").symlink("d/l", "../../canary/file")));
        Files.writeString(canary.resolve("file"), SECRET);
        for (TarBuilder other : List.of(new TarBuilder().file("d/f", "y").symlink("d/l", "../../canary/file"),
                new TarBuilder().file("d/g", "x").symlink("d/l", "../../canary/file"),
                new TarBuilder().file("d/f", "x").symlink("d/l", "../../canary/else"),
                new TarBuilder().entry('0', "d/f", "", 0755, new byte[] {'x'}).symlink("d/l", "../../canary/file"),
                new TarBuilder().file("d/f", "x").file("d/l", "../../canary/file"),
                new TarBuilder().file("d/f", "x").symlink("d/l", "../../canary/file").directory("d/e"))) {
            assertTrue(!first.equals(digest(other)));
        }
    }

    private String digest(TarBuilder content) throws Exception {
        FileTree.remove(target);
        Files.createDirectory(target);
        try (BuildContext context = unpack(content.build())) {
            ContentDigest digest = new ContentDigest(false, path -> false);
            digest.add(context.tree(), "d");
            return digest.digest().toString();
        }
    }

    private BuildContext unpack(byte[] archive) throws IOException {
        return BuildContext.unpack(new ByteArrayInputStream(archive), target, "Dockerfile");
    }
}
