package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.ImageStore;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that lie, break off, redirect and refuse. */
class LyingRegistryIT {

    private static final Optional<Credentials> ME = Optional.of(new Credentials("me", "secret"));

    private Path data;
    private ImageStore store;
    private FakeRegistry registry;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        data = Files.createTempDirectory("berth-registry");
        store = ImageStore.open(data);
        registry = new FakeRegistry();
        registry.image(new TarBuilder().file("f", "x".repeat(200_000)).build());
    }

    @AfterEach
    void removeAll() throws IOException {
        if (registry != null) {
            registry.close();
            store.close();
            FileTree.remove(data);
        }
    }

    @Test
    void anHonestOneServes() throws IOException {
        Image image = pull(ME);
        assertEquals(200_000, image.sizeBytes());
        assertEquals(List.of(registry.host() + "/app@" + image.manifest()), image.repoDigests());
        assertTrue(registry.authorizations.isEmpty());
        int requests = registry.requests.size();
        pull(ME);
        assertEquals(requests + 1, registry.requests.size(), "what is there is not fetched again");
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("layer with another digest", (e, r) -> isLayer(e, r) && send(e, 200, changed(layer(r)))),
                lie("layer too short", (e, r) -> isLayer(e, r) && send(e, 200, java.util.Arrays.copyOf(layer(r),
                        1000))),
                lie("layer too long", (e, r) -> isLayer(e, r) && send(e, 200, java.util.Arrays.copyOf(layer(r),
                        layer(r).length + 1))),
                lie("layer without end", (e, r) -> isLayer(e, r) && endless(e)),
                lie("layer missing", (e, r) -> isLayer(e, r) && send(e, 404, new byte[0])),
                lie("manifest with another digest", (e, r) -> {
                    e.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + "0".repeat(64));
                    return false;
                }),
                lie("manifest too large", (e, r) -> isManifest(e) && manifest(e, " ".repeat(5 << 20))),
                lie("manifest without end", (e, r) -> isManifest(e) && endless(e)),
                lie("manifest that is no JSON", (e, r) -> isManifest(e) && manifest(e, "<html>")),
                lie("manifest and index at once", (e, r) -> isManifest(e) && manifest(e,
                        new String(r.manifest, StandardCharsets.UTF_8).replaceFirst("\\{", "{\"manifests\":[],"))),
                lie("manifest of another type than promised", (e, r) -> {
                    r.manifestType = MediaTypes.DOCKER_MANIFEST;
                    return false;
                }),
                lie("schema 1", (e, r) -> {
                    r.manifestType = "application/vnd.docker.distribution.manifest.v1+prettyjws";
                    return false;
                }),
                lie("foreign layer", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replace(MediaTypes.OCI_LAYER,
                        "application/vnd.oci.image.layer.nondistributable.v1.tar"))),
                lie("digest that is a path", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replace(r.layer.toString(), "sha256:../../../../../../etc/passwd"))),
                digest("a configuration", "sha256:../../../../etc/passwd", false),
                digest("a layer, too short", "sha256:0123", true),
                digest("a layer, too long", "sha256:" + "0".repeat(65), true),
                digest("a layer, in capitals", "sha256:" + "A".repeat(64), true),
                digest("a layer, by an unknown algorithm", "md5:" + "0".repeat(64), true),
                digest("a layer, by none", "0".repeat(64), true),
                digest("a layer, with a query", "sha256:" + "0".repeat(60) + "?x=y", true),
                lie("wrong size of a layer", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replace("\"size\":" + layer(r).length, "\"size\":17"))),
                lie("other configuration", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replace(MediaTypes.OCI_CONFIG, "application/vnd.wasm.config+json"))),
                lie("index that holds only an index", (e, r) -> isManifest(e) && index(e, MediaTypes.OCI_INDEX,
                        "sha256:" + "0".repeat(64), 2)),
                lie("index that calls itself a manifest in it", (e, r) -> isManifest(e) && index(e,
                        MediaTypes.OCI_MANIFEST, "sha256:" + "0".repeat(64), 2)),
                lie("index with another size of a manifest", (e, r) -> isManifest(e)
                        && e.getRequestURI().getPath().endsWith("latest") && index(e, MediaTypes.OCI_MANIFEST,
                        dev.berth.image.store.Hashing.digest(r.manifest).toString(), r.manifest.length + 1)),
                lie("index with a digest that is a path", (e, r) -> isManifest(e) && index(e, MediaTypes.OCI_MANIFEST,
                        "sha256:../../../etc/passwd", 2)),
                lie("index deeper than any document", (e, r) -> {
                    e.getResponseHeaders().set("Content-Type", MediaTypes.OCI_INDEX);
                    return isManifest(e) && send(e, 200, ("{\"a\":" + "[".repeat(100_000)).getBytes(
                            StandardCharsets.UTF_8));
                }),
                lie("layer with a length that is none", (e, r) -> isLayer(e, r) && raw(e, "Content-Length: -7\r\n")),
                lie("layer in chunks that are none", (e, r) -> isLayer(e, r)
                        && raw(e, "Transfer-Encoding: chunked\r\n\r\nzzz\r\n")),
                lie("headers without end", (e, r) -> isLayer(e, r) && raw(e, "X: y\r\n".repeat(200_000))),
                lie("server in trouble", (e, r) -> send(e, 503, "busy".getBytes(StandardCharsets.UTF_8))),
                lie("redirection in a circle", (e, r) -> redirect(e, e.getRequestURI().toString())),
                lie("redirection to a file", (e, r) -> redirect(e, "file:///etc/passwd")),
                lie("redirection to nonsense", (e, r) -> redirect(e, "http://[")),
                lie("redirection without Location", (e, r) -> send(e, 307, new byte[0])),
                lie("token service without TLS", (e, r) -> challenge(e, "Bearer realm=\"http://192.0.2.1/token\"")),
                lie("token service that is no address", (e, r) -> challenge(e, "Bearer realm=\"ftp:x\"")),
                lie("challenge of nonsense", (e, r) -> challenge(e, "Bearer")),
                lie("always refuses", (e, r) -> challenge(e, "Basic realm=\"x\"")));
    }

    /** What stands where a digest should be. */
    private static Arguments digest(String what, String digest, boolean ofLayer) {
        return lie("digest of " + what, (e, r) -> {
            String manifest = new String(r.manifest, StandardCharsets.UTF_8);
            Digest configuration = dev.berth.image.manifest.Manifest.read(r.manifest, r.manifestType).config().digest();
            return isManifest(e) && manifest(e, manifest.replace((ofLayer ? r.layer : configuration).toString(),
                    digest));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lies(String what, FakeRegistry.Bend bend) throws IOException {
        registry.bend = bend;
        ImageException error = assertThrows(ImageException.class, () -> pull(
                what.contains("token service without") || what.contains("nonsense") ? Optional.empty() : ME));
        assertTrue(error.getMessage().length() > 20 && !error.getMessage().contains("secret"), error.getMessage());
        assertEquals(List.of(), left());
        assertEquals(List.of(), store.list());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 100_000})
    void goesOnWhereTheConnectionBroke(int sent) throws IOException {
        AtomicInteger cuts = new AtomicInteger();
        registry.bend = (e, r) -> {
            if (isLayer(e, r) && cuts.incrementAndGet() == 1) {
                FakeRegistry.cut(e, layer(r), sent);
            }
            return false;
        };
        assertEquals(200_000, pull(ME).sizeBytes());
        assertTrue(cuts.get() > 1);
    }

    @Test
    void waitsWhenThereAreTooManyRequests() throws IOException {
        AtomicInteger refusals = new AtomicInteger();
        registry.bend = (e, r) -> {
            if (refusals.incrementAndGet() > 2) {
                return false;
            }
            e.getResponseHeaders().set("Retry-After", "0");
            return send(e, 429, new byte[0]);
        };
        pull(ME);
        assertTrue(refusals.get() > 2);
    }

    @Test
    void credentialsStayWithTheirHost() throws IOException {
        try (FakeRegistry other = new FakeRegistry()) {
            other.blobs.putAll(registry.blobs);
            registry.bend = (e, r) -> {
                if (e.getRequestHeaders().getFirst("Authorization") == null) {
                    return challenge(e, "Basic realm=\"x\"");
                }
                return e.getRequestURI().getPath().contains("/blobs/")
                        && redirect(e, "http://" + other.host() + e.getRequestURI());
            };
            pull(ME);
            assertFalse(registry.authorizations.isEmpty());
            assertFalse(other.requests.isEmpty());
            assertEquals(List.of(), other.authorizations);
        }
    }

    @Test
    void fetchesATokenForItsScope() throws IOException {
        registry.bend = (e, r) -> {
            if (e.getRequestURI().getPath().equals("/token")) {
                assertEquals("service=reg&scope=repository:app:pull", java.net.URLDecoder.decode(
                        e.getRequestURI().getRawQuery(), StandardCharsets.UTF_8));
                return send(e, 200, "{\"token\":\"t0ken\"}".getBytes(StandardCharsets.UTF_8));
            }
            return !"Bearer t0ken".equals(e.getRequestHeaders().getFirst("Authorization")) && challenge(e,
                    "Bearer realm=\"http://" + r.host() + "/token\",service=\"reg\"");
        };
        pull(ME);
        String basic = "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, registry.authorizations.stream().filter(basic::equals).count());
    }

    @Test
    void choosesThePlatformOfAnIndex() throws IOException {
        byte[] manifest = registry.manifest;
        String digest = dev.berth.image.store.Hashing.digest(manifest).toString();
        String entry = "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"%s\",\"size\":"
                + manifest.length
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}";
        byte[] index = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\"manifests\":["
                + String.format(entry, "sha256:" + "0".repeat(64), "other") + ','
                + String.format(entry, digest, dev.berth.image.Platform.current().architecture()) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        registry.bend = (e, r) -> {
            if (isManifest(e) && e.getRequestURI().getPath().endsWith("latest")) {
                e.getResponseHeaders().set("Content-Type", MediaTypes.OCI_INDEX);
                return send(e, 200, index);
            }
            return false;
        };
        Image image = pull(ME);
        assertEquals(digest, image.manifest().toString());
        assertEquals(List.of(registry.host() + "/app@" + dev.berth.image.store.Hashing.digest(index)),
                image.repoDigests());
    }

    private Image pull(Optional<Credentials> credentials) throws IOException {
        return new RegistryImages(store, RegistrySettings.DEFAULT).pull(Reference.parse(registry.host() + "/app"),
                Optional.empty(), credentials, Progress.NONE);
    }

    private List<String> left() throws IOException {
        List<String> result = new ArrayList<>();
        for (String directory : List.of("images/blobs/sha256", "images/ingest", "layers")) {
            try (Stream<Path> files = Files.list(data.resolve(directory))) {
                files.map(Path::toString).forEach(result::add);
            }
        }
        return result;
    }

    private static Arguments lie(String what, FakeRegistry.Bend bend) {
        return Arguments.of(what, bend);
    }

    private static boolean isLayer(HttpExchange exchange, FakeRegistry registry) {
        return exchange.getRequestURI().getPath().endsWith(registry.layer.toString());
    }

    private static boolean index(HttpExchange e, String type, String digest, int size) throws IOException {
        e.getResponseHeaders().set("Content-Type", MediaTypes.OCI_INDEX);
        return send(e, 200, ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX
                + "\",\"manifests\":[{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size
                + "}]}").getBytes(StandardCharsets.UTF_8));
    }

    /** Leads to a server that answers these headers and nothing else. */
    private static boolean raw(HttpExchange e, String headers) throws IOException {
        java.net.ServerSocket server = new java.net.ServerSocket(0, 9, java.net.InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (server; java.net.Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(
                        StandardCharsets.ISO_8859_1));
            } catch (IOException refused) {
                // the client had enough
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return redirect(e, "http://127.0.0.1:" + server.getLocalPort() + "/x");
    }

    private static boolean isManifest(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().contains("/manifests/");
    }

    private static byte[] layer(FakeRegistry registry) {
        return registry.blobs.get(registry.layer.toString());
    }

    private static byte[] changed(byte[] bytes) {
        byte[] result = bytes.clone();
        result[600] ^= 1;
        return result;
    }

    private static boolean send(HttpExchange exchange, int status, byte[] body) throws IOException {
        FakeRegistry.send(exchange, status, body);
        return true;
    }

    private static boolean manifest(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", MediaTypes.OCI_MANIFEST);
        return send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        return send(exchange, 307, new byte[0]);
    }

    private static boolean challenge(HttpExchange exchange, String challenge) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        return send(exchange, 401, new byte[0]);
    }

    private static boolean endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", MediaTypes.OCI_MANIFEST);
        exchange.sendResponseHeaders(200, 0);
        byte[] junk = new byte[65536];
        try {
            for (int i = 0; i < 16_384; i++) {
                exchange.getResponseBody().write(junk);
            }
        } catch (IOException e) {
            // the client had enough: what is wanted
            return true;
        }
        throw new AssertionError("the client read a gibibyte");
    }
}
