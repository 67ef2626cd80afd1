package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Digest;
import dev.berth.image.Image;
import dev.berth.image.ImageDamage;
import dev.berth.image.ImportOptions;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.image.StoreUnavailable;
import dev.berth.image.layer.TarBuilder;
import dev.berth.kernel.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody did to the store behind the engine's back: one sentence that says what to do, or it is mended. */
class StoreDamageIT {

    @TempDir
    Path data;
    private Digest blob;
    private Digest chain;

    @BeforeEach
    void make() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root: unpacks layers");
        try (ImageStore store = ImageStore.open(data)) {
            Image image = imported(store);
            blob = image.layers().get(0);
            chain = ChainId.of(image.layers()).get(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "index.json ~ {\"schemaVersion\":2,\"mani ~ the image index * is damaged: *; put it back from a copy, or *",
        "index.json ~ no JSON ~ the image index * is damaged: *; put it back from a copy, or *",
        "index.json ~ '' ~ the image index * is damaged: *; put it back from a copy, or *",
        "index.json ~ {} ~ the image index * is damaged: *; put it back from a copy, or *",
        "index.json ~ - ~ the image index * is missing: something removed it; put it back from a copy, or *",
        "oci-layout ~ {\"imageLayoutVersion\":\"2.0.0\"} ~ the image store * has the layout version \"2.0.0\", this "
                + "program knows 1.0.0 only; use the program that made it, or another data directory",
        "oci-layout ~ {} ~ the image store * has the layout version \"\", this program knows 1.0.0 only; *",
        "oci-layout ~ {\"ima ~ the image store's *oci-layout is damaged: *; remove it if the store is this program's*"})
    void refusesWhatItCannotRead(String file, String content, String sentence) throws IOException {
        Path damaged = data.resolve("images").resolve(file);
        byte[] whole = Files.readAllBytes(damaged);
        if (content.equals("-")) {
            Files.delete(damaged);
        } else {
            Files.writeString(damaged, content);
        }
        String said = assertThrows(StoreUnavailable.class, () -> ImageStore.open(data)).getMessage();
        assertTrue(said.matches(Stream.of(sentence.split("\\*", -1)).map(java.util.regex.Pattern::quote)
                .reduce((a, b) -> a + ".*" + b).orElseThrow()), said);
        Files.write(damaged, whole);
        try (ImageStore store = ImageStore.open(data)) {
            assertFine(store);
        }
    }

    @Test
    void theMarkOfALayoutIsMadeAgain() throws IOException {
        Files.delete(data.resolve("images/oci-layout"));
        try (ImageStore store = ImageStore.open(data)) {
            assertTrue(Files.exists(data.resolve("images/oci-layout")));
            assertFine(store);
        }
    }

    @Test
    void aDirectoryIsNoBlob() throws IOException {
        Path place = data.resolve("images/blobs/sha256").resolve(blob.hex());
        Files.delete(place);
        Files.createDirectories(place.resolve("inner"));
        try (ImageStore store = ImageStore.open(data)) {
            ImageDamage damage = store.verify(List.of(), Optional.empty(), Progress.NONE).get(0);
            assertEquals(blob + " is missing", damage.digest() + " " + damage.detail());
            imported(store);
            assertFine(store);
        }
        assertTrue(Files.isRegularFile(place));
    }

    @Test
    void aLayerWithoutFilesIsUnpackedAgain() throws IOException {
        Path layer = data.resolve("layers").resolve(LayerStore.name(chain));
        FileTree.remove(layer.resolve("diff"));
        try (ImageStore store = ImageStore.open(data)) {
            assertFine(store);
        }
    }

    @Test
    void whatNoImageLeadsToGoesWithAPrune() throws IOException {
        Path stray = data.resolve("layers").resolve("0".repeat(32));
        Files.createDirectories(stray.resolve("diff"));
        Files.writeString(stray.resolve("size"), "7");
        try (ImageStore store = ImageStore.open(data)) {
            assertEquals(7, store.prune());
            assertTrue(Files.notExists(stray));
            assertFine(store);
        }
    }

    private static Image imported(ImageStore store) throws IOException {
        return store.archives().importRootFilesystem(new ByteArrayInputStream(new TarBuilder().file("file", "text")
                .build()), Optional.of(Reference.parse("app")), ImportOptions.NONE);
    }

    private static void assertFine(ImageStore store) throws IOException {
        try (RootFilesystem files = store.unpacked(store.get("app"))) {
            assertEquals("text", Files.readString(files.lowerDirectories().get(0).resolve("file")));
        }
        assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
    }
}
