package dev.berth.image.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String CONFIG = "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
            + "\"digest\":\"sha256:" + HEX + "\",\"size\":2}";

    @Test
    void readsAManifest() throws InvalidImage {
        Manifest manifest = manifest("{\"schemaVersion\":2," + CONFIG + ",\"layers\":[]}");
        assertEquals(HEX, manifest.config().digest().hex());
        assertEquals(manifest, Manifest.read(manifest.toBytes(), MediaTypes.OCI_MANIFEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{", "{}", "{\"schemaVersion\":2}", "{\"schemaVersion\":1," + CONFIG + "}",
        "{\"schemaVersion\":2," + CONFIG + ",\"manifests\":[]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"fsLayers\":[]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[]} trailing",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[],\"layers\":[]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":{}}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"digest\":\"sha256:../../../../etc/passwd\",\"size\":1}]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"digest\":\"sha256:0123\",\"size\":1}]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"digest\":\"md5:" + HEX + "\",\"size\":1}]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"digest\":\"sha256:" + HEX + "\",\"size\":-1}]}",
        "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"digest\":\"sha256:" + HEX + "\",\"size\":1.5}]}",
        "{\"schemaVersion\":2,\"mediaType\":\"text/plain\"," + CONFIG + ",\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.unknown+json\",\"digest\":\"sha256:" + HEX
            + "\",\"size\":2},\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":"
            + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"})
    void refusesOtherManifests(String document) {
        assertThrows(InvalidImage.class, () -> manifest(document));
    }

    @Test
    void anImageHasSoManyLayersAtMost() throws InvalidImage {
        manifest(layers(127, MediaTypes.OCI_LAYER)).checkLayers();
        String refusal = assertThrows(InvalidImage.class, () -> manifest(layers(128, MediaTypes.OCI_LAYER))
                .checkLayers()).getMessage();
        assertEquals("max depth exceeded: an image may have 127 layers, this one has 128; join some, by fewer RUN and "
                + "COPY steps or by export and import", refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.oci.image.layer.nondistributable.v1.tar",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"})
    void aForeignLayerIsRefused(String type) throws InvalidImage {
        String refusal = assertThrows(InvalidImage.class, () -> manifest(layers(2, type)).checkLayers()).getMessage();
        assertEquals("refused the image: its layer sha256:" + HEX + " is foreign (" + type + "), so it lies outside of "
                + "the registry, and Berth fetches nothing from there; use an image that holds all of its layers",
                refusal);
    }

    private static String layers(int count, String type) {
        String layer = "{\"mediaType\":\"" + type + "\",\"digest\":\"sha256:" + HEX + "\",\"size\":1,"
                + "\"urls\":[\"http://127.0.0.1/layer\"]}";
        return "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[" + (layer + ',').repeat(count - 1) + layer + "]}";
    }

    @Test
    void anIndexIsNoManifest() {
        assertThrows(InvalidImage.class, () -> Index.read(bytes("{\"schemaVersion\":2,\"manifests\":[],\"layers\":[]}"),
                ""));
        assertThrows(InvalidImage.class, () -> Index.read(bytes("{\"schemaVersion\":2,\"manifests\":[]}"),
                MediaTypes.OCI_MANIFEST));
    }

    @Test
    void choosesThePlatform() throws InvalidImage {
        String entry = "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"sha256:%s\",\"size\":1,"
                + "\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"%s}}";
        Index index = Index.read(bytes("{\"schemaVersion\":2,\"manifests\":["
                + String.format(entry, "a".repeat(64), "arm", ",\"variant\":\"v6\"") + ','
                + String.format(entry, "b".repeat(64), "arm", ",\"variant\":\"v7\"") + ','
                + String.format(entry, "c".repeat(64), "amd64", "") + "]}"), "");
        assertEquals("b".repeat(64), index.select(platform("arm", "v7")).orElseThrow().digest().hex());
        assertEquals("c".repeat(64), index.select(platform("amd64", "")).orElseThrow().digest().hex());
        assertEquals("b".repeat(64), index.select(platform("arm64", "")).orElseThrow().digest().hex());
        assertEquals(true, index.select(platform("riscv64", "")).isEmpty());
    }

    private static Platform platform(String architecture, String variant) {
        return new Platform("linux", architecture, variant.isEmpty() ? java.util.Optional.empty()
                : java.util.Optional.of(variant));
    }

    private static Manifest manifest(String document) throws InvalidImage {
        return Manifest.read(bytes(document), MediaTypes.OCI_MANIFEST);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
