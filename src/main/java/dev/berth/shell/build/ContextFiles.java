package dev.berth.shell.build;

import dev.berth.context.IgnorePatterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Walks a context: the files of a directory that its patterns do not leave out, each directory before what is in it,
 * by name. Symbolic links are not followed. Files that vanish meanwhile are passed over.
 */
final class ContextFiles {

    /**
     * A file.
     *
     * @param name its path from the root, with slashes
     * @param path where it is
     * @param attributes of the {@code unix} view
     */
    record Found(String name, Path path, Map<String, Object> attributes) {
        private static final int TYPE = 0170000;

        int mode() {
            return (int) attributes.get("mode");
        }

        int type() {
            return mode() & TYPE;
        }

        boolean isDirectory() {
            return type() == 0040000;
        }

        long size() {
            return (long) attributes.get("size");
        }
    }

    private static final String ATTRIBUTES = "unix:mode,size,nlink,ino,dev,rdev,lastModifiedTime";

    private record Directory(IgnorePatterns.Verdict verdict, Optional<Found> pending, Iterator<Path> entries) {
    }

    private final Path root;
    private final IgnorePatterns patterns;
    private final Set<String> always;
    private final Consumer<Path> directories;
    private final Deque<Directory> open = new ArrayDeque<>();
    private final Deque<Found> ready = new ArrayDeque<>();
    private final Deque<Found> heldBack = new ArrayDeque<>();

    /**
     * A walk.
     *
     * @param root the context
     * @param patterns what is left out
     * @param always paths that are sent whatever the patterns say
     * @param directories hears of each directory that is looked into
     */
    ContextFiles(Path root, IgnorePatterns patterns, Set<String> always, Consumer<Path> directories)
            throws IOException {
        this.root = root;
        this.patterns = patterns;
        this.always = always;
        this.directories = directories;
        open.push(new Directory(patterns.root(), Optional.empty(), list(root)));
    }

    /** The next file; nothing at the end. */
    Optional<Found> next() throws IOException {
        while (ready.isEmpty() && !open.isEmpty()) {
            Directory directory = open.peek();
            if (directory.entries().hasNext()) {
                take(directory, directory.entries().next());
            } else {
                open.pop();
                if (directory.pending().isPresent()) {
                    // nothing of it was wanted after all
                    heldBack.remove(directory.pending().get());
                }
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    /** A file, if it is there. */
    static Optional<Found> find(Path root, Path path) throws IOException {
        try {
            return Optional.of(new Found(root.relativize(path).toString(), path,
                    Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void take(Directory parent, Path path) throws IOException {
        Optional<Found> there = find(root, path);
        if (there.isEmpty()) {
            return;
        }
        Found found = there.get();
        IgnorePatterns.Verdict verdict = patterns.of(found.name(), parent.verdict());
        boolean wanted = !verdict.excluded() || always.contains(found.name());
        if (wanted) {
            // the directories above it, where they are left out themselves
            while (!heldBack.isEmpty()) {
                ready.add(heldBack.pollFirst());
            }
            ready.add(found);
        }
        if (!found.isDirectory()) {
            return;
        }
        if (wanted) {
            open.push(new Directory(verdict, Optional.empty(), list(path)));
        } else if (patterns.mayTakeInBelow(found.name()) || alwaysBelow(found.name())) {
            heldBack.addLast(found);
            open.push(new Directory(verdict, Optional.of(found), list(path)));
        }
    }

    private boolean alwaysBelow(String directory) {
        for (String name : always) {
            if (name.startsWith(directory + '/')) {
                return true;
            }
        }
        return false;
    }

    private Iterator<Path> list(Path directory) throws IOException {
        directories.accept(directory);
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> stream = Files.list(directory)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return entries.iterator();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return entries.iterator();
    }
}
