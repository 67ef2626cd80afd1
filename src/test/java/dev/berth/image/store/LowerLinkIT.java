package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.IdShift;
import dev.berth.image.Image;
import dev.berth.image.ImportOptions;
import dev.berth.image.InvalidImage;
import dev.berth.image.Progress;
import dev.berth.image.RootFilesystem;
import dev.berth.image.TreeListing;
import dev.berth.image.layer.TarBuilder;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard links of a layer to files of the layers below it, with both storage drivers. */
class LowerLinkIT {

    private Path work;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root: mounts an overlay");
        work = Files.createTempDirectory("berth-links");
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work != null) {
            FileTree.remove(work);
        }
    }

    private static TarBuilder lower() {
        return new TarBuilder().directory("./").directory("etc/").directory("etc/deep/").file("etc/one", "one")
                .file("etc/deep/two", "two").symlink("etc/soft", "one").symlink("way", "etc").file("gone/f", "gone")
                .hardlink("etc/again", "etc/one").device('3', "etc/null", 1, 3)
                .entry('6', "etc/pipe", "", 0640, new byte[0])
                .pax("mtime", "1000000000.5", "SCHILY.xattr.user.note", "noted").entry('0', "etc/setuid", "", 04755,
                        "x".getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> linked() {
        return both(List.of(
                layer("a link beside its target", tar -> tar.hardlink("etc/new", "etc/deep/two")),
                layer("a link in a new directory", tar -> tar.directory("new/").hardlink("new/f", "etc/one")),
                layer("a link with owner, mode, time and attributes", tar -> tar.hardlink("new", "etc/setuid")),
                layer("several links to one", tar -> tar.hardlink("a", "etc/deep/two").hardlink("b", "etc/deep/two")),
                layer("a link to a link", tar -> tar.hardlink("a", "etc/deep/two").hardlink("b", "a")),
                layer("a link to a symbolic link", tar -> tar.hardlink("a", "etc/soft")),
                layer("a link to a device", tar -> tar.hardlink("a", "etc/null")),
                layer("a link to a pipe", tar -> tar.hardlink("a", "etc/pipe")),
                layer("a link over a file of the layer", tar -> tar.file("a", "old").hardlink("a", "etc/deep/two")),
                layer("a link over a file below", tar -> tar.hardlink("etc/deep/two", "etc/setuid")),
                layer("a link that a file replaces", tar -> tar.hardlink("a", "etc/deep/two").file("a", "new")),
                layer("a link that a directory replaces", tar -> tar.hardlink("a", "etc/deep/two").directory("a/")
                        .file("a/f", "x")),
                layer("a link whose target is replaced later", tar -> tar.hardlink("a", "etc/deep/two")
                        .file("etc/deep/two", "new")),
                layer("a link whose target is deleted later", tar -> tar.hardlink("a", "etc/deep/two")
                        .file("etc/deep/.wh.two", "")),
                layer("a link whose target's directory is deleted later", tar -> tar.hardlink("a", "etc/deep/two")
                        .file("etc/.wh.deep", "")),
                layer("the root is named", tar -> tar.directory("./").hardlink("a", "etc/deep/two"))));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource
    void linked(String driver, String what, Consumer<TarBuilder> make) throws IOException {
        UmociImage umoci = image(make);
        List<String> expected = umoci.unpacked();
        try (ImageStore store = ImageStore.open(work.resolve("data"), Optional.of(driver));
                InputStream in = Files.newInputStream(umoci.archive())) {
            Image image = store.archives().load(in, Progress.NONE).get(0).image();
            try (RootFilesystem files = store.unpacked(image)) {
                assertEquals(String.join("\n", comparable(expected)),
                        String.join("\n", comparable(tree(store, files))));
            }
            assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
        }
    }

    /** As a container has it. */
    private List<String> tree(ImageStore store, RootFilesystem files) throws IOException {
        WritableLayer container = store.contents().layers().writable(work.resolve("container"));
        container.make(files, IdShift.NONE);
        if (container.mountable() instanceof WritableLayer.Mountable.Directory directory) {
            return TreeListing.of(directory.root());
        }
        try (Fd merged = store.contents().layers().merged(files.lowerDirectories())) {
            return TreeListing.of(merged);
        }
    }

    /**
     * Copying up makes one file of several names of the layers below two; no times of directories, which umoci sets.
     */
    private static List<String> comparable(List<String> lines) {
        List<String> result = new ArrayList<>();
        for (String line : lines) {
            boolean several = line.startsWith("etc/one ") || line.startsWith("etc/again ");
            String without = several || line.startsWith("new/f ") ? line.replaceAll(" links=\\d+", "") : line;
            result.add(line.contains(" links=") ? without : without.replaceAll(" mtime=[0-9.]+", ""));
        }
        return result;
    }

    static Stream<Arguments> refused() {
        return both(List.of(
                layer("nothing of that name", tar -> tar.hardlink("a", "etc/none")),
                layer("no such directory", tar -> tar.hardlink("a", "none/none")),
                layer("a directory below", tar -> tar.hardlink("a", "etc/deep")),
                layer("through a symbolic link below", tar -> tar.hardlink("a", "way/one")),
                layer("through a file below", tar -> tar.hardlink("a", "etc/one/x")),
                layer("through a symbolic link of the layer",
                        tar -> tar.symlink("own", "etc").hardlink("a", "own/one")),
                layer("through a symbolic link out of the layer", tar -> tar.symlink("own", "/etc")
                        .hardlink("a", "own/passwd")),
                layer("a file that the layer deletes", tar -> tar.file("etc/deep/.wh.two", "")
                        .hardlink("a", "etc/deep/two")),
                layer("a file whose directory the layer deletes", tar -> tar.file(".wh.gone", "")
                        .hardlink("a", "gone/f")),
                layer("a file whose directory the layer makes anew", tar -> tar.file(".wh.gone", "")
                        .directory("gone/").hardlink("a", "gone/f")),
                layer("a file in an opaque directory", tar -> tar.file("etc/.wh..wh..opq", "")
                        .hardlink("a", "etc/one")),
                layer("a file below an opaque root", tar -> tar.file(".wh..wh..opq", "").hardlink("a", "etc/one")),
                layer("a whiteout's name", tar -> tar.hardlink("a", "etc/.wh.one")),
                layer("the directory above the link", tar -> tar.hardlink("etc", "etc/one")),
                layer("climbing", tar -> tar.hardlink("a", "../../data/lock")),
                layer("absolute", tar -> tar.hardlink("a", "/etc/passwd"))));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource
    void refused(String driver, String what, Consumer<TarBuilder> make) throws IOException {
        Path archive = image(make).archive();
        try (ImageStore store = ImageStore.open(work.resolve("data"), Optional.of(driver))) {
            InvalidImage error = assertThrows(InvalidImage.class, () -> {
                try (InputStream in = Files.newInputStream(archive)) {
                    Image image = store.archives().load(in, Progress.NONE).get(0).image();
                    store.unpacked(image).close();
                }
            });
            assertTrue(error.getMessage().startsWith("refused the layer: the hard link"), error.getMessage());
            try (Stream<Path> left = Files.list(work.resolve("data").resolve(store.driver().directory()))) {
                assertFalse(left.anyMatch(f -> f.getFileName().toString().startsWith("tmp-")), error.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void aLayerWithNothingBelowHasNothingToLinkTo(String driver) throws IOException {
        try (ImageStore store = ImageStore.open(work.resolve("data"), Optional.of(driver))) {
            byte[] tar = new TarBuilder().file("f", "x").hardlink("a", "etc/one").build();
            assertThrows(InvalidImage.class, () -> store.archives().importRootFilesystem(new ByteArrayInputStream(tar),
                    Optional.empty(), ImportOptions.NONE));
            assertEquals(List.of(), store.list());
            assertEquals(List.of(), StoreFiles.of(work.resolve("data"), store));
        }
    }

    /** The lower layer with the other on top. */
    private UmociImage image(Consumer<TarBuilder> upper) throws IOException {
        assumeTrue(Command.exists("umoci"), "needs umoci to make an image and compare with");
        UmociImage image = new UmociImage(work);
        TarBuilder top = new TarBuilder();
        upper.accept(top);
        for (TarBuilder layer : List.of(lower(), top)) {
            image.add(Files.write(work.resolve("layer.tar"), layer.build()));
        }
        return image;
    }

    private static Arguments layer(String what, Consumer<TarBuilder> make) {
        return Arguments.of(what, make);
    }

    private static Stream<Arguments> both(List<Arguments> cases) {
        return Stream.of("overlay2", "vfs").flatMap(driver -> cases.stream()
                .map(one -> Arguments.of(driver, one.get()[0], one.get()[1])));
    }
}
