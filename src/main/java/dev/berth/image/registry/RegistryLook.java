package dev.berth.image.registry;

import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.RegistryFailure;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.manifest.Index;
import dev.berth.image.manifest.JsonObject;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.manifest.MediaTypes;
import dev.berth.image.store.Hashing;
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
            RegistryClient.Fetched fetched = client.manifest(version(name));
            Descriptor descriptor = RegistryClient.descriptor(fetched);
            if (MediaTypes.isIndex(fetched.mediaType())) {
                return new RegistryLook(descriptor, Index.read(fetched.bytes(), fetched.mediaType()).manifests()
                        .stream().map(Descriptor::platform).flatMap(Optional::stream).toList());
            }
            JsonObject config = JsonObject.read(config(client, fetched), "the configuration");
            return new RegistryLook(descriptor, List.of(new Platform(config.text("os").orElse(""),
                    config.text("architecture").orElse(""), config.textNotEmpty("variant"))));
        }
    }

    private static String version(Reference name) {
        return name.digest().map(Object::toString).orElseGet(() -> name.tag().orElse(Reference.DEFAULT_TAG));
    }

    private static byte[] config(RegistryClient client, RegistryClient.Fetched fetched) throws IOException {
        Manifest manifest = Manifest.read(fetched.bytes(), fetched.mediaType());
        ManifestCheck.check(manifest);
        try (Answer answer = client.blob(manifest.config().digest(), 0)) {
            byte[] bytes = answer.body(ConfigDocument.SIZE_LIMIT, "the configuration");
            if (!Hashing.digest(bytes).equals(manifest.config().digest())) {
                throw new InvalidImage("the registry sent a configuration with the digest " + Hashing.digest(bytes)
                        + " for " + manifest.config().digest());
            }
            return bytes;
        }
    }

    /** The configuration of one platform's image; the name has a tag or a digest. */
    static ImageConfig configuration(Reference name, Platform platform, Access access) throws IOException {
        try (RegistryClient client = RegistryClient.toPull(name, access)) {
            RegistryClient.Fetched fetched = client.manifest(version(name));
            if (MediaTypes.isIndex(fetched.mediaType())) {
                Descriptor mine = Index.read(fetched.bytes(), fetched.mediaType()).select(platform)
                        .orElseThrow(() -> new RegistryFailure("no matching manifest for " + platform
                                + " in the manifest list entries of " + name.familiar(), 404));
                fetched = client.manifest(mine.digest().toString());
            }
            return ConfigDocument.read(config(client, fetched)).config();
        }
    }
}
