package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth save}. */
@CommandLine.Command(name = "save",
        description = "Save one or more images to a tar archive (streamed to STDOUT by default)",
        customSynopsis = "IMAGE [IMAGE...]")
final class Save extends Command {

    @Option(names = {"-o", "--output"}, paramLabel = "string", description = "Write to a file, instead of STDOUT")
    private String output;

    @Override
    protected int run(Context context) throws IOException {
        if (output.isEmpty() && context.out().isTerminal()) {
            throw new CommandException("cowardly refusing to save to a terminal. Use the -o flag or redirect");
        }
        try (InputStream archive = context.client().images().save(arguments())) {
            if (output.isEmpty()) {
                archive.transferTo(context.out());
            } else {
                Files.copy(archive, context.session().resolve(output), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return 0;
    }
}
