package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.Image;
import dev.berth.image.ImageDamage;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import dev.berth.image.store.Refetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real registry, the distribution project's, and skopeo as another client of it. */
class RegistryIT extends RegistryCase {

    private DistributionServer server;
    private String host;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        server = new DistributionServer(work.resolve("server")).start();
        host = server.host();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatIsPushedIsPulledByteByByte() throws IOException {
        Reference name = Reference.parse(host + "/team/app:1");
        Image pushed;
        Heard heard = new Heard();
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            pushed = image(store, gzip(new TarBuilder().file("f", "x".repeat(300_000)).build()), name.toString());
            assertEquals(pushed.manifest(), registries(store).push(pushed, name, Optional.empty(),
                    Progress.NONE));
            assertEquals(List.of(name.repository() + "@" + pushed.manifest()),
                    store.get(name.toString()).repoDigests());
            registries(store).push(pushed, Reference.parse(host + "/other/app:2"), Optional.empty(),
                    heard);
            assertEquals(List.of("1"), registries(store).tagsAt(name, Optional.empty()));
        }
        assertTrue(heard.actions.contains("Mounted from team/app"), heard.actions.toString());
        try (ImageStore store = ImageStore.open(work.resolve("two"))) {
            Image pulled = pull(store, name.toString());
            assertEquals(pushed.id(), pulled.id());
            assertEquals(pushed.manifest(), pulled.manifest());
            assertEquals(pulled, pull(store, name.repository() + "@" + pushed.manifest()));
            assertEquals(404, assertThrows(RegistryFailure.class, () -> pull(store, host + "/none")).httpStatus());
        }
    }

    /** Images that were built or loaded lie in the store plain; the registry has them compressed. */
    @Test
    void whatWasPushedFromHereIsNotFetched() throws IOException {
        Reference name = Reference.parse(host + "/team/app:1");
        Reference other = Reference.parse(host + "/team/app:2");
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            Image built = image(store, new TarBuilder().file("f", "x".repeat(300_000)).build(), "built");
            store.tag(built, name);
            var pushed = registries(store).push(built, name, NOBODY, Progress.NONE);
            assertFalse(built.manifest().equals(pushed), "its layer was compressed");
            registries(store).push(built, other, NOBODY, Progress.NONE);
            long files = files();
            Heard again = new Heard();
            Image pulled = registries(store).pull(name, Optional.empty(), NOBODY, again);
            assertEquals(built.id(), pulled.id());
            assertTrue(again.actions.contains("Status: Image is up to date for " + name), again.actions.toString());
            assertTrue(again.actions.contains("Already exists"), again.actions.toString());
            assertEquals(files, files());
            // a name that it had not here, and what it is called by its digest
            assertEquals(built.id(), registries(store).pull(other, Optional.empty(), NOBODY, Progress.NONE).id());
            assertEquals(built.id(), pull(store, name.repository() + "@" + pushed).id());
            assertEquals(files, files());
            assertEquals(built.id(), store.get(other.toString()).id());
            assertEquals(built.id(), store.get(name.repository() + "@" + pushed).id());
            assertEquals(List.of(name.repository() + "@" + pushed), store.get("built").repoDigests());
            assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
        }
        // who has nothing of it fetches it
        try (ImageStore store = ImageStore.open(work.resolve("two"))) {
            assertEquals(300_000, pull(store, name.toString()).sizeBytes());
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("one/images/blobs/sha256"))) {
            return files.count();
        }
    }

    @Test
    void whatIsBrokenIsFetchedAgain() throws IOException {
        Reference name = Reference.parse(host + "/team/broken:1");
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            Image pushed = image(store, gzip(new TarBuilder().file("f", "x".repeat(300_000)).build()),
                    name.toString());
            registries(store).push(pushed, name, Optional.empty(), Progress.NONE);
        }
        try (ImageStore store = ImageStore.open(work.resolve("two"))) {
            Image image = pull(store, name.toString());
            Path blobs = work.resolve("two/images/blobs/sha256");
            Files.write(blobs.resolve(store.known(image).manifest().layers().get(0).digest().hex()), new byte[100]);
            Files.delete(blobs.resolve(image.id().digest().hex()));
            Files.writeString(blobs.resolve(image.manifest().hex()), "{}");
        }
        try (ImageStore store = ImageStore.open(work.resolve("two"))) {
            Refetch refetch = from -> registries(store).pull(from, Optional.empty(), Optional.empty(), Progress.NONE);
            List<ImageDamage> damages = store.verify(List.of(name.toString()), Optional.of(refetch), Progress.NONE);
            assertTrue(damages.size() >= 2, damages.toString());
            assertTrue(damages.stream().allMatch(ImageDamage::isRepaired), damages.toString());
            assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
            assertEquals(List.of(name), store.get(name.toString()).names());
        }
    }

    @Test
    void skopeoSeesTheSame() throws IOException {
        assumeTrue(Command.exists("skopeo"), "needs skopeo as another client");
        Reference name = Reference.parse(host + "/app:1");
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            Image image = image(store, gzip(new TarBuilder().file("f", "x").build()), name.toString());
            // the store on disk is a layout that skopeo reads, and compresses on its way
            Command.run("skopeo", "copy", "--dest-tls-verify=false", "oci:" + work.resolve("one/images") + ":" + name,
                    "docker://" + host + "/by-skopeo:1");
            Image pulled = pull(store, host + "/by-skopeo:1");
            assertEquals(image.layers(), pulled.layers());
            registries(store).push(image, name, Optional.empty(),
                    Progress.NONE);
            String seen = Command.run("skopeo", "inspect", "--tls-verify=false", "docker://" + name);
            assertTrue(seen.contains(image.manifest().toString()), seen);
        }
    }

    private static RegistryImages registries(ImageStore store) {
        return new RegistryImages(store, RegistrySettings.DEFAULT);
    }

    private Image pull(ImageStore store, String name) throws IOException {
        return registries(store).pull(Reference.parse(name), Optional.empty(), Optional.empty(),
                    Progress.NONE);
    }
}
