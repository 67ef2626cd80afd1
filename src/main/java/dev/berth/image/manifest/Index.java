package dev.berth.image.manifest;

import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index of manifests: of an image for several platforms, or of a whole layout ({@code index.json}).
 *
 * @param mediaType OCI's or Docker's
 * @param manifests in order
 */
public record Index(String mediaType, List<Descriptor> manifests) {

    /** Keeps its own copy of the list. */
    public Index {
        manifests = List.copyOf(manifests);
    }

    /**
     * Reads an index.
     *
     * @param bytes the document
     * @param expectedType the media type that was promised; empty if none was
     * @throws InvalidImage if it is damaged, of another type, or index and manifest at once (CVE-2021-41190)
     */
    public static Index read(byte[] bytes, String expectedType) throws InvalidImage {
        JsonObject json = JsonObject.read(bytes, "the index");
        if (json.has("layers") || json.has("config") || json.has("fsLayers")) {
            throw json.error("it is an index and something else at once, which is refused");
        }
        if (json.requiredNumber("schemaVersion") != 2) {
            throw json.error("schema version " + json.requiredNumber("schemaVersion") + " is not supported, only 2 is");
        }
        String type = json.textNotEmpty("mediaType").orElse(expectedType.isEmpty() ? MediaTypes.OCI_INDEX
                : expectedType);
        if (!MediaTypes.isIndex(type) || !expectedType.isEmpty() && !type.equals(expectedType)) {
            throw json.error("its media type is " + type + (expectedType.isEmpty() ? "" : ", not " + expectedType));
        }
        List<Descriptor> manifests = new ArrayList<>();
        for (JsonObject manifest : json.objects("manifests")) {
            manifests.add(Descriptor.read(manifest));
        }
        return new Index(type, manifests);
    }

    /**
     * The manifest for a platform: the same variant if there is one, else the first that serves, else the best of those
     * that its processors run besides.
     *
     * @param wanted the platform
     */
    public Optional<Descriptor> select(Platform wanted) {
        Optional<Descriptor> found = serving(wanted);
        for (Platform other : found.isPresent() ? List.<Platform>of() : wanted.others()) {
            found = found.or(() -> serving(other));
        }
        return found;
    }

    /** The manifest if there is one only, besides those that attest something of another (platform {@code unknown}). */
    public Optional<Descriptor> only() {
        List<Descriptor> images = manifests.stream().filter(manifest -> MediaTypes.isManifest(manifest.mediaType())
                && manifest.platform().filter(platform -> platform.os().equals("unknown")).isEmpty()).toList();
        return images.size() == 1 ? Optional.of(images.get(0)) : Optional.empty();
    }

    private Optional<Descriptor> serving(Platform wanted) {
        Optional<Descriptor> serving = Optional.empty();
        for (Descriptor manifest : manifests) {
            Optional<Platform> platform = manifest.platform();
            if (!MediaTypes.isManifest(manifest.mediaType()) || platform.isPresent()
                    && !platform.get().serves(wanted)) {
                continue;
            }
            if (platform.isPresent() && platform.get().equals(wanted)) {
                return Optional.of(manifest);
            }
            if (serving.isEmpty()) {
                serving = Optional.of(manifest);
            }
        }
        return serving;
    }

    /** As JSON. */
    public byte[] toBytes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schemaVersion", 2);
        map.put("mediaType", mediaType);
        List<Object> list = new ArrayList<>();
        manifests.forEach(manifest -> list.add(manifest.toMap()));
        map.put("manifests", list);
        return JsonObject.write(map);
    }
}
