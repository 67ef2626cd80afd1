package dev.berth.shell.build;

import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Which Dockerfile a directory is built with.
 *
 * @param name its path in the context
 * @param file where it is read from
 * @param outside whether it is not in the directory, so that its content is sent beside it
 * @param given its content, when that came from standard input
 */
record DockerfileChoice(String name, Path file, boolean outside, Optional<byte[]> given) {

    /** The name that needs no {@code -f}. */
    static final String USUAL = "Dockerfile";

    /**
     * Reads the choice.
     *
     * @param session whose directory a relative path starts from, and whose standard input {@code -} means
     * @param directory the context
     * @param given what {@code -f} says; empty for {@link #USUAL}
     */
    static DockerfileChoice of(Session session, Path directory, String given) throws IOException {
        if (given.equals(ContextSource.STANDARD_INPUT)) {
            return outside(Path.of(given), Optional.of(session.in().readAllBytes()));
        }
        if (given.isEmpty()) {
            return new DockerfileChoice(USUAL, directory.resolve(USUAL), false, Optional.empty());
        }
        Path file = session.resolve(given);
        if (!Files.exists(file)) {
            // docker looks in the context too
            Path inContext = directory.resolve(given).normalize();
            file = Files.exists(inContext) ? inContext : file;
        }
        Path root = directory.toRealPath();
        Path parent;
        try {
            parent = file.getParent().toRealPath();
        } catch (NoSuchFileException e) {
            throw new CommandException("unable to prepare context: the Dockerfile " + file + " does not exist");
        }
        if (parent.startsWith(root)) {
            return new DockerfileChoice(root.relativize(parent.resolve(file.getFileName())).toString(), file,
                    false, Optional.empty());
        }
        return outside(file, Optional.empty());
    }

    /** It is sent under a name that no file has. */
    private static DockerfileChoice outside(Path file, Optional<byte[]> given) {
        return new DockerfileChoice(".dockerfile." + UUID.randomUUID().toString().replace("-", "").substring(0, 20),
                file, true, given);
    }

    /** What messages call it: its path in the context; that of one from elsewhere would say nothing to the user. */
    String shownName() {
        if (given.isPresent()) {
            return USUAL;
        }
        return outside ? file.getFileName().toString() : name;
    }

    /**
     * Its content now.
     *
     * @throws CommandException if it is not there
     */
    byte[] content() throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandException("unable to prepare context: unable to evaluate symlinks in Dockerfile path: "
                    + "lstat " + file + ": no such file or directory");
        }
    }
}
