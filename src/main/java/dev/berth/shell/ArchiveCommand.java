package dev.berth.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** A command that gives a tar archive, to standard output or to a file. */
abstract class ArchiveCommand extends Command {

    /** What of a file's mode says which kind it is (inode(7), S_IFMT). */
    private static final int FORMAT = 0170000;

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

    private void check(Path file) throws IOException {
        Path parent = file.getParent() == null ? file : file.getParent();
        if (!Files.isDirectory(parent)) {
            throw refused("invalid output path: stat " + Path.of(output).normalize().getParent() + ": "
                    + (Files.exists(parent) ? "not a directory" : "no such file or directory"));
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        switch ((int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & FORMAT) {
            case 0100000 -> { }
            case 0040000 -> throw refused("cannot write to a directory");
            case 0120000 -> throw refused("cannot write to a symbolic link directly");
            case 0010000 -> throw refused("cannot write to a named pipe (FIFO)");
            case 0140000 -> throw refused("cannot write to a socket");
            case 0020000 -> throw refused("cannot write to a character device file");
            default -> throw refused("cannot write to a block device file");
        }
    }

    private CommandException refused(String why) {
        return new CommandException(failure() + ": " + why);
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
