package dev.berth.build.copy;

import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the sources of one {@code COPY} or {@code ADD} go, by docker's rules: a directory's contents into the
 * destination; a file under its own name if the destination is a directory or is written like one, else as the
 * destination itself.
 *
 * @param target the image's files
 * @param destination absolute, cleaned
 * @param directory whether it is written like a directory
 * @param owner of what is made
 * @param copied owner of what is copied; without one it keeps its own
 * @param mode changes of permissions
 * @param excluded paths within a source directory that are left out
 */
public record Placement(TargetTree target, String destination, boolean directory, Identity owner,
        Optional<Identity> copied, Optional<ModeChange> mode, Predicate<String> excluded) {

    /**
     * Copies a source.
     *
     * @param tree where it is
     * @param path as {@link SourceTree#select} answers it
     * @throws CopyFailure if the destination does not fit it
     */
    public void place(SourceTree tree, String path) throws IOException {
        place(tree, path, destination, directory, copied);
    }

    /**
     * Copies a source with the directories that it is in, from {@code /./} in the pattern on.
     *
     * @param tree where it is
     * @param path as {@link SourceTree#select} answers it
     * @param written the pattern
     */
    public void withParents(SourceTree tree, String path, String written) throws IOException {
        int pivot = written.indexOf("/./");
        String skipped = pivot < 0 ? "" : SourceTree.cleaned(written.substring(0, pivot));
        String kept = !skipped.isEmpty() && path.startsWith(skipped + '/') ? path.substring(skipped.length() + 1)
                : path;
        int slash = kept.lastIndexOf('/');
        boolean isDirectory = tree.status(path).filter(FileStatus::isDirectory).isPresent();
        String below = isDirectory ? kept : slash < 0 ? "" : kept.substring(0, slash);
        makeLike(tree, path.substring(0, path.length() - kept.length()), below);
        String whole = below.isEmpty() ? destination : (destination.equals("/") ? "" : destination) + '/' + below;
        place(tree, path, whole, true, copied);
    }

    /** Makes directories on the way as they are in the source. */
    private void makeLike(SourceTree tree, String prefix, String below) throws IOException {
        StringBuilder way = new StringBuilder();
        for (String name : below.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            way.append(way.isEmpty() ? "" : "/").append(name);
            String whole = (destination.equals("/") ? "" : destination) + '/' + way;
            boolean there = target.status(whole).isPresent();
            try (Fd made = target.directory(whole, owner)) {
                Optional<FileStatus> status = tree.status(SourceTree.cleaned(prefix + way));
                if (!there && status.isPresent()) {
                    copier(copied).likeness(status.get(), made);
                }
            }
        }
    }

    /**
     * Copies what was in an archive into the destination, with its own owners.
     *
     * @param from the directory where it was unpacked
     * @param to whose it shall be, in place of its own
     * @param unnamed paths of directories that the archive does not name
     */
    public void archive(Fd from, Optional<Identity> to, Set<String> unnamed) throws IOException {
        String prefix = destination.equals("/") ? "" : destination;
        try (Fd into = target.directory(destination, owner)) {
            new TreeCopier(to, mode, excluded, Optional.of(new ArchiveRules(unnamed,
                    path -> target.directory(prefix + '/' + path, owner)))).contents(from, into);
        }
    }

    private void place(SourceTree tree, String path, String into, boolean asDirectory, Optional<Identity> to)
            throws IOException {
        FileStatus status = tree.status(path).orElseThrow(() -> new CopyFailure("stat " + path
                + ": file does not exist"));
        if (status.isDirectory()) {
            try (Fd from = tree.open(path); Fd directory = made(into)) {
                copier(to).contents(from, directory);
            }
            return;
        }
        if (status.type() != FileStatus.REGULAR) {
            throw new CopyFailure(path + " is neither a file nor a directory");
        }
        try (Fd from = tree.open(path)) {
            file(from, status, path.substring(path.lastIndexOf('/') + 1), into, asDirectory, to);
        }
    }

    /**
     * Copies a file that may be in no tree.
     *
     * @param from the file
     * @param status what it is
     * @param name its own name
     */
    public void file(Fd from, FileStatus status, String name) throws IOException {
        file(from, status, name, destination, directory, copied);
    }

    private void file(Fd from, FileStatus status, String name, String into, boolean asDirectory,
            Optional<Identity> to) throws IOException {
        boolean inside = asDirectory || target.status(into).filter(FileStatus::isDirectory).isPresent();
        if (into.equals("/") && !inside) {
            throw new CopyFailure("the destination / is a directory");
        }
        int slash = into.lastIndexOf('/');
        try (Fd parent = made(inside ? into : into.substring(0, slash))) {
            copier(to).file(from, status, parent, inside ? name : into.substring(slash + 1));
        }
    }

    /**
     * Writes a file whose content is at hand: 0644 unless permissions were asked for.
     *
     * @param name its own name
     * @param content its content
     */
    public void text(String name, byte[] content) throws IOException {
        boolean inside = directory || target.status(destination).filter(FileStatus::isDirectory).isPresent();
        int slash = destination.lastIndexOf('/');
        String last = inside ? name : destination.substring(slash + 1);
        try (Fd parent = made(inside ? destination : destination.substring(0, slash))) {
            byte[] bytes = last.getBytes(StandardCharsets.UTF_8);
            TreeCopier.clear(parent, bytes);
            try (Fd file = FileCalls.open(parent.number(), bytes, OpenFlags.CREAT | OpenFlags.EXCL | OpenFlags.WRONLY,
                    0600)) {
                file.write(content);
                FileCalls.chown(file.number(), owner.uid(), owner.gid());
                FileCalls.chmod(file.number(), mode.map(change -> change.apply(0644, false)).orElse(0644));
                FileCalls.setTime(file.number(), Instant.now().getEpochSecond(), 0);
            }
        }
    }

    /** Makes the destination: with {@code --chmod} in octal digits what is missing on the way gets that mode too. */
    private Fd made(String path) throws IOException {
        return mode.isPresent() ? target.directory(path, owner, mode.get().ofParents())
                : target.directory(path, owner);
    }

    private TreeCopier copier(Optional<Identity> to) {
        return new TreeCopier(to, mode, excluded);
    }
}
