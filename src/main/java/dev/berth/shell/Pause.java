package dev.berth.shell;

import java.io.IOException;
import picocli.CommandLine;

/** {@code berth pause}. */
@CommandLine.Command(name = "pause",
        description = "Pause all processes within one or more containers", customSynopsis = Texts.CONTAINERS)
final class Pause extends EachCommand {

    @Override
    protected String one(Context context, String name) throws IOException {
        context.client().containers().pause(name);
        return name;
    }
}
