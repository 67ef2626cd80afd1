package dev.berth.shell.build;

import dev.berth.context.ArchiveFrames;
import dev.berth.context.GitFailure;
import dev.berth.context.GitReference;
import dev.berth.context.IgnorePatterns;
import dev.berth.kernel.FileTree;
import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import dev.berth.shell.Context;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --build-context}: files and images that a Dockerfile knows by name. */
public final class NamedContexts {

    private static final String IMAGE = "docker-image://";
    private static final String ARCHIVE = "archive";
    /** The name that buildx gives a file of a web server. */
    private static final String FILE = "context";

    private final Map<String, String> given;
    private final Map<String, Path> directories;
    private final boolean keepsGit;

    private NamedContexts(Map<String, String> given, Map<String, Path> directories, boolean keepsGit) {
        this.given = given;
        this.directories = directories;
        this.keepsGit = keepsGit;
    }

    /**
     * Reads the flags.
     *
     * @param context whose directory relative paths start from
     * @param flags {@code NAME=VALUE}
     * @param keepsGit whether what is git's own comes with a git URL
     * @throws CommandException if one is wrong, in buildx's words
     */
    public static NamedContexts of(Context context, List<String> flags, boolean keepsGit) {
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, Path> directories = new LinkedHashMap<>();
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            if (equals < 0) {
                throw new CommandException("invalid context value: " + flag + ", expected key=value");
            }
            String name = flag.substring(0, equals);
            String value = flag.substring(equals + 1);
            if (name.isEmpty() || name.indexOf(' ') >= 0) {
                throw new CommandException("invalid context name " + name + ": invalid reference format");
            }
            boolean elsewhere = value.startsWith(IMAGE) || value.startsWith(OciLayout.SCHEME)
                    || GitReference.isGit(value) || isWeb(value);
            if (!elsewhere) {
                directories.put(name, directory(context.session(), name, value));
            }
            given.put(name, value);
        }
        return new NamedContexts(given, directories, keepsGit);
    }

    /** Those that are directories of this machine, by name. */
    public Map<String, Path> directories() {
        return directories;
    }

    private static boolean isWeb(String value) {
        return value.startsWith("http://") || value.startsWith("https://");
    }

    private static Path directory(Session session, String name, String value) {
        Path directory = session.resolve(value);
        if (!Files.exists(directory)) {
            throw new CommandException("failed to get build context " + name + ": stat " + value
                    + ": no such file or directory");
        } else if (!Files.isDirectory(directory)) {
            throw new CommandException("failed to get build context path " + value + ": not a directory");
        }
        return directory;
    }

    /**
     * The contexts on their way to the engine.
     *
     * @param values what they are, by name
     * @param archive their archives, and that of the build's own after them
     * @param closing what ends with them, in this order
     */
    record Opened(Map<String, String> values, InputStream archive, List<Closeable> closing) implements Closeable {
        @Override
        public void close() throws IOException {
            for (Closeable one : closing) {
                one.close();
            }
        }
    }

    /**
     * Opens them as they are now.
     *
     * @param context whose directory relative paths start from, and whose engine it is
     * @param main the build's own, which stays the caller's
     */
    Opened open(Context context, InputStream main) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        List<InputStream> archives = new ArrayList<>();
        List<Closeable> closing = new ArrayList<>();
        boolean done = false;
        try {
            for (Map.Entry<String, String> one : given.entrySet()) {
                String value = one.getValue();
                if (value.startsWith(IMAGE)) {
                    values.put(one.getKey(), value);
                } else if (value.startsWith(OciLayout.SCHEME)) {
                    OciLayout.Loaded loaded = OciLayout.load(context, value);
                    closing.add(loaded);
                    values.put(one.getKey(), IMAGE + loaded.id());
                } else {
                    InputStream archive = directories.containsKey(one.getKey())
                            ? archive(directories.get(one.getKey())) : fetched(context.session(), value);
                    closing.add(archive);
                    archives.add(ArchiveFrames.wrap(archive));
                    values.put(one.getKey(), ARCHIVE);
                }
            }
            archives.add(main);
            done = true;
        } finally {
            if (!done) {
                new Opened(values, main, closing).close();
            }
        }
        return new Opened(values, archives.size() == 1 ? main
                : new SequenceInputStream(Collections.enumeration(archives)), closing);
    }

    private static InputStream archive(Path directory) throws IOException {
        return archive(directory, DirectorySource.patterns(directory));
    }

    private InputStream fetched(Session session, String value) throws IOException {
        return GitReference.isGit(value) ? repository(session, value) : file(value);
    }

    private static InputStream archive(Path directory, IgnorePatterns patterns) throws IOException {
        return new ContextArchive(Optional.of(new ContextFiles(directory, patterns, Set.of(), found -> { })),
                found -> { }, List.of());
    }

    private InputStream repository(Session session, String value) throws IOException {
        // mode 0700, as the build's own
        Path clone = Files.createTempDirectory("berth-git-");
        try {
            GitReference reference = GitReference.parse(value);
            GitSource.fetch(session, reference, clone);
            IgnorePatterns patterns = IgnorePatterns.of(keepsGit ? List.of() : List.of(".git", "**/.git"));
            return GitSource.deletingAtEnd(archive(GitSource.root(reference, clone), patterns), clone);
        } catch (GitFailure e) {
            FileTree.remove(clone);
            throw new CommandException("unable to prepare context: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            FileTree.remove(clone);
            throw e;
        }
    }

    private static InputStream file(String url) throws IOException {
        Path directory = Files.createTempDirectory("berth-url-");
        try (InputStream in = UrlSource.get(url)) {
            Files.copy(in, directory.resolve(FILE));
            return GitSource.deletingAtEnd(archive(directory, IgnorePatterns.of(List.of())), directory);
        } catch (IOException | RuntimeException e) {
            FileTree.remove(directory);
            throw e;
        }
    }
}
