package dev.berth.build;

import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.ImageException;
import dev.berth.image.NoSuchImage;
import dev.berth.image.Platform;
import dev.berth.image.Reference;
import dev.berth.image.store.BuiltLayer;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that stages begin with or copy from; pulled when they are not there, each once in a build. */
final class BaseImages {

    private final BuildParts parts;
    private final Map<String, StageResult> known = new HashMap<>();

    BaseImages(BuildParts parts) {
        this.parts = parts;
    }

    /** An empty root file system. */
    StageResult scratch() {
        return new StageResult(List.of(), List.of(), ImageConfig.empty(parts.request().platform()
                .orElse(Platform.current())), List.of(), Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    /**
     * An image.
     *
     * @param name as the Dockerfile has it
     * @param platform what it must be for
     * @param base whether a stage begins with it, so that {@code --pull} means it
     * @throws BuildException if it cannot be had
     */
    synchronized StageResult get(String name, Optional<Platform> platform, boolean base) throws BuildException {
        String key = key(name, platform);
        StageResult result = known.get(key);
        if (result == null) {
            try {
                result = open(image(name, platform, base && parts.request().pull()));
            } catch (ImageException e) {
                throw BuildException.failed(e.getMessage(), e);
            } catch (IOException e) {
                throw BuildException.failed("cannot use image " + name + ": " + e.getMessage(), e);
            }
            known.put(key, result);
        }
        return result;
    }

    /** An image that this build has used already. */
    synchronized Optional<StageResult> known(String name, Optional<Platform> platform) {
        return Optional.ofNullable(known.get(key(name, platform)));
    }

    private static String key(String name, Optional<Platform> platform) {
        return name + ' ' + platform.map(Platform::toString).orElse("");
    }

    private Image image(String name, Optional<Platform> platform, boolean pull) throws IOException, BuildException {
        ImageStore images = parts.engine().images();
        Optional<Image> there = pull ? Optional.empty() : images.find(name)
                .filter(image -> platform.isEmpty() || image.config().platform().serves(platform.get()));
        if (there.isPresent() && there.get().isHost()) {
            throw BuildException.badRequest("the built-in image host cannot be built on: it is this machine's own root"
                    + " file system and no image");
        }
        if (there.isPresent()) {
            return there.get();
        }
        Reference reference = Reference.parse(name).withDefaultTag();
        return parts.engine().registries().pull(reference, platform,
                parts.request().credentials().apply(registry(reference)), parts.listener().pulls());
    }

    static String registry(Reference reference) {
        String repository = reference.repository();
        return repository.substring(0, repository.indexOf('/'));
    }

    private StageResult open(Image image) throws IOException, NoSuchImage {
        // hold first and look then, so that a removal at the same time finds either a holder or nothing
        List<BuiltLayer> layers = parts.engine().images().layers(image);
        return new StageResult(layers, parts.store().lowers(layers, parts.lease()), image.config(), image.history(),
                image.created(), image.author(), Optional.empty());
    }
}
