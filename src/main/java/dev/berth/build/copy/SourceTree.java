package dev.berth.build.copy;

import dev.berth.context.PathPattern;
import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tree to copy from: the build context, or the files of a stage or an image. Whatever path is asked for, and whatever
 * symbolic links it goes through, it stays within the tree.
 *
 * @param root the tree's root
 */
public record SourceTree(Fd root) {

    /**
     * The paths that a source of {@code COPY} or {@code ADD} names, sorted.
     *
     * @param source a path or pattern; {@code ..} at the beginning is the root itself, as with docker
     * @return cleaned paths without a slash at the beginning, the root being the empty one; none if nothing fits
     * @throws KernelException if the tree cannot be read
     * @throws IllegalArgumentException if the pattern is none
     */
    public List<String> select(String source) throws KernelException {
        String path = cleaned(source);
        if (!special(path)) {
            return status(path).isPresent() ? List.of(path) : List.of();
        }
        List<String> found = List.of("");
        for (String name : path.split("/")) {
            // each path once: several ** would name one many times over
            Set<String> next = new LinkedHashSet<>();
            for (String parent : found) {
                if (name.equals("**")) {
                    addAll(parent, next);
                } else if (special(name)) {
                    addMatching(parent, PathPattern.glob(name), next);
                } else if (status(join(parent, name)).isPresent()) {
                    next.add(join(parent, name));
                }
            }
            found = List.copyOf(next);
        }
        return found;
    }

    private static boolean special(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0 || path.indexOf('\\') >= 0;
    }

    private void addMatching(String parent, PathPattern pattern, Set<String> result) throws KernelException {
        for (String name : names(parent)) {
            if (pattern.matches(name)) {
                result.add(join(parent, name));
            }
        }
    }

    private void addAll(String parent, Set<String> result) throws KernelException {
        if (!result.add(parent)) {
            // with all that is below
            return;
        }
        for (String name : names(parent)) {
            String path = join(parent, name);
            if (ownStatus(path).filter(FileStatus::isDirectory).isPresent()) {
                addAll(path, result);
            }
        }
    }

    private List<String> names(String directory) throws KernelException {
        try (Fd fd = open(directory, OpenFlags.DIRECTORY)) {
            List<byte[]> names = DirectoryEntries.names(fd.number());
            names.sort(Arrays::compareUnsigned);
            return names.stream().map(FileName::text).toList();
        } catch (KernelException e) {
            if (missing(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * What a path is, links followed.
     *
     * @param path as {@link #select} answers it
     */
    public Optional<FileStatus> status(String path) throws KernelException {
        return status(path, OpenFlags.PATH);
    }

    private Optional<FileStatus> ownStatus(String path) throws KernelException {
        return status(path, OpenFlags.PATH | OpenFlags.NOFOLLOW);
    }

    private Optional<FileStatus> status(String path, int flags) throws KernelException {
        try (Fd fd = open(path, flags)) {
            return Optional.of(FileStatus.of(fd.number())).filter(status -> !status.isWhiteout());
        } catch (KernelException e) {
            if (missing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Opens a regular file or a directory to read, links followed.
     *
     * @param path as {@link #select} answers it
     */
    public Fd open(String path) throws KernelException {
        // never waits on a pipe
        return open(path, OpenFlags.RDONLY | OpenFlags.NONBLOCK);
    }

    /** Opens a place, links followed, without reading from it. */
    public Fd openPath(String path) throws KernelException {
        return open(path, OpenFlags.PATH);
    }

    private static boolean missing(KernelException e) {
        return e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP;
    }

    private Fd open(String path, int flags) throws KernelException {
        String whole = path.isEmpty() ? "/" : path;
        return Fd.openInRoot(root.number(), FileName.bytes(whole), whole, flags, 0);
    }

    /** A path below another. */
    static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + '/' + name;
    }

    /** A path without {@code .}, {@code ..} and double slashes, as text. */
    public static String cleaned(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.remove(names.size() - 1);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }
}
