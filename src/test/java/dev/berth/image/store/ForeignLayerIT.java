package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.Progress;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive with a layer of a type that says it lies elsewhere, though it is there. */
class ForeignLayerIT {

    private static final String FOREIGN = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    @TempDir
    Path directory;

    @Test
    void isNotLoaded() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "layers hold other users' files");
        TarBuilder tar = new TarBuilder();
        byte[] layer = new TarBuilder().file("f", "x").build();
        byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
                + "\"diff_ids\":[\"" + add(tar, layer) + "\"]}}").getBytes(StandardCharsets.UTF_8);
        byte[] manifest = new Manifest(MediaTypes.OCI_MANIFEST, Descriptor.of(MediaTypes.OCI_CONFIG, add(tar, config),
                config.length), List.of(Descriptor.of(FOREIGN, Hashing.digest(layer), layer.length))).toBytes();
        tar.file("index.json", "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                + "\",\"digest\":\"" + add(tar, manifest) + "\",\"size\":" + manifest.length + "}]}");
        try (ImageStore store = ImageStore.open(directory)) {
            InvalidImage refused = assertThrows(InvalidImage.class, () -> store.archives().load(
                    new ByteArrayInputStream(tar.build()), Progress.NONE));
            assertEquals("refused the image: its layer " + Hashing.digest(layer) + " is foreign (" + FOREIGN
                    + "), so it lies outside of the registry, and Berth fetches nothing from there; use an image that "
                    + "holds all of its layers", refused.getMessage());
            assertEquals(List.of(), store.list());
            assertEquals(List.of(), store.contents().blobs().list());
        }
    }

    private static Digest add(TarBuilder tar, byte[] blob) {
        Digest digest = Hashing.digest(blob);
        tar.entry('0', "blobs/sha256/" + digest.hex(), "", 0644, blob);
        return digest;
    }
}
