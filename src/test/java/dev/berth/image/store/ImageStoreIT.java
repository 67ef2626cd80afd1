package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.ImageConflict;
import dev.berth.image.ImageUsers;
import dev.berth.image.ImportOptions;
import dev.berth.image.InvalidImage;
import dev.berth.image.InvalidReference;
import dev.berth.image.NoSuchImage;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RemovalReport;
import dev.berth.image.RemoveOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.layer.TarBuilder;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ImageStoreIT {

    private static final ImageConfig RUNS_SH = new ImageConfig(Optional.empty(), List.of(), List.of(), List.of("sh"),
            Optional.empty(), Map.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
            List.of(), Platform.current());

    private Path data;
    private ImageStore store;

    /** The storage driver of the store. */
    String driver() {
        return "overlay2";
    }

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        data = Files.createTempDirectory("berth-store");
        store = ImageStore.open(data, Optional.of(driver()));
    }

    @AfterEach
    void removeAll() throws IOException {
        if (store != null) {
            store.close();
            FileTree.remove(data);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gzip", "two gzip members", "xz", "zstd", "bzip2"})
    void importsEveryCompression(String compression) throws IOException {
        Image image = store.archives().importRootFilesystem(new ByteArrayInputStream(compress(tar("hello"),
                compression)),
                name("app:1"), new ImportOptions(RUNS_SH, Optional.of("why")));
        assertEquals(List.of("sh"), image.config().cmd());
        assertEquals(Optional.of("why"), image.history().get(0).comment());
        assertEquals(5, image.sizeBytes());
        try (RootFilesystem files = store.unpacked(image)) {
            assertEquals("hello", Files.readString(files.lowerDirectories().get(0).resolve("etc/motd")));
        }
        assertEquals(image, store.get("app:1"));
    }

    @Test
    void findsByNameAndId() throws IOException {
        Image image = importImage("one", "app:1");
        String hex = image.id().digest().hex();
        for (String reference : List.of("app:1", "docker.io/library/app:1", hex, "sha256:" + hex, hex.substring(0, 12),
                "sha256:" + hex.substring(0, 12))) {
            assertEquals(Optional.of(image), store.find(reference), reference);
        }
        assertEquals("No such image: app:latest", assertThrows(NoSuchImage.class, () -> store.get("app")).getMessage());
        assertTrue(store.get("host").isHost());
        assertThrows(InvalidReference.class, () -> store.find("App"));
    }

    @Test
    void aMovedNameLeavesADanglingImage() throws IOException {
        Image first = importImage("one", "app");
        Image second = importImage("two", "app");
        assertEquals(second, store.get("app"));
        assertEquals(List.of(), store.get(first.id().toString()).names());
        assertEquals(2, store.list().size());
    }

    @Test
    void removesByDockersRules() throws IOException {
        Image image = importImage("one", "app:1");
        store.tag(image, Reference.parse("other/app:2"));
        String id = image.id().shortened();
        assertEquals("conflict: unable to delete " + id + " (must be forced) - image is referenced in multiple "
                + "repositories", conflict(id, false, ImageUsers.NOBODY));
        assertEquals("conflict: unable to delete " + id + " (cannot be forced) - image is being used by running "
                + "container abcdefabcdef", conflict(id, true, users(true)));
        assertEquals(List.of(new RemovalReport.Untagged("app:1")), remove("app:1", false, users(true)).steps());
        assertEquals("conflict: unable to remove repository reference \"other/app:2\" (must force) - container "
                + "abcdefabcdef is using its referenced image " + id, conflict("other/app:2", false, users(false)));
        assertEquals("conflict: unable to delete " + id + " (must be forced) - image is being used by stopped "
                + "container abcdefabcdef", conflict(id, false, users(false)));
        assertEquals(List.of(new RemovalReport.Untagged("other/app:2")),
                remove("other/app:2", true, users(true)).steps());
        assertEquals(List.of(), store.get(id).names());
        RemovalReport report = remove(id, false, ImageUsers.NOBODY);
        assertTrue(report.steps().contains(new RemovalReport.Deleted(image.id().digest())));
        assertTrue(report.reclaimedBytes() > 0);
        assertEquals(List.of(), left());
    }

    @Test
    void whatAStoppedContainerStandsOnIsGoneForAllOthers() throws IOException {
        Image image = importImage("one", "app");
        String id = image.id().toString();
        assertEquals(List.of(new RemovalReport.Untagged("app:latest"), new RemovalReport.Deleted(image.id().digest())),
                remove("app", true, users(false)).steps());
        assertEquals(List.of(), store.list());
        assertEquals(Optional.empty(), store.find(id));
        assertEquals(0, store.ofContainers().sweep(users(false)));
        store.prune();
        store.close();
        store = ImageStore.open(data, Optional.of(driver()));
        try (RootFilesystem files = store.unpacked(store.ofContainers().get(id))) {
            assertEquals("one", Files.readString(files.lowerDirectories().get(0).resolve("etc/motd")));
        }
        assertTrue(store.ofContainers().sweep(ImageUsers.NOBODY) > 0);
        assertThrows(NoSuchImage.class, () -> store.ofContainers().get(id));
        assertEquals(List.of(), left());
    }

    @Test
    void aRemovedImageThatComesBackIsWholeAgain() throws IOException {
        Image image = importImage("one", "app");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        store.archives().save(List.of("app"), archive);
        remove(image.id().toString(), true, users(false));
        store.archives().load(new ByteArrayInputStream(archive.toByteArray()), dev.berth.image.Progress.NONE);
        assertEquals(0, store.ofContainers().sweep(ImageUsers.NOBODY));
        assertEquals(image.id(), store.get("app").id());
    }

    @Test
    void layersInUseStay() throws IOException {
        Image image = importImage("one", "app");
        Path lower;
        try (RootFilesystem files = store.unpacked(image)) {
            lower = files.lowerDirectories().get(0);
            remove("app", true, ImageUsers.NOBODY);
            assertTrue(Files.exists(lower.resolve("etc/motd")));
        }
        store.prune();
        assertFalse(Files.exists(lower));
    }

    @Test
    void aSharedLayerGoesWithItsLastImage() throws IOException {
        importImage("one", "a");
        importImage("one", "b");
        try (RootFilesystem files = store.unpacked(store.get("a"))) {
            assertEquals(files.lowerDirectories(), store.unpacked(store.get("b")).lowerDirectories());
        }
        Path lower = store.unpacked(store.get("a")).lowerDirectories().get(0);
        remove("a", false, ImageUsers.NOBODY);
        assertTrue(Files.exists(lower));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "hostile", "damaged gzip", "empty"})
    void aFailedImportLeavesNothing(String how) throws IOException {
        byte[] good = compress(tar("x".repeat(5000)), how.contains("gzip") ? "gzip" : "plain");
        byte[] archive = switch (how) {
            case "cut" -> Arrays.copyOf(good, good.length - 3000);
            case "hostile" -> new TarBuilder().file("a", "x").file("../b", "y").build();
            case "damaged gzip" -> Arrays.copyOf(good, good.length - 9);
            default -> new byte[0];
        };
        assertThrows(InvalidImage.class,
                () -> store.archives().importRootFilesystem(new ByteArrayInputStream(archive), name("bad"),
                ImportOptions.NONE));
        assertEquals(List.of(), store.list());
        assertEquals(List.of(), left());
    }

    @Test
    void loadsWhatDockerSaves() throws IOException {
        byte[] layer = tar("saved");
        String diffId = dev.berth.image.store.Hashing.digest(layer).toString();
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"sh\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + diffId + "\"]}}";
        byte[] archive = new TarBuilder().entry('0', "abc/layer.tar", "", 0644, layer)
                .symlink("def/layer.tar", "../abc/layer.tar").file("config.json", config)
                .file("manifest.json", "[{\"Config\":\"config.json\",\"RepoTags\":[\"app:1\",\"app:2\"],\"Layers\":"
                        + "[\"def/layer.tar\"]}]").file("repositories", "{}").build();
        List<ImageArchives.Loaded> loaded = store.archives()
                .load(new ByteArrayInputStream(compress(archive, "gzip")), Progress.NONE);
        assertEquals(2, loaded.get(0).names().size());
        Image again = loaded.get(0).image();
        store.tag(again, Reference.parse("app:3"));
        // another name of the same image is not the archive's
        assertEquals(2, store.archives().load(new ByteArrayInputStream(archive), Progress.NONE).get(0).names().size());
        assertEquals(List.of("sh"), store.get("app:2").config().cmd());
        String wrong = config.replace(diffId, "sha256:" + "0".repeat(64));
        byte[] lying = new TarBuilder().entry('0', "layer.tar", "", 0644, layer).file("config.json", wrong)
                .file("manifest.json",
                        "[{\"Config\":\"config.json\",\"RepoTags\":[\"lie\"],\"Layers\":[\"layer.tar\"]}]")
                .build();
        List<String> before = left();
        assertThrows(InvalidImage.class, () -> store.archives().load(new ByteArrayInputStream(lying), Progress.NONE));
        assertEquals(before, left());
        assertEquals(Optional.empty(), store.find("lie"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "no config", "bad json", "twice", "blob with another digest", "device",
        "huge manifest", "huge index", "deep index", "circle", "link to the host", "digest that is a path",
        "blob whose name climbs", "manifest and index at once"})
    void refusesBadArchives(String how) throws IOException {
        TarBuilder tar = new TarBuilder();
        switch (how) {
            case "nothing" -> tar.file("readme", "x");
            case "no config" -> tar.file("manifest.json", "[{\"Config\":\"../../etc/passwd\",\"Layers\":[]}]");
            case "bad json" -> tar.file("manifest.json", "[{]");
            case "twice" -> tar.file("manifest.json", "[]").file("./manifest.json", "[]");
            case "device" -> tar.device('3', "manifest.json", 1, 5);
            case "huge manifest" -> tar.file("manifest.json", "[" + " ".repeat(5 << 20) + "]");
            case "huge index" -> tar.file("index.json", "{" + " ".repeat(5 << 20) + "}");
            case "deep index" -> tar.file("index.json", "{\"a\":" + "[".repeat(100_000));
            case "circle" -> tar.symlink("manifest.json", "m").symlink("m", "manifest.json");
            case "link to the host" -> tar.symlink("manifest.json", "/proc/self/environ");
            case "digest that is a path" -> tar.file("index.json", "{\"schemaVersion\":2,\"manifests\":[{\"digest\":"
                    + "\"sha256:../../../../../../etc/passwd\",\"size\":1}]}");
            case "blob whose name climbs" -> tar.file("blobs/sha256/../../../../berth-evil", "x");
            case "manifest and index at once" -> tar.file("index.json", "{\"schemaVersion\":2,\"manifests\":[],"
                    + "\"layers\":[]}");
            default -> tar.file("blobs/sha256/" + "0".repeat(64), "x").file("index.json", "{}");
        }
        assertThrows(InvalidImage.class, () -> store.archives().load(new ByteArrayInputStream(tar.build()),
                Progress.NONE));
        assertEquals(List.of(), left());
    }

    @Test
    void aSecondEngineIsTurnedAway() {
        StoreUnavailable error = assertThrows(StoreUnavailable.class, () -> ImageStore.open(data));
        assertTrue(error.getMessage().contains("in use by another engine"), error.getMessage());
    }

    @Test
    void survivesReopeningAndCleansUp() throws IOException {
        Image image = importImage("one", "app");
        String layers = store.driver().directory();
        store.close();
        Files.createDirectories(data.resolve(layers + "/tmp-left/diff/a"));
        Files.writeString(data.resolve("images/ingest/left"), "x");
        store = ImageStore.open(data);
        assertEquals(List.of(image), store.list());
        assertFalse(Files.exists(data.resolve(layers + "/tmp-left")));
        assertFalse(Files.exists(data.resolve("images/ingest/left")));
    }

    @Test
    void layersThatMayBeLostAreUnpackedAgain() throws IOException {
        Image image = importImage("one", "app");
        Path lower;
        try (RootFilesystem files = store.unpacked(image)) {
            lower = files.lowerDirectories().get(0);
        }
        store.close();
        assertFalse(Files.exists(lower.resolveSibling("unsynced")));
        Files.writeString(lower.resolveSibling("unsynced"), "another boot");
        Files.writeString(lower.resolve("etc/motd"), "");
        store = ImageStore.open(data);
        assertFalse(Files.exists(lower));
        try (RootFilesystem files = store.unpacked(image)) {
            assertEquals("one", Files.readString(lower.resolve("etc/motd")));
        }
    }

    @Test
    void unpacksOnceWhenSeveralAsk() throws Exception {
        Image image = importImage("one", "app");
        Path lower;
        try (RootFilesystem files = store.unpacked(image)) {
            lower = files.lowerDirectories().get(0);
        }
        FileTree.remove(lower.getParent());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Path>>> asking = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asking.add(() -> {
                    try (RootFilesystem files = store.unpacked(image)) {
                        return files.lowerDirectories();
                    }
                });
            }
            for (Future<List<Path>> answer : threads.invokeAll(asking)) {
                assertEquals(List.of(lower), answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> layers = Files.list(data.resolve(store.driver().directory()))) {
            assertEquals(1, layers.count());
        }
    }

    @Test
    void namesTheHostCannotBeTaken() throws IOException {
        Image image = importImage("one", "app");
        assertThrows(InvalidReference.class, () -> store.tag(image, Reference.parse("host")));
        assertThrows(InvalidReference.class, () -> importImage("one", "host"));
        assertThrows(ImageConflict.class, () -> remove("host", true, ImageUsers.NOBODY));
    }

    private Image importImage(String contents, String name) throws IOException {
        return store.archives().importRootFilesystem(new ByteArrayInputStream(tar(contents)), name(name),
                ImportOptions.NONE);
    }

    private RemovalReport remove(String reference, boolean force, ImageUsers users) throws IOException {
        return store.remove(reference, new RemoveOptions(force, true), users);
    }

    private String conflict(String reference, boolean force, ImageUsers users) {
        return assertThrows(ImageConflict.class, () -> remove(reference, force, users)).getMessage();
    }

    private static ImageUsers users(boolean running) {
        return id -> List.of(new ImageUsers.User("abcdef".repeat(10), running));
    }

    /** All blobs, layers and half done files. */
    private List<String> left() throws IOException {
        List<String> result = new ArrayList<>();
        for (String directory : List.of("images/blobs/sha256", "images/ingest", store.driver().directory())) {
            try (Stream<Path> files = Files.list(data.resolve(directory))) {
                files.map(file -> directory + '/' + file.getFileName()).sorted().forEach(result::add);
            }
        }
        return result;
    }

    private static Optional<Reference> name(String text) throws InvalidReference {
        return Optional.of(Reference.parse(text));
    }

    private static byte[] tar(String contents) {
        return new TarBuilder().directory("etc/").file("etc/motd", contents).build();
    }

    private static byte[] compress(byte[] plain, String how) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int half = how.startsWith("two") ? plain.length / 2 : plain.length;
        for (int start = 0; start < plain.length; start += half) {
            try (OutputStream compressor = switch (how) {
                case "gzip", "two gzip members" -> new GZIPOutputStream(out);
                case "xz" -> new XZOutputStream(out, new LZMA2Options(1));
                case "zstd" -> new com.github.luben.zstd.ZstdOutputStream(out);
                case "bzip2" -> new BZip2CompressorOutputStream(out);
                default -> out;
            }) {
                compressor.write(plain, start, Math.min(half, plain.length - start));
            }
        }
        return out.toByteArray();
    }
}
