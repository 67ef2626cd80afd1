package dev.berth.shell;

import dev.berth.docker.ImageInspect;
import java.io.IOException;

/** {@code --platform} of commands about an image of the store, which has one platform: it is that one, or refused. */
final class PlatformChoice {

    private PlatformChoice() {
    }

    /**
     * Compares.
     *
     * @param image its name or id
     * @param asked {@code os[/arch[/variant]]}, empty if it was not asked for
     * @throws CommandException if the image has another one; docker's wording
     * @throws IOException if there is no such image
     */
    static void check(Context context, String image, String asked) throws IOException {
        if (asked.isEmpty()) {
            return;
        }
        ImageInspect found = context.client().images().inspect(image);
        String whole = found.os() + '/' + found.architecture()
                + found.variant().filter(v -> !v.isEmpty()).map(v -> '/' + v).orElse("");
        if (!(whole + '/').startsWith(normalized(asked) + '/')) {
            throw new CommandException("Error response from daemon: image with reference " + image
                    + " was found but its platform (" + whole + ") does not match the specified platform (" + asked
                    + ")");
        }
    }

    private static String normalized(String asked) {
        return asked.replace("x86_64", "amd64").replace("aarch64", "arm64");
    }
}
