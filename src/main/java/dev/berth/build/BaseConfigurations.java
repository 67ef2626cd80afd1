package dev.berth.build;

import dev.berth.engine.Engine;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import java.io.IOException;
import java.util.Optional;

/**
 * The configurations of the images that stages begin with, for a check: none is pulled for it.
 *
 * @param engine has some of them
 * @param request says who one is at a registry
 */
record BaseConfigurations(Engine engine, BuildRequest request) {

    private static final System.Logger LOG = System.getLogger(BaseConfigurations.class.getName());

    /**
     * An image's configuration.
     *
     * @param name the image's
     * @param platform what it is for
     * @return nothing if neither the engine nor the registry has it: the build will say so
     */
    Optional<ImageConfig> find(String name, Optional<Platform> platform) {
        try {
            Optional<Image> there = engine.images().find(name)
                    .filter(image -> platform.isEmpty() || image.config().platform().serves(platform.get()));
            if (there.isPresent()) {
                return Optional.of(there.get().config());
            }
            Reference reference = Reference.parse(name).withDefaultTag();
            return Optional.of(engine.registries().configuration(reference, platform,
                    request.credentials().apply(BaseImages.registry(reference))));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "a build is checked without its base " + name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
