package dev.berth.shell.build;

import dev.berth.context.IgnorePatterns;
import dev.berth.shell.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A directory of this machine as a context. */
final class DirectorySource implements ContextSource {

    private static final String IGNORE_FILE = ".dockerignore";

    private final Path directory;
    private final DockerfileChoice dockerfile;
    private final boolean watched;
    private final Map<String, Path> beside;
    private final List<String> leftOut;
    private final Map<String, FileStamp> sent = new HashMap<>();
    private Optional<ContextArchive> archive = Optional.empty();

    /**
     * A directory.
     *
     * @param directory the context
     * @param dockerfile which one
     * @param watched whether {@link #awaitChange} will be called
     * @param beside further directories that are watched, by name
     * @param leftOut patterns besides those of the directory
     */
    DirectorySource(Path directory, DockerfileChoice dockerfile, boolean watched, Map<String, Path> beside,
            String... leftOut) {
        this.directory = directory;
        this.dockerfile = dockerfile;
        this.watched = watched;
        this.beside = Map.copyOf(beside);
        this.leftOut = List.of(leftOut);
    }

    @Override
    public BuildContext open() throws IOException {
        archive = Optional.empty();
        byte[] text = dockerfile.content();
        List<ContextArchive.Extra> extras = new ArrayList<>();
        if (dockerfile.outside()) {
            extras.add(new ContextArchive.Extra(dockerfile.name(), text));
            // tells the engine that COPY of everything does not mean these two
            extras.add(new ContextArchive.Extra(IGNORE_FILE, (ignoreText() + "\n" + IGNORE_FILE + "\n"
                    + dockerfile.name() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        sent.clear();
        if (watched) {
            stampDockerfile(sent);
            stampBeside(sent, path -> { });
        }
        archive = Optional.of(new ContextArchive(Optional.of(files(path -> { })), this::remember, extras));
        DockerfileExcerpt shown = new DockerfileExcerpt(dockerfile.shownName(),
                new String(text, StandardCharsets.UTF_8));
        return new BuildContext(archive.get(), dockerfile.name(), Optional.of(shown));
    }

    private void remember(ContextFiles.Found found) {
        if (watched) {
            sent.put(found.name(), FileStamp.of(found));
        }
    }

    private ContextFiles files(Consumer<Path> directories) throws IOException {
        return new ContextFiles(directory, patterns(), Set.of(dockerfile.name(), IGNORE_FILE), directories);
    }

    private IgnorePatterns patterns() throws IOException {
        List<String> lines = new ArrayList<>(List.of(ignoreText()));
        lines.addAll(leftOut);
        return patterns(String.join("\n", lines), ignoreFile());
    }

    private static IgnorePatterns patterns(String text, Path file) {
        try {
            return IgnorePatterns.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("error checking context: the file " + file + " is wrong: " + e.getMessage());
        }
    }

    /** The patterns of a directory without a Dockerfile of its own. */
    static IgnorePatterns patterns(Path directory) throws IOException {
        Path file = directory.resolve(IGNORE_FILE);
        return patterns(text(file), file);
    }

    private String ignoreText() throws IOException {
        return text(ignoreFile());
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    /** {@code NAME.dockerignore} beside the Dockerfile goes before the context's own. */
    private Path ignoreFile() {
        Path own = dockerfile.file().resolveSibling(dockerfile.file().getFileName() + IGNORE_FILE);
        return Files.exists(own) ? own : directory.resolve(IGNORE_FILE);
    }

    @Override
    public void awaitChange(ChangeNotice notice) throws IOException, InterruptedException {
        boolean whole = archive.isPresent() && archive.get().isEnded();
        new DirectoryWatch(this::stamps, whole ? sent : stamps(path -> { })).await(notice);
    }

    private Map<String, FileStamp> stamps(Consumer<Path> directories) throws IOException {
        Map<String, FileStamp> stamps = new HashMap<>();
        stamp(files(directories), "", stamps);
        if (dockerfile.outside() && dockerfile.given().isEmpty()) {
            directories.accept(dockerfile.file().getParent());
        }
        stampDockerfile(stamps);
        stampBeside(stamps, directories);
        return stamps;
    }

    private void stampBeside(Map<String, FileStamp> stamps, Consumer<Path> directories) throws IOException {
        for (Map.Entry<String, Path> one : beside.entrySet()) {
            stamp(new ContextFiles(one.getValue(), patterns(one.getValue()), Set.of(), directories),
                    one.getKey() + ": ", stamps);
        }
    }

    private static void stamp(ContextFiles files, String before, Map<String, FileStamp> stamps) throws IOException {
        for (Optional<ContextFiles.Found> next = files.next(); next.isPresent(); next = files.next()) {
            stamps.put(before + next.get().name(), FileStamp.of(next.get()));
        }
    }

    private void stampDockerfile(Map<String, FileStamp> stamps) throws IOException {
        if (dockerfile.outside() && dockerfile.given().isEmpty()) {
            ContextFiles.find(dockerfile.file().getParent(), dockerfile.file())
                    .ifPresent(found -> stamps.put(dockerfile.file().toString(), FileStamp.of(found)));
        }
    }

    @Override
    public void close() throws IOException {
    }
}
