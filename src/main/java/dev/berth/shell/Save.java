package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine;

/** {@code berth save}. */
@CommandLine.Command(name = "save",
        description = "Save one or more images to a tar archive (streamed to STDOUT by default)",
        customSynopsis = "IMAGE [IMAGE...]")
final class Save extends ArchiveCommand {

    @Override
    protected String failure() {
        return "failed to save image";
    }

    @Override
    protected InputStream archive(Context context) throws IOException {
        return context.client().images().save(arguments());
    }
}
