package dev.berth.shell;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine.Option;

/** A command that gives a tar archive, to standard output or to a file. */
abstract class ArchiveCommand extends Command {

    /** What of a file's mode says which kind it is (inode(7), S_IFMT). */
    private static final int FORMAT = 0170000;
    private static final int PIECE_BYTES = 128 * 1024;
    /** As docker has it. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS = PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rw-------"));

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

    /**
     * Without a name until it is whole, so that a failure leaves what was there before, and a killed engine nothing;
     * under another name where the file system knows no files without.
     */
    private static void write(InputStream archive, Path file) throws IOException {
        Path temporary = file.resolveSibling(".berth_temp_" + Long.toHexString(System.nanoTime()));
        try (Fd directory = Fd.open(file.getParent(), OpenFlags.DIRECTORY, 0)) {
            byte[] name = temporary.getFileName().toString().getBytes(StandardCharsets.UTF_8);
            try (Fd unnamed = Fd.open(file.getParent(), OpenFlags.TMPFILE | OpenFlags.WRONLY, 0600)) {
                byte[] piece = new byte[PIECE_BYTES];
                for (int n = archive.read(piece); n >= 0; n = archive.read(piece)) {
                    unnamed.write(n == piece.length ? piece : Arrays.copyOf(piece, n));
                }
                FileCalls.linkOpen(unnamed.number(), directory.number(), name);
            } catch (KernelException e) {
                if (e.errno() != Errno.EOPNOTSUPP && e.errno() != Errno.EISDIR) {
                    throw e;
                }
                Files.createFile(temporary, OWNERS);
                Files.copy(archive, temporary, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
