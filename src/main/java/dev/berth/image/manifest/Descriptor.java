package dev.berth.image.manifest;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pointer to a blob (OCI image specification, descriptor.md).
 *
 * @param mediaType what it is
 * @param digest its digest
 * @param size its bytes
 * @param annotations by key
 * @param platform what a manifest in an index is for
 * @param urls where else it lies
 */
public record Descriptor(String mediaType, Digest digest, long size, Map<String, String> annotations,
        Optional<Platform> platform, List<String> urls) {

    /** The annotation that names an image in a layout. */
    public static final String REF_NAME = "org.opencontainers.image.ref.name";
    /** Annotation with an image's full name, as containerd and docker write it. */
    public static final String CONTAINERD_NAME = "io.containerd.image.name";

    /** A pointer without anything else. */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Map.of(), Optional.empty(), List.of());
    }

    /**
     * Reads a descriptor.
     *
     * @param json the object
     * @throws InvalidImage if it is none
     */
    public static Descriptor read(JsonObject json) throws InvalidImage {
        long size = json.requiredNumber("size");
        if (size < 0) {
            throw json.error("\"size\" is negative");
        }
        Optional<JsonObject> platform = json.object("platform");
        Optional<Platform> parsed = Optional.empty();
        if (platform.isPresent()) {
            JsonObject p = platform.get();
            parsed = Optional.of(new Platform(p.text("os").orElse(""), p.text("architecture").orElse(""),
                    p.textNotEmpty("variant")));
        }
        return new Descriptor(json.text("mediaType").orElse(""), json.requiredDigest("digest"), size,
                json.textMap("annotations"), parsed, json.texts("urls"));
    }

    /** The same with other annotations. */
    public Descriptor withAnnotations(Map<String, String> others) {
        return new Descriptor(mediaType, digest, size, Map.copyOf(others), platform, urls);
    }

    /** As JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mediaType", mediaType);
        map.put("digest", digest.toString());
        map.put("size", size);
        if (!urls.isEmpty()) {
            map.put("urls", urls);
        }
        if (!annotations.isEmpty()) {
            map.put("annotations", new java.util.TreeMap<>(annotations));
        }
        platform.ifPresent(p -> {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("architecture", p.architecture());
            inner.put("os", p.os());
            p.variant().ifPresent(v -> inner.put("variant", v));
            map.put("platform", inner);
        });
        return map;
    }
}
