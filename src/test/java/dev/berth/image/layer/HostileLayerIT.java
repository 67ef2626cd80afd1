package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.InvalidImage;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A corpus of hostile layers: every type of entry with every trick to leave the layer's directory. Each is refused with
 * an error, and a directory beside it, the canary, stays as it was. Needs root, since an unprivileged extraction would
 * fail for the wrong reasons.
 */
class HostileLayerIT {

    private static final String CANARY = "canary";
    private static final TarLimits LIMITS = new TarLimits(1000, 1 << 20, 100);

    private Path work;
    private Path target;
    private Path canary;
    private String before;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        work = Files.createTempDirectory("berth-hostile");
        target = Files.createDirectory(work.resolve("target"));
        canary = Files.createDirectory(work.resolve(CANARY));
        Files.writeString(canary.resolve("file"), "untouched");
        before = state();
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work != null) {
            FileTree.remove(work);
        }
    }

    /** A trick gets the builder, prepares the way, and answers the path that the entry shall have. */
    private interface Trick {
        String path(TarBuilder tar, String canary);
    }

    static Stream<Arguments> refused() {
        List<Arguments> cases = new ArrayList<>();
        List<Arguments> tricks = List.of(
                trick("absolute path", (tar, c) -> c + "/"),
                trick("climbs at once", (tar, c) -> "../" + CANARY + "/"),
                trick("climbs in the middle", (tar, c) -> "a/../../" + CANARY + "/"),
                trick("climbs inside", (tar, c) -> "a/../b/"),
                trick("under an absolute link", (tar, c) -> {
                    tar.symlink("link", c);
                    return "link/";
                }),
                trick("under a climbing link", (tar, c) -> {
                    tar.symlink("link", "../" + CANARY);
                    return "link/";
                }),
                trick("under a chain of links", (tar, c) -> {
                    tar.directory("d").symlink("d/up", "..").symlink("d/out", "up/../" + CANARY);
                    return "d/out/";
                }),
                trick("under a link to the root", (tar, c) -> {
                    tar.symlink("link", "/");
                    return "link/" + c.substring(1) + "/";
                }),
                trick("under a link of proc", (tar, c) -> {
                    tar.symlink("link", "/proc/self/cwd");
                    return "link/";
                }),
                trick("under a looping link", (tar, c) -> {
                    tar.symlink("one", "two").symlink("two", "one");
                    return "one/";
                }),
                trick("under a link made by a hard link", (tar, c) -> {
                    tar.symlink("link", c).hardlink("again", "link");
                    return "again/";
                }),
                trick("under a file", (tar, c) -> {
                    tar.file("plain", "");
                    return "plain/";
                }),
                trick("name too long", (tar, c) -> "n".repeat(300) + "/"),
                trick("path too long", (tar, c) -> "n/".repeat(2100)));
        List<Arguments> types = List.of(
                type("file", (tar, p) -> tar.file(p + "file", "evil")),
                type("directory", (tar, p) -> tar.directory(p + "evil")),
                type("symbolic link", (tar, p) -> tar.symlink(p + "evil", "target")),
                type("hard link", (tar, p) -> tar.file("good", "x").hardlink(p + "evil", "good")),
                type("hard link target", (tar, p) -> tar.hardlink("evil", p + "file")),
                type("character device", (tar, p) -> tar.entry('3', p + "evil", "", 0600, new byte[0])),
                type("block device", (tar, p) -> tar.entry('4', p + "evil", "", 0600, new byte[0])),
                type("pipe", (tar, p) -> tar.entry('6', p + "evil", "", 0600, new byte[0])),
                type("whiteout", (tar, p) -> tar.file(p + ".wh.file", "")),
                type("opaque mark", (tar, p) -> tar.file(p + ".wh..wh..opq", "")));
        for (Arguments trick : tricks) {
            for (Arguments type : types) {
                cases.add(Arguments.of(type.get()[0] + ", " + trick.get()[0], trick.get()[1], type.get()[1]));
            }
        }
        cases.addAll(single());
        return cases.stream();
    }

    private static List<Arguments> single() {
        return List.of(
                one("hard link to a directory", tar -> tar.directory("d").hardlink("evil", "d")),
                one("hard link to itself", tar -> tar.file("f", "").hardlink("f", "f")),
                one("hard link to nothing", tar -> tar.hardlink("evil", "nothing")),
                one("hard link to a whiteout", tar -> tar.file(".wh.f", "").hardlink("evil", "f")),
                one("hard link over its target's directory", tar -> tar.directory("d").file("d/f", "")
                        .hardlink("d", "d/f")),
                one("root as a link", tar -> tar.symlink("./", "/etc")),
                one("root as a file", tar -> tar.entry('0', "./.", "", 0644, new byte[0])),
                one("overlay's whiteout device", tar -> tar.device('3', "evil", 0, 0)),
                one("overlay's attribute", tar -> tar.pax("SCHILY.xattr.trusted.overlay.redirect", "/x")
                        .directory("evil")),
                one("overlay's attribute for users", tar -> tar.pax("SCHILY.xattr.user.overlay.opaque", "y")
                        .directory("evil")),
                one("whiteout of nothing", tar -> tar.file("d/.wh.", "")),
                one("whiteout of the directory itself", tar -> tar.file("d/.wh..", "")),
                one("whiteout of the directory above", tar -> tar.file("d/.wh...", "")),
                one("under a whiteout", tar -> tar.file(".wh.d/f", "")),
                one("empty link", tar -> tar.symlink("evil", "")),
                one("long link", tar -> tar.symlink("evil", "x".repeat(5000))),
                one("empty name", tar -> tar.file("", "")),
                one("too many files", tar -> {
                    for (int i = 0; i < 1001; i++) {
                        tar.file("f" + i, "");
                    }
                }),
                one("too many bytes", tar -> tar.raw('0', "f", "", 0644, 2L << 20, new byte[2 << 20], 0, 0)),
                one("sparse bomb", tar -> tar.pax("GNU.sparse.map", "1099511627775,1", "GNU.sparse.size",
                        "1099511627776").file("f", "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, Trick trick, BiConsumer<TarBuilder, String> type) throws IOException {
        TarBuilder tar = new TarBuilder();
        type.accept(tar, trick.path(tar, canary.toString()));
        InvalidImage error = assertThrows(InvalidImage.class, () -> unpack(tar.build(), target, List.of()));
        assertTrue(error.getMessage().length() > 20 && !error.getMessage().contains("\n"), error.getMessage());
        assertEquals(before, state());
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                Arguments.of("link below, file above", new TarBuilder().symlink("link", "CANARY").build(),
                        new TarBuilder().file("link/file", "evil").build()),
                Arguments.of("link below, directory above", new TarBuilder().symlink("link", "CANARY").build(),
                        new TarBuilder().directory("link").file("link/file", "evil").build()),
                Arguments.of("link below, whiteout in it above", new TarBuilder().symlink("link", "CANARY").build(),
                        new TarBuilder().file("link/.wh.file", "").build()),
                Arguments.of("link below, opaque above", new TarBuilder().symlink("link", "CANARY").build(),
                        new TarBuilder().file("link/.wh..wh..opq", "").build()),
                Arguments.of("hard link to a link below", new TarBuilder().symlink("link", "CANARY/file").build(),
                        new TarBuilder().hardlink("evil", "link").build()),
                Arguments.of("hard link to a link below, then written", new TarBuilder().symlink("link", "CANARY/file")
                        .build(), new TarBuilder().hardlink("evil", "link").file("evil", "evil").build()),
                Arguments.of("link replaced by a directory", new TarBuilder().build(),
                        new TarBuilder().symlink("link", "CANARY").directory("link").file("link/file", "evil").build()),
                Arguments.of("link replaced by a file", new TarBuilder().build(),
                        new TarBuilder().symlink("link", "CANARY/file").file("link", "evil").build()),
                Arguments.of("file through a link's own name", new TarBuilder().build(),
                        new TarBuilder().symlink("link", "CANARY/file").pax("SCHILY.xattr.user.a", "b")
                                .file("link", "evil").build()),
                Arguments.of("directory replaced by a link", new TarBuilder().build(),
                        new TarBuilder().directory("d").file("d/file", "x").symlink("d", "CANARY").build()),
                Arguments.of("hard link to a link, then a directory", new TarBuilder().build(),
                        new TarBuilder().symlink("link", "CANARY").hardlink("again", "link").directory("again")
                                .file("again/file", "evil").build()),
                Arguments.of("attribute of a hard link to a link", new TarBuilder().build(),
                        new TarBuilder().symlink("link", "CANARY/file").pax("SCHILY.xattr.user.a", "b")
                                .hardlink("again", "link").build()),
                Arguments.of("mode of a file over a hard link to a link", new TarBuilder().build(),
                        new TarBuilder().symlink("link", "CANARY/file").hardlink("again", "link")
                                .entry('0', "again", "", 06777, new byte[0]).build()),
                Arguments.of("link below, whiteout of it above", new TarBuilder().symlink("link", "CANARY").build(),
                        new TarBuilder().file(".wh.link", "").build()),
                Arguments.of("pipe below, file above", new TarBuilder().entry('6', "p", "", 0600, new byte[0]).build(),
                        new TarBuilder().file("p", "evil").build()),
                Arguments.of("links that point out", new TarBuilder().build(),
                        new TarBuilder().symlink("a", "/etc/passwd").symlink("b", "../../../etc/passwd").build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void harmless(String what, byte[] lower, byte[] upper) throws IOException {
        Path below = Files.createDirectory(work.resolve("below"));
        unpack(pointed(lower), below, List.of());
        unpack(pointed(upper), target, List.of(below));
        assertEquals(before, state());
    }

    @ParameterizedTest
    @MethodSource
    void followsLinksThatStayInside(String link) throws IOException {
        unpack(new TarBuilder().directory("usr/lib").symlink("lib", link).file("lib/f", "x").build(), target,
                List.of());
        assertEquals("x", Files.readString(target.resolve("usr/lib/f")));
        assertTrue(Files.isSymbolicLink(target.resolve("lib")));
    }

    static Stream<String> followsLinksThatStayInside() {
        return Stream.of("usr/lib", "./usr/../usr/lib");
    }

    /** Archives are made before the canary's place is known. */
    private byte[] pointed(byte[] tar) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar), true);
        TarBuilder result = new TarBuilder();
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            TarEntry e = entry.get();
            byte[] contents = new byte[(int) e.size()];
            reader.read(contents, 0, contents.length);
            e.xattrs().forEach((key, value) -> result.pax("SCHILY.xattr." + key, value));
            char type = "0123456".charAt(List.of(TarEntry.Type.FILE, TarEntry.Type.HARDLINK, TarEntry.Type.SYMLINK,
                    TarEntry.Type.CHARACTER, TarEntry.Type.BLOCK, TarEntry.Type.DIRECTORY, TarEntry.Type.FIFO)
                    .indexOf(e.type()));
            result.entry(type, e.name(), e.linkName().replace("CANARY", canary.toString()), e.mode(), contents);
        }
        return result.build();
    }

    private static void unpack(byte[] tar, Path into, List<Path> lowers) throws IOException {
        try (LayerUnpacker unpacker = LayerUnpacker.open(into, LIMITS, WhiteoutMarks.OVERLAY);
                LowerLayers below = LowerLayers.open(lowers)) {
            unpacker.unpack(new TarReader(new ByteArrayInputStream(tar), true));
            List<String> implied = new ArrayList<>(unpacker.implied());
            Path merged = lowers.isEmpty() ? Files.createTempDirectory(into.getParent(), "none") : lowers.get(0);
            try (Fd layer = Fd.open(into, OpenFlags.DIRECTORY, 0); Fd view = Fd.open(merged, OpenFlags.DIRECTORY, 0)) {
                new LowerLinkMaker(layer, view, implied).make(unpacker.lowerLinks(), LIMITS.totalBytes());
            }
            below.bequeath(into, implied);
        }
    }

    private String state() throws IOException {
        assertFalse(Files.exists(Path.of("/evil")));
        StringBuilder result = new StringBuilder();
        try (Stream<Path> files = Files.walk(canary)) {
            for (Path file : files.sorted().toList()) {
                result.append(file).append(Files.readAttributes(file, "unix:mode,uid,gid,nlink,lastModifiedTime,size"))
                        .append('\n');
            }
        }
        return result + Files.readString(canary.resolve("file"));
    }

    private static Arguments trick(String name, Trick trick) {
        return Arguments.of(name, trick);
    }

    private static Arguments type(String name, BiConsumer<TarBuilder, String> type) {
        return Arguments.of(name, type);
    }

    private static Arguments one(String name, java.util.function.Consumer<TarBuilder> make) {
        return Arguments.of(name, (Trick) (tar, c) -> "",
                (BiConsumer<TarBuilder, String>) (tar, p) -> make.accept(tar));
    }
}
