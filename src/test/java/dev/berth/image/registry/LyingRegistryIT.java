package dev.berth.image.registry;

import static dev.berth.image.registry.Lies.challenge;
import static dev.berth.image.registry.Lies.changed;
import static dev.berth.image.registry.Lies.endless;
import static dev.berth.image.registry.Lies.inBetween;
import static dev.berth.image.registry.Lies.index;
import static dev.berth.image.registry.Lies.isLayer;
import static dev.berth.image.registry.Lies.isManifest;
import static dev.berth.image.registry.Lies.layer;
import static dev.berth.image.registry.Lies.lie;
import static dev.berth.image.registry.Lies.manifest;
import static dev.berth.image.registry.Lies.raw;
import static dev.berth.image.registry.Lies.redirect;
import static dev.berth.image.registry.Lies.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.InvalidImage;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.ImageStore;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayOutputStream;
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
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Registries that lie, break off, redirect and refuse. */
class LyingRegistryIT {

    private static final Optional<Credentials> ME = Optional.of(new Credentials("me", "secret"));

    /** What would set a terminal's title, and end the line before. */
    private static final String OWNED = "no\r\n\033]0;owned\007\u009b31m";

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
                lie("answers in between without end", (e, r) -> isLayer(e, r) && inBetween(e)),
                lie("refuses in escape sequences", (e, r) -> send(e, 400, OWNED.getBytes(StandardCharsets.UTF_8))),
                lie("refuses in escaped escape sequences", (e, r) -> send(e, 400, ("{\"errors\":[{\"code\":\"\\u001b"
                        + "[31mX\",\"message\":\"\\u009b2J\\u001b]0;owned\\u0007\"}]"
                        + "}").getBytes(StandardCharsets.UTF_8))),
                lie("manifest with an escape sequence for a type", (e, r) -> isManifest(e) && manifest(e, new String(
                        r.manifest, StandardCharsets.UTF_8).replace(MediaTypes.OCI_CONFIG, "\\u001b]0;owned\\u0007"))),
                lie("manifest of sizes beyond numbers", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replace("\"size\":" + layer(r).length, "\"size\":1e2147483647"))),
                lie("manifest of a number without end", (e, r) -> isManifest(e) && manifest(e, "{\"schemaVersion\":"
                        + "2".repeat(3 << 20) + "}")),
                lie("manifest of 10,000 layers", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replaceFirst("\"layers\":\\[(.*)\\]", "\"layers\":["
                                + "$1,".repeat(9999)
                        + "$1]"))),
                lie("index of 100,000 manifests", (e, r) -> {
                    e.getResponseHeaders().set("Content-Type", MediaTypes.OCI_INDEX);
                    String entry = "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"sha256:"
                            + "0".repeat(64) + "\",\"size\":1}";
                    return isManifest(e) && send(e, 200, ("{\"schemaVersion\":2,\"manifests\":[" + (entry + ',').repeat(
                            99_999) + entry + "]}").getBytes(StandardCharsets.UTF_8));
                }),
                lie("configuration of a gigabyte", (e, r) -> isManifest(e) && manifest(e, new String(r.manifest,
                        StandardCharsets.UTF_8).replaceFirst("\"size\":[0-9]+", "\"size\":1073741824"))),
                lie("configuration that is longer than promised", (e, r) -> !isLayer(e, r)
                        && e.getRequestURI().getPath().contains("/blobs/") && endless(e)),
                lie("header of 100 megabytes", (e, r) -> isLayer(e, r) && raw(e, "X: " + "y".repeat(100 << 20)
                        + "\r\n")),
                lie("length in two ways", (e, r) -> isLayer(e, r) && raw(e,
                        "Content-Length: 5\r\nContent-Length: 6\r\n")),
                lie("encoded in an unknown way", (e, r) -> isLayer(e, r) && raw(e, "Transfer-Encoding: gzip\r\n")),
                lie("token without end", (e, r) -> e.getRequestURI().getPath().equals("/token") ? endless(e)
                        : challenge(e, "Bearer realm=\"http://" + r.host() + "/token\"")),
                lie("token with a line's end", (e, r) -> e.getRequestURI().getPath().equals("/token")
                        ? send(e, 200, "{\"token\":\"a\\r\\nX: y\"}".getBytes(StandardCharsets.UTF_8))
                        : challenge(e, "Bearer realm=\"http://" + r.host() + "/token\"")),
                lie("service with a line's end", (e, r) -> challenge(e, "Bearer realm=\"http://" + r.host()
                        + "/token\\r\\nX: y\",service=\"a b\"")),
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
        assertTrue(error.getMessage().length() < 1000 && error.getMessage().chars().noneMatch(Character::isISOControl),
                error.getMessage());
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

    /** It would take 65 MiB and more for each layer that is fetched at the same time. */
    @Test
    void aLayerInXzIsNone() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(packed,
                new LZMA2Options(0))) {
            xz.write(new TarBuilder().file("f", "x").build());
        }
        registry.image(packed.toByteArray());
        assertTrue(assertThrows(InvalidImage.class, () -> pull(ME)).getMessage().endsWith(
                "is compressed with XZ, which image layers must not be"));
        assertEquals(List.of(), left());
    }

    /** Each page holds one long name, and there is always a next one. */
    @Test
    void aListWithoutEndIsRefused() {
        AtomicInteger pages = new AtomicInteger();
        registry.bend = (e, r) -> {
            e.getResponseHeaders().set("Link", "</v2/app/tags/list?last=" + pages.incrementAndGet()
                    + ">; rel=\"next\"");
            return send(e, 200, ("{\"tags\":[" + ('"' + "t".repeat(40_000) + "\",").repeat(180)
                    + "\"t\"]}").getBytes(StandardCharsets.UTF_8));
        };
        RegistryFailure refused = assertThrows(RegistryFailure.class, () -> new RegistryImages(store,
                RegistrySettings.DEFAULT).tagsAt(Reference.parse(registry.host() + "/app"), ME));
        assertTrue(refused.getMessage().contains("the registry's list of tags has more than"), refused.getMessage());
        assertEquals(5, pages.get());
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
}
