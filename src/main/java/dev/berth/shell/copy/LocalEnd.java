package dev.berth.shell.copy;

import dev.berth.shell.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Finds what is at this machine's end of a copy, by docker's rules (pkg/archive/copy.go). */
public final class LocalEnd {

    /** So many links are followed to find a destination (pkg/archive: CopyInfoDestinationPath). */
    private static final int MOST_LINKS = 10;

    private LocalEnd() {
    }

    /**
     * A source.
     *
     * @param path absolute, its end as it was given
     * @param follow whether a link at its end is followed
     * @throws CommandException if nothing is there
     */
    public static CopyEnd source(String path, boolean follow) throws IOException {
        Path given = Path.of(path);
        String ending = CopyEnd.namesContents(path) ? "/." : path.endsWith("/") ? "/" : "";
        boolean whole = follow || !ending.isEmpty();
        try {
            Path real = whole || given.getParent() == null ? given.toRealPath()
                    : given.getParent().toRealPath().resolve(given.getFileName());
            boolean directory = Files.readAttributes(real, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS).isDirectory();
            if (!directory && !ending.isEmpty()) {
                throw new CommandException("not a directory");
            }
            String resolved = real.toString().equals("/") ? "/" + ending.substring(Math.min(1, ending.length()))
                    : real + ending;
            String asked = CopyEnd.base(path);
            return new CopyEnd(resolved, true, directory, asked.equals(CopyEnd.base(resolved)) ? "" : asked);
        } catch (NoSuchFileException e) {
            throw new CommandException("lstat " + path + ": no such file or directory");
        }
    }

    /**
     * A destination.
     *
     * @param path absolute, its end as it was given
     * @throws CommandException if it can be none
     */
    public static CopyEnd destination(String path) throws IOException {
        requireOutput(path);
        String at = path;
        for (int links = 0; Files.isSymbolicLink(Path.of(at)); links++) {
            if (links > MOST_LINKS) {
                throw new CommandException("too many symlinks in " + path);
            }
            Path target = Files.readSymbolicLink(Path.of(at));
            at = target.isAbsolute() ? target.toString()
                    : Path.of(CopyEnd.parent(at)).resolve(target).normalize().toString();
        }
        if (Files.exists(Path.of(at), LinkOption.NOFOLLOW_LINKS)) {
            return new CopyEnd(at, true, Files.isDirectory(Path.of(at)), "");
        }
        Path parent = Path.of(CopyEnd.parent(at));
        if (!Files.exists(parent)) {
            throw new CommandException("lstat " + parent + ": no such file or directory");
        } else if (!Files.isDirectory(parent)) {
            throw new CommandException("not a directory");
        }
        return new CopyEnd(at, false, false, "");
    }

    private static void requireOutput(String path) {
        Path parent = Path.of(path).normalize().getParent();
        if (parent != null && !Files.exists(parent)) {
            throw new CommandException("invalid output path: directory \"" + parent + "\" does not exist");
        }
        Path file = Path.of(path);
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new CommandException("invalid output path: \"" + path
                    + "\" must be a directory or a regular file: got a device");
        }
    }
}
