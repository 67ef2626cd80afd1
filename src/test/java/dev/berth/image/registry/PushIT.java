package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageUsers;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.RemoveOptions;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads: compressed on the way, in chunks, mounted, or not at all. */
class PushIT extends RegistryCase {

    private static final int LARGE = 24_000_000;

    @Test
    void anImageForgetsWhereItWasPushedWithTheNameItHadThere() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        RegistrySettings settings = RegistrySettings.DEFAULT;
        try (DistributionServer server = new DistributionServer(work.resolve("server")).start()) {
            ImageStore store = store("one");
            Image image = image(store, new TarBuilder().file("f", "x").build(), "kept");
            String digest = "";
            for (String name : List.of("/a:1", "/a:2", "/b:1")) {
                Reference there = Reference.parse(server.host() + name);
                store.tag(image, there);
                digest = "@" + new RegistryImages(store, settings).push(store.get("kept"), there, NOBODY, new Heard());
            }
            store.remove(server.host() + "/a:1", new RemoveOptions(false, true), ImageUsers.NOBODY);
            assertEquals(Set.of(server.host() + "/a" + digest, server.host() + "/b" + digest),
                    Set.copyOf(store.get("kept").repoDigests()), "a:2 is there");
            store.remove(server.host() + "/a:2", new RemoveOptions(false, true), ImageUsers.NOBODY);
            assertEquals(List.of(server.host() + "/b" + digest), store.get("kept").repoDigests());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"GZIP", "ZSTD"})
    void aPlainLayerIsCompressedOnceAndRemembered(Compression compression) throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        RegistrySettings settings = new RegistrySettings(Map.of(), Proxies.NONE, Path.of("/nowhere"), 3, compression);
        try (DistributionServer server = new DistributionServer(work.resolve("server")).start()) {
            ImageStore store = store("one");
            Image image = image(store, new TarBuilder().file("f", "x".repeat(3_000_000)).build(),
                    server.host() + "/a:1");
            Reference name = Reference.parse(server.host() + "/a:1");
            Heard first = new Heard();
            Digest digest = new RegistryImages(store, settings).push(image, name, NOBODY, first);
            assertNotEquals(image.manifest(), digest);
            assertTrue(first.actions.contains("Pushed"), first.actions.toString());
            assertTrue(store.get(name.toString()).repoDigests().contains(name.repository() + "@" + digest));
            try (RegistryClient client = RegistryClient.toPull(name, Access.of(settings, NOBODY))) {
                RegistryClient.Fetched fetched = client.manifest("1");
                Manifest manifest = Manifest.read(fetched.bytes(), fetched.mediaType());
                assertEquals("application/vnd.oci.image.layer.v1.tar+" + compression.name().toLowerCase(),
                        manifest.layers().get(0).mediaType());
                assertTrue(manifest.layers().get(0).size() < 100_000);
            }
            // another engine on the same store, so nothing but the file remembers
            Heard second = new Heard();
            assertEquals(digest, new RegistryImages(store, settings).push(image, name, NOBODY, second));
            assertTrue(second.actions.contains("Layer already exists"), second.actions.toString());
            assertFalse(second.actions.contains("Pushed"), second.actions.toString());
            Heard other = new Heard();
            assertEquals(digest, new RegistryImages(store, settings).push(image,
                    Reference.parse(server.host() + "/b/c:2"), NOBODY, other));
            assertTrue(other.actions.contains("Mounted from a"), other.actions.toString());
            Image pulled = new RegistryImages(store("two"), settings).pull(name, Optional.empty(), NOBODY,
                    Progress.NONE);
            assertEquals(image.id(), pulled.id());
            assertEquals(digest, pulled.manifest());
            assertEquals(List.of(), ingest("one"));
        }
    }

    @Test
    void aDamagedMemoryIsNoHindrance() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        try (DistributionServer server = new DistributionServer(work.resolve("server")).start()) {
            ImageStore store = store("one");
            Files.writeString(work.resolve("one/images/pushed-layers.json"), "{\"sha256:x+gzip\":3}");
            Image image = image(store, new TarBuilder().file("f", "x").build(), server.host() + "/a:1");
            new RegistryImages(store, RegistrySettings.DEFAULT).push(image, Reference.parse(server.host() + "/a:1"),
                    NOBODY, Progress.NONE);
            assertTrue(Files.readString(work.resolve("one/images/pushed-layers.json")).contains("+gzip"));
        }
    }

    @Test
    void aLargeBlobGoesInChunks() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        try (DistributionServer server = new DistributionServer(work.resolve("server")).start()) {
            ImageStore store = store("one");
            Reference name = Reference.parse(server.host() + "/a:1");
            Image image = image(store, gzip(new TarBuilder().file("f", noise(LARGE)).build()), name.toString());
            assertEquals(image.manifest(), new RegistryImages(store, RegistrySettings.DEFAULT).push(image, name, NOBODY,
                    Progress.NONE));
            Image pulled = new RegistryImages(store("two"), RegistrySettings.DEFAULT).pull(name, Optional.empty(),
                    NOBODY, Progress.NONE);
            assertEquals(image.manifest(), pulled.manifest());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void aRegistryWithoutChunksGetsTheWhole(int status) throws IOException {
        try (UploadRegistry registry = new UploadRegistry()) {
            registry.bend = (exchange, number) -> exchange.getRequestMethod().equals("PATCH") ? status : 0;
            pushed(registry);
            assertEquals(1, registry.requests("PATCH"));
        }
    }

    @Test
    void aBrokenChunkIsSentAgain() throws IOException {
        try (UploadRegistry registry = new UploadRegistry()) {
            // the second chunk arrives in part, and the connection breaks
            registry.bend = (exchange, number) -> exchange.getRequestMethod().equals("PATCH") && number == 2 ? -1 : 0;
            pushed(registry);
            assertTrue(registry.requests("GET") > 0, "the client asked how far the upload is");
        }
    }

    @Test
    void aChunkIsTriedAgainWhenTheRegistryIsInTrouble() throws IOException {
        try (UploadRegistry registry = new UploadRegistry()) {
            registry.bend = (exchange, number) -> exchange.getRequestMethod().equals("PATCH") && number < 3 ? 503 : 0;
            pushed(registry);
        }
    }

    static Stream<UploadRegistry.Bend> refusals() {
        return Stream.of((exchange, number) -> exchange.getRequestMethod().equals("PATCH") ? 403 : 0,
                (exchange, number) -> exchange.getRequestMethod().equals("PUT") ? 400 : 0,
                (exchange, number) -> exchange.getRequestMethod().equals("PATCH") ? -1 : 0,
                (exchange, number) -> exchange.getRequestMethod().equals("POST") ? 404 : 0);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource
    void refusals(UploadRegistry.Bend bend) throws IOException {
        try (UploadRegistry registry = new UploadRegistry()) {
            registry.bend = bend;
            assertThrows(RegistryFailure.class, () -> pushed(registry));
            assertEquals(List.of(), ingest("one"));
        }
    }

    @Test
    void credentialsDoNotFollowAnUploadElsewhere() throws IOException {
        try (UploadRegistry registry = new UploadRegistry(); UploadRegistry other = new UploadRegistry()) {
            registry.user = "me:secret";
            registry.uploadsAt = other.host();
            ImageStore store = store("one");
            Image image = image(store, gzip(new TarBuilder().file("f", "x").build()), registry.host() + "/a:1");
            new RegistryImages(store, RegistrySettings.DEFAULT).push(image, Reference.parse(registry.host() + "/a:1"),
                    Optional.of(new Credentials("me", "secret")), Progress.NONE);
            assertTrue(registry.authorized > 0);
            assertEquals(0, other.authorized);
            assertEquals(2, other.blobs.size(), "the layer and the configuration went there");
        }
    }

    private void pushed(UploadRegistry registry) throws IOException {
        ImageStore store = store("one");
        Reference name = Reference.parse(registry.host() + "/a:1");
        byte[] layer = gzip(new TarBuilder().file("f", noise(LARGE)).build());
        Image image = image(store, layer, name.toString());
        assertEquals(image.manifest(), new RegistryImages(store, RegistrySettings.DEFAULT).push(image, name, NOBODY,
                Progress.NONE));
        assertTrue(registry.blobs.containsValue(layer.length), registry.blobs.toString());
    }

    private List<Path> ingest(String store) throws IOException {
        try (Stream<Path> files = Files.list(work.resolve(store).resolve("images/ingest"))) {
            return files.toList();
        }
    }
}
