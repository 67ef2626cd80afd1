package dev.berth.shell;

import dev.berth.client.ApiException;
import java.io.IOException;
import picocli.CommandLine;

/** {@code berth rename}. */
@CommandLine.Command(name = "rename", description = "Rename a container", customSynopsis = "CONTAINER NEW_NAME")
final class Rename extends Command {

    @Override
    protected int run(Context context) throws IOException {
        if (argument(1).isBlank()) {
            throw new CommandException("Error: Neither old nor new names may be empty");
        }
        try {
            context.client().containers().rename(argument(0), argument(1));
        } catch (ApiException e) {
            throw new CommandException(Cli.describe(e) + "\nError: failed to rename container named " + argument(0));
        }
        return 0;
    }
}
