package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth save}. */
@CommandLine.Command(name = "save",
        description = "Save one or more images to a tar archive (streamed to STDOUT by default)",
        customSynopsis = "IMAGE [IMAGE...]")
final class Save extends ArchiveCommand {

    @Option(names = "--platform", paramLabel = "string",
            description = "Save only the given platform's image")
    private String platform;

    @Override
    protected String failure() {
        return "failed to save image";
    }

    @Override
    protected InputStream archive(Context context) throws IOException {
        for (String image : arguments()) {
            PlatformChoice.check(context, image, platform);
        }
        return context.client().images().save(arguments());
    }
}
