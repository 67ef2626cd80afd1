package dev.berth.image.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Mutations;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    @ValueSource(strings = {"1e2147483647", "1e-2147483647", "1e99999999999", "0e2147483647", "-1e2147483647",
            "1e400000",
        "1.5", "1e", "-", "+1", "01", "0x1", ".5", "Infinity", "9223372036854775808", "1e18", "true", "\"1\"", "[1]",
        "{}", "--1", "1e1e1"})
    void sizesThatAreNoneAreRefused(String number) {
        assertThrows(InvalidImage.class, () -> manifest("{\"schemaVersion\":2," + CONFIG.replace(":2}", ":" + number
                + "}")
                + ",\"layers\":[]}"));
        // also where nothing looks at it
        String elsewhere = "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[],\"x\":[" + number + "]}";
        try {
            manifest(elsewhere);
        } catch (InvalidImage e) {
            assertTrue(e.getMessage().contains("JSON"), e.getMessage());
        }
    }

    /** Each would take the reader minutes, or a multiple of its size in memory. */
    @Test
    void documentsThatAreLargeInsideAreRefused() {
        String[] inside = {"9".repeat(2_000_000), "0." + "9".repeat(2_000_000), "{},".repeat(1_000_000) + "{}",
            "0,".repeat(2_000_000) + "0"};
        for (String one : inside) {
            String refusal = assertThrows(InvalidImage.class, () -> manifest("{\"schemaVersion\":2," + CONFIG
                    + ",\"layers\":[],\"x\":[" + one + "]}")).getMessage();
            assertTrue(refusal.contains("more than") && refusal.length() < 200, refusal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "-0001-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "2024-01-01", "yesterday", "1700000000"})
    void momentsThatNobodyElseCouldReadAreRefused(String moment) {
        for (String where : List.of("\"created\":\"" + moment + "\"", "\"history\":[{\"created\":\"" + moment
                + "\"}]")) {
            assertThrows(InvalidImage.class, () -> ConfigDocument.read(bytes("{\"rootfs\":{\"diff_ids\":[]}," + where
                    + "}")));
        }
    }

    /** Half a character could be read, but never be written again: no list with the image in it would come. */
    @Test
    void halfCharactersAreReplaced() throws InvalidImage {
        ConfigDocument document = ConfigDocument.read(bytes("{\"rootfs\":{\"diff_ids\":[]},\"config\":{\"Labels\":{"
                + "\"a\\ud800\":\"\\udc00b\\ud83d\\ude00\",\"c\":\"\\ud83d\"}}}"));
        assertEquals(Map.of("a\ufffd", "\ufffdb\ud83d\ude00", "c", "\ufffd"), document.config().labels());
        assertEquals(document.config().labels(), ConfigDocument.read(document.toBytes()).config().labels());
    }

    /** Labels of build tools have hundreds of kilobytes. */
    @Test
    void aStringMayBeLong() throws InvalidImage {
        String label = "\\n\u00fc\\u00fc".repeat(100_000);
        ConfigDocument document = ConfigDocument.read(bytes("{\"rootfs\":{\"diff_ids\":[]},\"config\":{\"Label"
                + "s\":{\"a\":\""
                + label + "\"}}}"));
        assertEquals("\n\u00fc\u00fc".repeat(100_000), document.config().labels().get("a"));
        assertEquals(document.config().labels(), ConfigDocument.read(document.toBytes()).config().labels());
    }

    /** What the grammar of JSON does not have, though many parsers take it. */
    @ParameterizedTest
    @ValueSource(strings = {"[1,]", "[,1]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\" 1}", "{a:1}", "{'a':1}", "[1 2]",
            "\"a", "\"\\x\"",
        "\"\\u12\"", "\"\\u\uff11\uff11\uff11\uff11\"", "\"a\nb\"", "\"a\tb\"", "tru", "nulll", "True", "NaN",
        "// x\n1", "/**/1", "01",
        "1.", "-", "+1", "1e", "1e+", ".5", "0x1", "1_0", "\u00a01", "\ufeff1", "[1]]", "[1}", ""})
    void whatIsNoJsonIsRefused(String value) {
        assertThrows(InvalidImage.class, () -> JsonObject.read(bytes("{\"x\":" + value + "}"), "the test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[ 1 , 2 ]", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fC\"", "0", "-0", "1.5", "1e2",
            "-1.5E-2", "true",
        "false", "null", "\r\n\t 1 \r\n\t"})
    void whatIsJsonIsRead(String value) throws InvalidImage {
        assertTrue(JsonObject.read(bytes("{\"x\":" + value + "}"), "the test").toMap().containsKey("x"));
    }

    @Test
    void messagesHaveNoControlCharacters() {
        for (String document : List.of("{\"\\u001b]0;x\\u0007\":1,\"\\u001b]0;x\\u0007\":2}",
                "{\"schemaVersion\":2,\"mediaType\":\"\\u009b31m\"," + CONFIG + "}", "{\"\033[2J\":x}",
                "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"digest\":\"\\u001b[2J\\n\",\"size\":1}]}")) {
            String refusal = assertThrows(InvalidImage.class, () -> manifest(document)).getMessage();
            assertTrue(refusal.chars().noneMatch(Character::isISOControl), refusal);
        }
    }

    /** Whatever comes, it is read or refused with a sentence; 30,000 changes of good documents. */
    @Test
    void nothingElseHappens() {
        String manifest = "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[{\"mediaType\":\"" + MediaTypes.OCI_LAYER
                + "\",\"digest\":\"sha256:" + HEX + "\",\"size\":12,\"annotations\":{\"a\":\"b\"}}]}";
        String index = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                + "\",\"digest\":\"sha256:" + HEX + "\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":"
                + "\"amd64\"}}]}";
        String config = "{\"created\":\"2024-01-01T00:00:00.5Z\",\"architecture\":\"amd64\",\"os\":\"linux\",\"c"
                + "onfig\":{"
                + "\"Env\":[\"A=b\"],\"Cmd\":[\"sh\"],\"Labels\":{\"l\":\"v\"},\"ExposedPorts\":{\"80/tcp\":{}},"
                + "\"Healthcheck\":{\"Test\":[\"NONE\"],\"Interval\":30000000000,\"Retries\":3},\"Volumes\":{\"/"
                + "v\":{}}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + HEX + "\"]},\"history\":[{\"created\":"
                + "\"2024-01-01T00:00:00Z\",\"created_by\":\"x\",\"empty_layer\":true}]}";
        Mutations mutations = new Mutations(2, "null", "[]", "{}", "\"\"", "[", "{", "}", "]", ",", ":", "\"", "\\",
                "\\u",
                "\\ud800", "1e999", "-1", "9999999999999999999", "1e2147483647", "\0", "\u00ff", "true",
                "\"mediaType\":\"x\",", "\"layers\":[],", "\"manifests\":[],", "\"config\":{},", "[".repeat(40));
        List<String> good = List.of(manifest, index, config);
        for (int i = 0; i < 30_000; i++) {
            byte[] document = mutations.of(bytes(mutations.one(good)));
            try {
                switch (i % 3) {
                    case 0 -> new ConfigDocument(ConfigDocument.read(document).config(), List.of(), List.of(),
                            Optional.empty(), Optional.empty(), Optional.empty()).toBytes();
                    case 1 -> Index.read(document, "").toBytes();
                    default -> Manifest.read(document, MediaTypes.OCI_MANIFEST).toBytes();
                }
            } catch (InvalidImage refused) {
                assertTrue(refused.getMessage().length() > 10, refused.getMessage());
            }
        }
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
