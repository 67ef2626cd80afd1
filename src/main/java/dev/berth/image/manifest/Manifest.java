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

    /** More layers than overlay takes are refused at once; docker's limit is 127. */
    private static final int LAYER_LIMIT = 500;

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
        if (layers.size() > LAYER_LIMIT) {
            throw json.error("it has " + layers.size() + " layers, more than " + LAYER_LIMIT);
        }
        return new Manifest(type, config, layers);
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
