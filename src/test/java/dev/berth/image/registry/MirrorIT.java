package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Hashing;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mirrors: asked first, trusted in nothing, told nobody's credentials. */
class MirrorIT extends RegistryCase {

    private static final Optional<Credentials> ME = Optional.of(new Credentials("me", "secret"));

    private FakeRegistry origin;
    private FakeRegistry mirror;
    private ImageStore store;

    @BeforeEach
    void serve() throws IOException {
        origin = new FakeRegistry();
        mirror = new FakeRegistry();
        byte[] layer = new TarBuilder().file("f", noise(100_000)).build();
        origin.image(layer);
        mirror.image(layer);
        store = store("one");
    }

    @AfterEach
    void stop() {
        if (mirror != null) {
            origin.close();
            mirror.close();
        }
    }

    private Image pull(String version, String... mirrors) throws IOException {
        RegistrySettings settings = RegistrySettings.DEFAULT.withHosts(Map.of(origin.host(), new RegistryHost(
                List.of(mirrors), false, Optional.empty(), Optional.empty(), Optional.empty())));
        return new RegistryImages(store, settings).pull(Reference.parse(origin.host() + "/app" + version),
                Optional.empty(), ME, Progress.NONE);
    }

    @Test
    void aMirrorThatHasAllOfItIsTheOnlyOneAsked() throws IOException {
        Image image = pull("", "http://" + mirror.host());
        assertEquals(List.of(), origin.requests);
        assertEquals(List.of(origin.host() + "/app@" + image.manifest()), image.repoDigests());
        assertEquals(Reference.parse(origin.host() + "/app:latest"), image.names().get(0));
    }

    @Test
    void credentialsAreForTheOriginOnly() throws IOException {
        mirror.bend = (e, r) -> {
            e.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
            FakeRegistry.send(e, 401, new byte[0]);
            return true;
        };
        pull("", mirror.host());
        assertTrue(!mirror.requests.isEmpty() && !origin.requests.isEmpty());
        assertEquals(List.of(), mirror.authorizations);
    }

    static Stream<Arguments> useless() {
        return Stream.of(
                bent("has none of it", (e, r) -> send(e, 404, "")),
                bent("is in trouble", (e, r) -> send(e, 501, "")),
                bent("has a page of its own", (e, r) -> send(e, 200, "<html>")),
                bent("has another manifest", (e, r) -> e.getRequestURI().getPath().contains("/manifests/")
                        && manifest(e, new String(r.manifest, StandardCharsets.UTF_8) + " ")),
                bent("has no layer", (e, r) -> isLayer(e, r) && send(e, 404, "")),
                bent("has another layer", (e, r) -> isLayer(e, r) && send(e, 200, "x".repeat(
                        r.blobs.get(r.layer.toString()).length))),
                bent("sends too much", (e, r) -> isLayer(e, r) && send(e, 200, "x".repeat(500_000))),
                bent("leads elsewhere", (e, r) -> {
                    e.getResponseHeaders().set("Location", "file:///etc/passwd");
                    return send(e, 307, "");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void useless(String what, FakeRegistry.Bend bend) throws IOException {
        mirror.bend = bend;
        String digest = "@" + Hashing.digest(origin.manifest);
        assertEquals(100_000, pull(digest, "http://" + mirror.host()).sizeBytes());
        assertTrue(!mirror.requests.isEmpty() && !origin.requests.isEmpty());
        assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
        try (Stream<Path> left = Files.list(work.resolve("one/images/ingest"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void mirrorsThatAreDownAreLeftOutInTurn() throws IOException {
        assertEquals(100_000, pull("", "http://127.0.0.1:1", "127.0.0.1:2", "http://" + mirror.host()).sizeBytes());
        assertEquals(List.of(), origin.requests);
    }

    @Test
    void theOriginsRefusalIsWhatIsSaid() {
        origin.bend = (e, r) -> send(e, 404, "");
        String message = assertThrows(RegistryFailure.class, () -> pull("", "http://127.0.0.1:1")).getMessage();
        assertTrue(message.contains("manifest for " + origin.host() + "/app:latest not found"), message);
    }

    private static Arguments bent(String what, FakeRegistry.Bend bend) {
        return Arguments.of(what, bend);
    }

    private static boolean isLayer(HttpExchange exchange, FakeRegistry registry) {
        return exchange.getRequestURI().getPath().endsWith(registry.layer.toString());
    }

    private static boolean manifest(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", MediaTypes.OCI_MANIFEST);
        return send(exchange, 200, text);
    }

    private static boolean send(HttpExchange exchange, int status, String body)
            throws IOException {
        FakeRegistry.send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
