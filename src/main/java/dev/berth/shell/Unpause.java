package dev.berth.shell;

import java.io.IOException;
import picocli.CommandLine;

/** {@code berth unpause}. */
@CommandLine.Command(name = "unpause",
        description = "Unpause all processes within one or more containers", customSynopsis = Texts.CONTAINERS)
final class Unpause extends EachCommand {

    @Override
    protected String one(Context context, String name) throws IOException {
        context.client().containers().unpause(name);
        return name;
    }
}
