package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.Hashing;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls of the same image at the same time, pulls that are stopped, and pulls after an engine was killed. */
@Timeout(60)
class SharedPullIT extends RegistryCase {

    private FakeRegistry registry;
    private ImageStore store;
    private RegistryImages images;
    /** Closed, the registry sends no layer. */
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    @BeforeEach
    void serve() throws IOException {
        registry = new FakeRegistry();
        registry.image(new TarBuilder().file("f", noise(300_000)).build());
        store = store("one");
        images = new RegistryImages(store, RegistrySettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        if (registry != null) {
            registry.close();
        }
    }

    private void holdLayersBack() {
        registry.bend = (exchange, r) -> {
            if (exchange.getRequestURI().getPath().endsWith(r.layer.toString())) {
                exchange.sendResponseHeaders(200, r.blobs.get(r.layer.toString()).length);
                exchange.getResponseBody().write(r.blobs.get(r.layer.toString()), 0, 1000);
                exchange.getResponseBody().flush();
                asked.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    return true;
                }
                exchange.getResponseBody().write(r.blobs.get(r.layer.toString()), 1000,
                        r.blobs.get(r.layer.toString()).length - 1000);
                exchange.getResponseBody().close();
                return true;
            }
            return false;
        };
    }

    private record Running(Thread thread, CompletableFuture<Image> result, Heard heard) {
        void leave() throws InterruptedException {
            thread.interrupt();
            thread.join();
            assertTrue(result.isCompletedExceptionally());
        }
    }

    /** The first fetches the layer, which the registry holds back, and the second waits for it. */
    private record Two(Running first, Running second) {
    }

    private Two twoOfTheImage() throws InterruptedException {
        holdLayersBack();
        return two("2", "Pulling fs layer");
    }

    private Two twoWithTheLayer() throws InterruptedException {
        holdLayersBack();
        addAnother();
        return two("other", "Waiting");
    }

    private Two two(String secondTag, String until) throws InterruptedException {
        Running first = begin("1");
        asked.await();
        Running second = begin(secondTag);
        await(second, until);
        return new Two(first, second);
    }

    private Running begin(String tag) {
        return begin(registry, tag);
    }

    private Running begin(FakeRegistry from, String tag) {
        Heard heard = new Heard();
        CompletableFuture<Image> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(images.pull(Reference.parse(from.host() + "/app:" + tag), Optional.empty(), NOBODY,
                        heard));
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        return new Running(thread, result, heard);
    }

    private static void await(Running running, String action) throws InterruptedException {
        while (!running.heard().actions.contains(action)) {
            Thread.sleep(10);
        }
    }

    private long layerRequests() {
        return registry.requests.stream().filter(r -> r.contains("/blobs/" + registry.layer)).count();
    }

    @Test
    void twoFetchOnceAndBothHear() throws Exception {
        Two two = twoOfTheImage();
        gate.countDown();
        assertEquals(two.first().result().get().id(), two.second().result().get().id());
        assertEquals(1, layerRequests());
        for (Running one : List.of(two.first(), two.second())) {
            assertTrue(one.heard().actions.contains("Pull complete"), one.heard().actions.toString());
        }
        assertEquals(2, store.list().get(0).names().size());
    }

