package dev.berth.shell;

import dev.berth.client.ApiException;
import java.io.IOException;
import picocli.CommandLine;

/** {@code berth tag}. */
@CommandLine.Command(name = "tag",
        description = "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE",
        customSynopsis = "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]")
final class Tag extends Command {

    @Override
    protected int run(Context context) throws IOException {
        if (argument(0).isEmpty() || argument(1).isEmpty()) {
            throw new CommandException(1, "Error parsing reference: \"\" is not a valid repository/tag: invalid "
                    + "reference format");
        }
        String target = ImageName.withTag(argument(1));
        int colon = target.lastIndexOf(':');
        try {
            context.client().images().tag(argument(0), target.substring(0, colon), target.substring(colon + 1));
        } catch (ApiException e) {
            if (e.status() == 400 && e.getMessage().contains("invalid reference format")) {
                throw new CommandException(1, "Error parsing reference: \"" + argument(1)
                        + "\" is not a valid repository/tag: " + e.getMessage());
            }
            throw ClientSentence.of(e);
        }
        return 0;
    }
}
