package dev.berth.shell;

import java.io.IOException;
import picocli.CommandLine;

/** {@code berth ping}: whether the engine answers; it does when this runs. */
@CommandLine.Command(name = "ping", description = "Check that the engine answers")
final class Ping extends Command {

    @Override
    protected int run(Context context) throws IOException {
        context.println("OK");
        return 0;
    }
}