    @Test
    void whoWaitsForAnImagePullsItByItselfWhenTheOthersRegistryFails() throws Exception {
        try (FakeRegistry broken = new FakeRegistry()) {
            broken.blobs.putAll(registry.blobs);
            broken.layer = registry.layer;
            broken.manifest = registry.manifest;
            broken.bend = (exchange, r) -> {
                if (!exchange.getRequestURI().getPath().endsWith(r.layer.toString())) {
                    return false;
                }
                asked.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    return true;
                }
                FakeRegistry.send(exchange, 404, new byte[0]);
                return true;
            };
            Running first = begin(broken, "1");
            asked.await();
            Running second = begin("1");
            await(second, "Pulling fs layer");
            assertEquals(0, layerRequests());
            gate.countDown();
            assertEquals(300_000, second.result().get().sizeBytes());
            assertThrows(Exception.class, () -> first.result().get());
            assertEquals(1, layerRequests());
            assertEquals(List.of(Reference.parse(registry.host() + "/app:1")), store.list().get(0).names());
            assertEquals(List.of(), files("one/images/ingest"));
        }
    }

    /** Another image on the same layer: its configuration and manifest differ. */
    private void addAnother() {
        String manifest = new String(registry.manifest, StandardCharsets.UTF_8);
        String config = registry.blobs.entrySet().stream().filter(blob -> !blob.getKey().equals(
                registry.layer.toString())).map(blob -> new String(blob.getValue(), StandardCharsets.UTF_8)).findFirst()
                .orElseThrow();
        String changed = config.replace("\"config\":{}", "\"config\":{\"Env\":[\"A=b\"]}");
        String other = manifest.replace(Hashing.digest(config.getBytes(StandardCharsets.UTF_8)).toString(),
                registry.blob(changed.getBytes(StandardCharsets.UTF_8)).toString())
                .replace("\"size\":" + config.length(), "\"size\":" + changed.length());
        FakeRegistry.Bend before = registry.bend;
        registry.bend = (exchange, r) -> {
            if (exchange.getRequestURI().getPath().endsWith("/manifests/other")) {
                exchange.getResponseHeaders().set("Content-Type", r.manifestType);
                FakeRegistry.send(exchange, 200, other.getBytes(StandardCharsets.UTF_8));
                return true;
            }
            return before.answer(exchange, r);
        };
    }

    @Test
    void differentImagesFetchTheLayerThatTheyShareOnce() throws Exception {
        Two two = twoWithTheLayer();
        gate.countDown();
        assertFalse(two.first().result().get().id().equals(two.second().result().get().id()));
        assertEquals(1, layerRequests());
        assertEquals(2, store.list().size());
        assertEquals(List.of(), files("one/images/ingest"));
        assertEquals(1, files("one/layers").size());
    }

    @Test
    void whoWaitsForALayerFetchesItWhenTheOtherLeaves() throws Exception {
        Two two = twoWithTheLayer();
        two.first().leave();
        gate.countDown();
        two.second().result().get();
        assertEquals(2, layerRequests());
        assertEquals(1, store.list().size());
    }

    @Test
    void whoWaitsForALayerMayLeave() throws Exception {
        Two two = twoWithTheLayer();
        two.second().leave();
        gate.countDown();
        two.first().result().get();
        assertEquals(1, layerRequests());
        assertEquals(1, store.list().size());
    }

    @Test
    void theFirstMayLeaveWhenTheSecondStillWaits() throws Exception {
        Two two = twoOfTheImage();
        two.first().leave();
        gate.countDown();
        two.second().result().get();
        assertEquals(1, layerRequests());
        assertEquals(List.of(Reference.parse(registry.host() + "/app:2")), store.list().get(0).names());
    }

    @Test
    void nothingHalfIsLeftWhenNobodyWaits() throws Exception {
        holdLayersBack();
        Running only = begin("1");
        asked.await();
        only.thread().interrupt();
        only.thread().join(TimeUnit.SECONDS.toMillis(30));
        assertFalse(only.thread().isAlive(), "it ends while the registry still holds back");
        assertTrue(assertThrows(Exception.class, () -> only.result().get()).getCause()
                instanceof InterruptedIOException);
        assertEquals(List.of(), files("one/images/ingest"));
        assertEquals(List.of(), files("one/images/blobs/sha256"));
        assertEquals(List.of(), store.list());
        gate.countDown();
        registry.bend = (exchange, r) -> false;
        assertEquals(1, images.pull(Reference.parse(registry.host() + "/app:1"), Optional.empty(), NOBODY,
                Progress.NONE).names().size());
    }

    @Test
    void aListenerThatFailsDoesNotEndTheOthers() throws Exception {
        holdLayersBack();
        Running first = begin("1");
        asked.await();
        CompletableFuture<Image> second = CompletableFuture.supplyAsync(() -> {
            try {
                return images.pull(Reference.parse(registry.host() + "/app:2"), Optional.empty(), NOBODY,
                        new Progress() {
                            @Override
                            public void status(String message) {
                            }

                            @Override
                            public void part(String id, String action, long current, long total) {
                                if (action.equals("Pull complete")) {
                                    throw new java.io.UncheckedIOException(new IOException("the client is gone"));
                                }
                            }
                        });
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        gate.countDown();
        first.result().get();
        second.get();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000, 301_568})
    void goesOnWhereAKilledEngineWas(int length) throws IOException {
        byte[] layer = registry.blobs.get(registry.layer.toString());
        assertTrue(length <= layer.length, "of " + layer.length);
        try (ImageStore other = leftBehind(Arrays.copyOf(layer, length))) {
            pull(other);
        }
        assertEquals(length < layer.length ? 1 : 0, layerRequests(), registry.requests.toString());
        assertEquals(List.of(), files("two/images/ingest"));
    }

    @Test
    void whatAKilledEngineLeftIsNotTrusted() throws IOException {
        byte[] wrong = new byte[2000];
        try (ImageStore other = leftBehind(wrong)) {
            pull(other);
        }
        assertEquals(2, layerRequests(), "once behind it, once from the start");
        assertEquals(List.of(), files("two/images/ingest"));
    }

    @Test
    void whatNobodyComesBackForIsPruned() throws IOException {
        try (ImageStore other = leftBehind(new byte[2000])) {
            assertEquals(1, files("two/images/ingest").size());
            assertTrue(other.prune() >= 2000);
            assertEquals(List.of(), files("two/images/ingest"));
        }
    }

    private ImageStore leftBehind(byte[] beginning) throws IOException {
        Path ingest = Files.createDirectories(work.resolve("two/images/ingest"));
        Files.write(ingest.resolve(registry.layer.hex() + ".123.part"), beginning);
        Files.write(ingest.resolve(registry.layer.hex() + ".124.part"), new byte[0]);
        Files.write(ingest.resolve("blob17"), new byte[10]);
        return ImageStore.open(work.resolve("two"));
    }

    private void pull(ImageStore other) throws IOException {
        assertEquals(300_000, new RegistryImages(other, RegistrySettings.DEFAULT).pull(Reference.parse(registry.host()
                + "/app:1"), Optional.empty(), NOBODY, Progress.NONE).sizeBytes());
    }

    private List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(work.resolve(directory))) {
            return files.toList();
        }
    }
}
