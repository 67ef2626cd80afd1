package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.Mutations;
import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.ImageUsers;
import dev.berth.image.Progress;
import dev.berth.image.RemoveOptions;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Archives of images from strangers. Each is refused with a sentence, and then there is nothing more in the store than
 * before; a directory beside it, the canary, stays as it was.
 */
class HostileArchiveIT {

    private static final String ZEROS = "0".repeat(64);
    private static final byte[] LAYER = new TarBuilder().file("f", "x").build();

    private Path work;
    private ImageStore store;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        work = Files.createTempDirectory("berth-archives");
        Files.writeString(Files.createDirectory(work.resolve("canary")).resolve("file"), "untouched");
        store = ImageStore.open(work.resolve("data"));
    }

    @AfterEach
    void canaryLives() throws IOException {
        if (work == null) {
            return;
        }
        try (ImageStore closed = store) {
            assertEquals("untouched", Files.readString(work.resolve("canary/file")));
            try (Stream<Path> there = Files.list(work)) {
                assertEquals(List.of("canary", "data"), there.map(p -> p.getFileName().toString()).sorted().toList());
            }
        } finally {
            FileTree.remove(work);
        }
    }

    private static Digest add(TarBuilder tar, String blob) {
        byte[] bytes = blob.getBytes(StandardCharsets.ISO_8859_1);
        Digest digest = Hashing.digest(bytes);
        tar.entry('0', "blobs/sha256/" + digest.hex(), "", 0644, bytes);
        return digest;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String descriptor(String type, Digest digest, long size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    private static String config(String more, String... diffIds) {
        return "{\"architecture\":\"amd64\",\"os\":\"linux\"," + more + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + Stream.of(diffIds).map(d -> '"' + d + '"').collect(Collectors.joining(",")) + "]}}";
    }

    private static String config(byte[] layer) {
        return config("\"config\":{},", Hashing.digest(layer).toString());
    }

    /** An OCI layout with one image of one layer; what its manifest and its index's entry say can be changed. */
    private static TarBuilder layout(String config, byte[] layer, UnaryOperator<String> manifest,
            UnaryOperator<String> entry) {
        TarBuilder tar = new TarBuilder();
        String text = manifest.apply("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                + "\",\"config\":"
                + descriptor(MediaTypes.OCI_CONFIG, add(tar, config), config.length()) + ",\"layers\":["
                + descriptor(MediaTypes.OCI_LAYER, add(tar, text(layer)), layer.length) + "]}");
        return tar.file("index.json", "{\"schemaVersion\":2,\"manifests\":[" + entry.apply(descriptor(
                MediaTypes.OCI_MANIFEST, add(tar, text), text.length())) + "]}");
    }

    private static TarBuilder docker(String config, String layers, String tags) {
        return new TarBuilder().file("config.json", config).entry('0', "layer.tar", "", 0644, LAYER)
                .file("manifest.json", "[{\"Config\":\"config.json\",\"RepoTags\":[" + tags + "],\"Layers\":[" + layers
                        + "]}]");
    }

    private static Arguments archive(String what, TarBuilder tar) {
        return Arguments.of(what, tar.build());
    }

    private static byte[] xz(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
            xz.write(plain);
        }
        return out.toByteArray();
    }

    static Stream<Arguments> refused() throws IOException {
        UnaryOperator<String> same = UnaryOperator.identity();
        String good = config(LAYER);
        byte[] climbs = new TarBuilder().file("../../../../canary/file", "evil").build();
        String nested = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + MediaTypes.OCI_INDEX
                + "\",\"digest\":\"sha256:%s\",\"size\":%d}]}";
        TarBuilder indexes = new TarBuilder();
        String inner = String.format(nested, ZEROS, 1);
        indexes.file("index.json", String.format(nested, add(indexes, inner).hex(), inner.length()));
        TarBuilder names = new TarBuilder();
        IntStream.range(0, 30).forEach(i -> names.pax("path", i + "n".repeat(700_000)).file("x", ""));
        TarBuilder links = new TarBuilder();
        IntStream.range(0, 30).forEach(i -> links.pax("linkpath", "n".repeat(700_000)).symlink("x" + i, "y"));
        return Stream.of(
                archive("layer that climbs", layout(config(climbs), climbs, same, same)),
                archive("layer of another content than the configuration says", layout(config("\"config\":{},",
                        "sha256:" + ZEROS), LAYER, same, same)),
                archive("more layers than the configuration has", layout(config("\"config\":{},"), LAYER, same, same)),
                archive("fewer layers than the configuration has", layout(good, LAYER, m -> m.replaceFirst(
                        "\"layers\":.*", "\"layers\":[]}"), same)),
                archive("layer that is missing", layout(good, LAYER, m -> m.replace(Hashing.digest(LAYER).hex(), ZEROS),
                        same)),
                archive("layer of another size", layout(good, LAYER, m -> m.replace("\"size\":" + LAYER.length,
                        "\"size\":1"), same)),
                archive("layer of a size beyond numbers", layout(good, LAYER, m -> m.replace("\"size\":" + LAYER.length,
                        "\"size\":1e2147483647"), same)),
                archive("layer in xz", layout(good, xz(LAYER), same, same)),
                archive("configuration that is the layer", layout(good, LAYER, m -> m.replaceFirst(
                        "\"digest\":\"sha256:[0-9a-f]*\"", "\"digest\":\"" + Hashing.digest(LAYER) + '"'), same)),
                archive("configuration that is too large", layout(config("\"config\":{\"Labels\":{\"x\":\""
                        + "x".repeat(
                        9 << 20) + "\"}},", Hashing.digest(LAYER).toString()), LAYER, same, same)),
                archive("configuration from a year that is none", layout(config("\"created\":\"+999999999-01-01T"
                        + "00:00:00"
                        + "Z\",", Hashing.digest(LAYER).toString()), LAYER, same, same)),
                archive("configuration without files", layout("{}", LAYER, same, same)),
                archive("128 layers", layout(config("\"config\":{},", IntStream.range(0, 128).mapToObj(
                        i -> Hashing.digest(LAYER).toString()).toArray(String[]::new)), LAYER, m -> m.replaceFirst(
                        "\"layers\":\\[(.*)\\]", "\"layers\":[" + "$1,".repeat(127) + "$1]"), same)),
                archive("manifest of a type that is none", layout(good, LAYER, same, e -> e.replace(
                        MediaTypes.OCI_MANIFEST, "text/plain"))),
                archive("manifest of another type than in the index", layout(good, LAYER, same, e -> e.replace(
                        MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST))),
                archive("manifest that is missing", layout(good, LAYER, same, e -> e.replaceFirst("sha256:[0-9a-f]{64}",
                        "sha256:" + ZEROS))),
                archive("index in an index in an index", indexes),
                archive("index within itself", new TarBuilder().file("index.json", String.format(nested, ZEROS, 1))
                        .symlink("blobs/sha256/" + ZEROS, "../../index.json")),
                archive("blob that is a link to another", layout(good, LAYER, same, e -> e.replaceFirst(
                        "sha256:[0-9a-f]{64}", "sha256:" + ZEROS)).symlink("blobs/sha256/" + ZEROS,
                        "../../index.json")),
                archive("names of many megabytes", names),
                archive("links of many megabytes", links),
                archive("sparse file", new TarBuilder().pax("GNU.sparse.map", "1099511627775,1", "GNU.sparse.size",
                        "1099511627776").file("manifest.json", "x")),
                archive("file of a size beyond disks", new TarBuilder().pax("size", "9000000000000000").file(
                        "manifest.json", "")),
                archive("tag that is none", docker(good, "\"layer.tar\"", "\"../../etc\"")),
                archive("tag with a digest", docker(good, "\"layer.tar\"", "\"app@sha256:" + ZEROS + '"')),
                archive("tag with an escape sequence", docker(good, "\"layer.tar\"", "\"\\u001b]0;owned\\u0007\"")),
                archive("tag of the built-in image", docker(good, "\"layer.tar\"", "\"host\"")),
                archive("tag that is a number", docker(good, "\"layer.tar\"", "7")),
                archive("layer that is the host's", docker(good, "\"../../../../../../etc/hostname\"", "\"app\"")),
                archive("layer that is a directory", docker(good, "\"d\"", "\"app\"").directory("d")),
                archive("layer that is null", docker(good, "null", "\"app\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] archive) throws IOException {
        List<String> before = StoreFiles.of(work.resolve("data"), store);
        ImageException refused = assertThrows(ImageException.class, () -> store.archives().load(
                new ByteArrayInputStream(archive), Progress.NONE));
        assertTrue(refused.getMessage().length() > 20 && refused.getMessage().chars().noneMatch(
                Character::isISOControl), refused.getMessage());
        assertEquals(List.of(), store.list());
        assertEquals(before, StoreFiles.of(work.resolve("data"), store));
    }

    /** What an archive's annotations say is a name or nothing: not the store's own marks, not the built-in image's. */
    @Test
    void annotationsAreOnlyNames() throws IOException {
        for (String name : List.of("host", "app@sha256:" + ZEROS, "../../etc", "sha256:" + ZEROS,
                "\\u001b]0;x\\u0007")) {
            byte[] archive = layout(config(LAYER), LAYER, m -> m, e -> e.replaceFirst("}$", ",\"annotations\":{"
                    + "\"org.opencontainers.image.ref.name\":\"" + name.replace("\\", "\\\\") + "\",\""
                    + Catalog.REMOVED + "\":\"true\",\"" + Catalog.REPO_DIGESTS + "\":\"evil@sha256:" + ZEROS + "\"}}"))
                    .build();
            Image image = store.archives().load(new ByteArrayInputStream(archive), Progress.NONE).get(0).image();
            assertEquals(List.of(), image.names(), name);
            assertEquals(List.of(), image.repoDigests());
            assertEquals(List.of(image), store.list());
            assertTrue(store.get("host").isHost());
        }
    }

    /** 400 changes of a good one: it is loaded or refused, and leaves what it loads or nothing. */
    @Test
    void nothingElseHappens() throws IOException {
        byte[] good = layout(config(LAYER), LAYER, m -> m, e -> e).build();
        List<String> empty = StoreFiles.of(work.resolve("data"), store);
        Mutations mutations = new Mutations(4, "../", "\0", "sha256:", ZEROS, "null", "[]", "{}", "-1", "1e999", "\"",
                "blobs/sha256/", "index.json", "manifest.json", "99999999999", "5", "2");
        int refusals = 0;
        for (int i = 0; i < 400; i++) {
            try {
                store.archives().load(new ByteArrayInputStream(mutations.of(good)), Progress.NONE);
                for (Image image : store.list()) {
                    store.remove(image.id().toString(), new RemoveOptions(true, true),
                            ImageUsers.NOBODY);
                }
            } catch (ImageException refused) {
                assertTrue(refused.getMessage().length() > 20, refused.getMessage());
                refusals++;
            }
            assertEquals(empty, StoreFiles.of(work.resolve("data"), store), "round " + i);
        }
        assertTrue(refusals > 100 && refusals < 400, refusals + " refusals");
    }
}
