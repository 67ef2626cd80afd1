package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** A command that gives a tar archive, to standard output or to a file. */
abstract class ArchiveCommand extends Command {

    @Option(names = {"-o", "--output"}, paramLabel = "string", description = "Write to a file, instead of STDOUT")
    private String output;

    /** What failed, for the refusal of {@code --output}: {@code failed to save image}. */
    protected abstract String failure();

    /** The archive that is asked for. */
    protected abstract InputStream archive(Context context) throws IOException;

    @Override
    protected final int run(Context context) throws IOException {
        if (output.isEmpty() && context.out().isTerminal()) {
            throw new CommandException("cowardly refusing to save to a terminal. Use the -o flag or redirect");
        }
        Path file = context.session().resolve(output);
        if (!output.isEmpty()) {
            check(file);
        }
        try (InputStream archive = archive(context)) {
            if (output.isEmpty()) {
                archive.transferTo(context.out());
            } else {
                write(archive, file);
            }
        }
        return 0;
    }

    private void check(Path file) {
        Path given = Path.of(output).normalize();
        if (given.getParent() != null && !Files.exists(file.getParent())) {
            throw new CommandException(failure() + ": invalid output path: directory \"" + given.getParent()
                    + "\" does not exist");
        }
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new CommandException(failure() + ": invalid output path: \"" + output
                    + "\" must be a directory or a regular file");
        }
    }

    /** Under another name until it is whole, so that a failure leaves what was there before. */
    private static void write(InputStream archive, Path file) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), ".berth_temp_", "");
        try {
            Files.copy(archive, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
