package dev.berth.image.registry;

import dev.berth.image.InvalidImage;
import dev.berth.image.manifest.ConfigDocument;
import dev.berth.image.manifest.Manifest;

/** What is looked at before anything of a stranger's manifest is fetched. */
final class ManifestCheck {

    private ManifestCheck() {
    }

    /**
     * Refuses foreign layers, too many of them, and documents that are too large.
     *
     * @throws InvalidImage if there is such
     */
    static void check(Manifest manifest) throws InvalidImage {
        if (manifest.config().size() > ConfigDocument.SIZE_LIMIT) {
            throw new InvalidImage("the image's configuration has " + manifest.config().size() + " bytes, more than "
                    + ConfigDocument.SIZE_LIMIT);
        }
        manifest.checkLayers();
    }
}
