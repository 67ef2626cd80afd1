package dev.berth.image.manifest;

import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidImage;
import java.util.List;

/** Applies {@code --change} instructions to a configuration. */
public final class ConfigChanges {

    private ConfigChanges() {
    }

    /**
     * Applies instructions in order.
     *
     * @param config what they change
     * @param changes {@code CMD}, {@code ENTRYPOINT}, {@code ENV}, {@code EXPOSE}, {@code HEALTHCHECK}, {@code LABEL},
     *     {@code ONBUILD}, {@code STOPSIGNAL}, {@code USER}, {@code VOLUME}, {@code WORKDIR}
     * @throws InvalidImage if one is not understood
     */
    public static ImageConfig apply(ImageConfig config, List<String> changes) throws InvalidImage {
        if (!changes.isEmpty()) {
            throw new InvalidImage("changes are not supported yet");
        }
        return config;
    }
}
