package dev.berth.image.manifest;

import dev.berth.image.InvalidImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image's manifest (OCI image specification, manifest.md; Docker's schema 2).
 *
 * @param mediaType OCI's or Docker's
 * @param config the configuration
 * @param layers the lowest first
 */
public record Manifest(String mediaType, Descriptor config, List<Descriptor> layers) {

    /** The largest that is read, in bytes; registries refuse larger ones too (distribution specification). */
    public static final int SIZE_LIMIT = 4 << 20;

    /** Layers that an image may have at most: what docker's overlay drivers take, and no tool makes more. */
    public static final int LAYER_LIMIT = 127;

    /** Keeps its own copy of the list. */
    public Manifest {
        layers = List.copyOf(layers);
    }

    /**
     * Reads a manifest.
     *
     * @param bytes the document
     * @param expectedType the media type that the registry or the descriptor gave; empty if none was given
     * @throws InvalidImage if it is damaged, of another type than expected, or index and manifest at once
     *     (CVE-2021-41190)
     */
    public static Manifest read(byte[] bytes, String expectedType) throws InvalidImage {
        JsonObject json = JsonObject.read(bytes, "the manifest");
        if (json.has("manifests") || json.has("fsLayers")) {
            throw json.error("it is a manifest and something else at once, which is refused");
        }
        if (json.requiredNumber("schemaVersion") != 2) {
            throw json.error("schema version " + json.requiredNumber("schemaVersion") + " is not supported, only 2 is");
        }
        String type = json.textNotEmpty("mediaType").orElse(expectedType.isEmpty() ? MediaTypes.OCI_MANIFEST
                : expectedType);
        if (!MediaTypes.isManifest(type) || !expectedType.isEmpty() && !type.equals(expectedType)) {
            throw json.error("its media type is " + type + (expectedType.isEmpty() ? "" : ", not " + expectedType));
        }
        Descriptor config = Descriptor.read(json.object("config").orElseThrow(
                () -> json.error("\"config\" is missing")));
        if (!config.mediaType().equals(MediaTypes.OCI_CONFIG) && !config.mediaType().equals(MediaTypes.DOCKER_CONFIG)) {
            throw json.error("its configuration is of the type " + config.mediaType() + ": this is no image to run");
        }
        List<Descriptor> layers = new ArrayList<>();
        for (JsonObject layer : json.objects("layers")) {
            layers.add(Descriptor.read(layer));
        }
        return new Manifest(type, config, layers);
    }

    /**
     * Refuses more layers than an image may have.
     *
     * @param layers how many it has, or would have
     * @throws InvalidImage if they are too many
     */
    public static void checkDepth(int layers) throws InvalidImage {
        if (layers > LAYER_LIMIT) {
            // docker's words first
            throw new InvalidImage("max depth exceeded: an image may have " + LAYER_LIMIT + " layers, this one has "
                    + layers + "; join some, by fewer RUN and COPY steps or by export and import");
        }
    }

    /**
     * Refuses more layers than an image may have, and layers that lie outside of the registry: their addresses are the
     * image's word, and nobody there is known.
     *
     * @throws InvalidImage if there are such
     */
    public void checkLayers() throws InvalidImage {
        checkDepth(layers.size());
        for (Descriptor layer : layers) {
            if (MediaTypes.isForeign(layer.mediaType())) {
                throw new InvalidImage("refused the image: its layer " + layer.digest() + " is foreign ("
                        + layer.mediaType() + "), so it lies outside of the registry, and Berth fetches nothing from "
                        + "there; use an image that holds all of its layers");
            }
        }
    }

    /** As JSON. */
    public byte[] toBytes() {
        return toBytes(Map.of());
    }

    /**
     * As JSON, with annotations, which mean nothing here and are kept as everything in a manifest is.
     *
     * @param annotations by key
     */
    public byte[] toBytes(Map<String, String> annotations) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schemaVersion", 2);
        map.put("mediaType", mediaType);
        map.put("config", config.toMap());
        List<Object> list = new ArrayList<>();
        layers.forEach(layer -> list.add(layer.toMap()));
        map.put("layers", list);
        if (!annotations.isEmpty()) {
            map.put("annotations", new TreeMap<>(annotations));
        }
        return JsonObject.write(map);
    }
}
