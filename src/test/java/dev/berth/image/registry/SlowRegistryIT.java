package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.TarBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registries that take their time, and such that fall silent. */
@Timeout(60)
class SlowRegistryIT extends RegistryCase {

    private FakeRegistry registry;

    @BeforeEach
    void serve() throws IOException {
        registry = new FakeRegistry();
        registry.image(new TarBuilder().file("f", noise(200_000)).build());
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void goesOnWhereARegistryFellSilent() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger silences = new AtomicInteger();
        registry.bend = (e, r) -> {
            if (isLayer(e, r) && silences.incrementAndGet() == 1) {
                e.sendResponseHeaders(200, layer(r).length);
                e.getResponseBody().write(layer(r), 0, 1000);
                e.getResponseBody().flush();
                assertDoesNotThrow(() -> end.await());
                return true;
            }
            return false;
        };
        try {
            assertEquals(200_000, pull(Duration.ofMillis(500)).sizeBytes());
            assertEquals(2, silences.get());
        } finally {
            end.countDown();
        }
    }

    /** A byte now and then is slow, and no lie. */
    @Test
    void slownessIsNoSilence() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        registry.bend = (e, r) -> {
            if (!isLayer(e, r)) {
                return false;
            }
            requests.incrementAndGet();
            e.sendResponseHeaders(200, layer(r).length);
            for (int i = 0; i < 8; i++) {
                e.getResponseBody().write(layer(r), i, 1);
                e.getResponseBody().flush();
                assertDoesNotThrow(() -> Thread.sleep(300));
            }
            e.getResponseBody().write(layer(r), 8, layer(r).length - 8);
            return true;
        };
        pull(Duration.ofSeconds(2));
        assertEquals(1, requests.get());
    }

    private Image pull(Duration patience) throws IOException {
        return new RegistryImages(store("one"), RegistrySettings.DEFAULT.withPatience(patience)).pull(
                Reference.parse(registry.host() + "/app"), Optional.empty(), NOBODY, Progress.NONE);
    }

    private static boolean isLayer(HttpExchange exchange, FakeRegistry registry) {
        return exchange.getRequestURI().getPath().endsWith(registry.layer.toString());
    }

    private static byte[] layer(FakeRegistry registry) {
        return registry.blobs.get(registry.layer.toString());
    }
}
