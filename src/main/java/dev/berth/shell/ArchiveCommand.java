package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** A command that gives a tar archive, to standard output or to a file. */
abstract class ArchiveCommand extends Command {

    @Option(names = {"-o", "--output"}, paramLabel = "string", description = "Write to a file, instead of STDOUT")
    private String output;

    /** The archive that is asked for. */
    protected abstract InputStream archive(Context context) throws IOException;

    @Override
    protected final int run(Context context) throws IOException {
        if (output.isEmpty() && context.out().isTerminal()) {
            throw new CommandException("cowardly refusing to save to a terminal. Use the -o flag or redirect");
        }
        try (InputStream archive = archive(context)) {
            if (output.isEmpty()) {
                archive.transferTo(context.out());
            } else {
                Files.copy(archive, context.session().resolve(output), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return 0;
    }
}
