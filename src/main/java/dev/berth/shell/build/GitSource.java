package dev.berth.shell.build;

import dev.berth.context.GitCheckout;
import dev.berth.context.GitFailure;
import dev.berth.context.GitReference;
import dev.berth.kernel.FileTree;
import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A directory of a git repository as a context: fetched without history into a private directory for each build. */
final class GitSource implements ContextSource {

    private final Session session;
    private final GitReference reference;
    private final String dockerfile;
    private final boolean keepsGit;
    private final Duration interval;
    private String builtCommit = "";

    GitSource(Session session, GitReference reference, String dockerfile, boolean keepsGit, Duration interval) {
        this.session = session;
        this.reference = reference;
        this.dockerfile = dockerfile;
        this.keepsGit = keepsGit;
        this.interval = interval;
    }

    @Override
    public BuildContext open() throws IOException {
        // mode 0700: nobody else may change the context before it is sent
        Path clone = Files.createTempDirectory("berth-git-");
        try {
            builtCommit = fetch(session, reference, clone);
            Path root = root(reference, clone);
            DirectorySource source = keepsGit ? new DirectorySource(root, choice(root), false, Map.of())
                    : new DirectorySource(root, choice(root), false, Map.of(), ".git", "**/.git");
            BuildContext context = source.open();
            return new BuildContext(deletingAtEnd(context.archive(), clone), context.dockerfile(), context.shown());
        } catch (IOException | RuntimeException e) {
            FileTree.remove(clone);
            throw e;
        }
    }

    private DockerfileChoice choice(Path root) throws IOException {
        if (dockerfile.equals(ContextSource.STANDARD_INPUT)) {
            return DockerfileChoice.of(session, root, dockerfile);
        }
        String name = dockerfile.isEmpty() ? DockerfileChoice.USUAL : dockerfile;
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)) {
            throw new CommandException("unable to prepare context: the Dockerfile " + name
                    + " must be within the build context");
        }
        return new DockerfileChoice(name, file, false, Optional.empty());
    }

    /**
     * Fetches a repository.
     *
     * @param clone an empty directory
     * @return the commit
     */
    static String fetch(Session session, GitReference reference, Path clone) throws IOException {
        try {
            return GitCheckout.fetch(reference, clone, session.environment()).commit();
        } catch (GitFailure e) {
            throw new CommandException("unable to prepare context: " + e.getMessage());
        }
    }

    /** The directory of a repository that is meant. */
    static Path root(GitReference reference, Path clone) throws IOException {
        Path root = clone.toRealPath();
        Path wanted = root.resolve("./" + reference.directory()).normalize();
        if (!Files.isDirectory(wanted)) {
            throw new CommandException("unable to prepare context: no directory \"" + reference.directory()
                    + "\" in " + reference.url());
        }
        Path real = wanted.toRealPath();
        if (!real.startsWith(root)) {
            throw new CommandException("unable to prepare context: \"" + reference.directory()
                    + "\" leads out of the repository");
        }
        return real;
    }

    /** An archive of a directory that goes with it. */
    static InputStream deletingAtEnd(InputStream archive, Path clone) {
        return new FilterInputStream(archive) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    FileTree.remove(clone);
                }
            }
        };
    }

    @Override
    public void awaitChange(ChangeNotice notice) throws IOException, InterruptedException {
        while (true) {
            Thread.sleep(interval.toMillis());
            String now;
            try {
                now = GitCheckout.current(reference, session.directory(), session.environment());
            } catch (GitFailure e) {
                // a server may be away for a while; the next try will tell
                notice.say(e.getMessage());
                continue;
            }
            if (!now.isEmpty() && !now.equals(builtCommit)) {
                notice.say("moved: " + reference.wanted() + " "
                        + builtCommit.substring(0, Math.min(12, builtCommit.length())) + " → "
                        + now.substring(0, Math.min(12, now.length())));
                return;
            }
        }
    }

    @Override
    public void close() {
    }
}
