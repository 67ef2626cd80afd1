package dev.berth.image.registry;

import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a registry has under a name, without fetching it.
 *
 * @param descriptor the manifest, or the index
 * @param platforms what it is for
 */
public record RegistryLook(Descriptor descriptor, List<Platform> platforms) {

    /** Asks; the name has a tag or a digest. */
    static RegistryLook at(Reference name, Access access) throws IOException {
        try (RegistryClient client = RegistryClient.toPull(name, access)) {
            RegistryClient.Fetched fetched = client.manifest(name.digest().map(Object::toString)
                    .orElseGet(() -> name.tag().orElse(Reference.DEFAULT_TAG)));
            Descriptor descriptor = RegistryClient.descriptor(fetched);
            if (MediaTypes.isIndex(fetched.mediaType())) {
                return new RegistryLook(descriptor, Index.read(fetched.bytes(), fetched.mediaType()).manifests()
                        .stream().map(Descriptor::platform).flatMap(Optional::stream).toList());
            }
            Manifest manifest = Manifest.read(fetched.bytes(), fetched.mediaType());
            ManifestCheck.check(manifest);
            try (Answer answer = client.blob(manifest.config().digest(), 0)) {
                JsonObject config = JsonObject.read(answer.body(ConfigDocument.SIZE_LIMIT, "the configuration"),
                        "the configuration");
                return new RegistryLook(descriptor, List.of(new Platform(config.text("os").orElse(""),
                        config.text("architecture").orElse(""), config.textNotEmpty("variant"))));
            }
        }
    }
}
