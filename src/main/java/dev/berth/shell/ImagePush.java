package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.JsonStream;
import dev.berth.docker.ProgressMessage;
import dev.berth.session.FdOutput;
import dev.berth.shell.login.Logins;
import java.io.IOException;

/** Pushes an image that was just built to its registry, and shows how that goes on. */
final class ImagePush {

    private ImagePush() {
    }

    /**
     * Pushes one tag.
     *
     * @param given the image's name as the user gave it, {@code latest} where it has no tag
     * @param to where it is shown
     * @param quiet whether only what goes wrong is
     */
    static void tag(Context context, String given, FdOutput to, boolean quiet) throws IOException {
        String whole = ImageName.withTag(given);
        int colon = whole.lastIndexOf(':');
        try (JsonStream<ProgressMessage> progress = context.client().images().push(whole.substring(0, colon),
                whole.substring(colon + 1), new Logins(context.session()).header(given))) {
            new ProgressLines(context, to, quiet).show(progress);
        } catch (ApiException e) {
            throw ClientSentence.of(e);
        }
    }
}
