package dev.berth.api;

import dev.berth.image.Image;
import dev.berth.image.Platform;
import java.util.Optional;

/** Whether an image is for the platform that somebody asked for, or for this machine; in docker's words if not. */
final class PlatformMatch {

    private PlatformMatch() {
    }

    /**
     * Why an image is not the one that was asked for.
     *
     * @param image what was found
     * @param name what it was asked for by
     * @param wanted the platform that was asked for
     * @return empty if it is the one
     */
    static Optional<String> refusal(Image image, String name, Platform wanted) {
        Platform platform = image.config().platform();
        return platform.runsOn(wanted) ? Optional.empty() : Optional.of("image with reference " + name
                + " was found but its platform (" + platform + ") does not match the specified platform (" + wanted
                + ")");
    }

    /** What to say of a container that is made of an image for another machine, by somebody who asked for none. */
    static Optional<String> warning(Image image) {
        Platform platform = image.config().platform();
        Platform machine = Platform.current();
        return platform.runsOn(machine) ? Optional.empty() : Optional.of("The requested image's platform (" + platform
                + ") does not match the detected host platform (" + machine
                + ") and no specific platform was requested");
    }
}
