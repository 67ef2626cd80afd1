package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine;

/** {@code berth export}. */
@CommandLine.Command(name = "export", description = "Export a container's filesystem as a tar archive",
        customSynopsis = "CONTAINER")
final class ExportCommand extends ArchiveCommand {

    @Override
    protected String failure() {
        return "failed to export container";
    }

    @Override
    protected InputStream archive(Context context) throws IOException {
        return context.client().images().export(argument(0));
    }
}
