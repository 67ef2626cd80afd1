package dev.berth.shell.build;

import dev.berth.context.GitFailure;
import dev.berth.context.GitReference;
import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where a build's context comes from. Closing it removes what it made. */
public sealed interface ContextSource extends Closeable permits DirectorySource, GitSource, StreamSource, UrlSource {

    /** The name that means standard input. */
    String STANDARD_INPUT = "-";
    /** How often a git server is asked for news. */
    Duration GIT_INTERVAL = Duration.ofSeconds(30);

    /**
     * The context as it is now.
     *
     * @throws CommandException if there is none, with the sentence to show
     */
    BuildContext open() throws IOException;

    /**
     * Waits for the context to change since it was opened last.
     *
     * @param notice hears what changed, a line each
     * @throws CommandException if this kind of context cannot be watched
     */
    void awaitChange(ChangeNotice notice) throws IOException, InterruptedException;

    /** Hears what changed. */
    interface ChangeNotice {
        /**
         * A change.
         *
         * @param line for example {@code changed: src/a.c}
         */
        void say(String line) throws IOException;
    }

    /**
     * The source that an argument means, as docker reads it.
     *
     * @param session whose directory and standard input it is
     * @param context a directory, {@code -}, a git URL or another URL
     * @param dockerfile what {@code -f} says; empty for {@code Dockerfile} in the context
     * @param keepsGit whether what is git's own comes with a git URL
     * @param watch whether it will be watched, and how often a git server is asked whether a branch has moved
     * @param beside directories of this machine that are watched with a directory, by name
     * @throws CommandException if it means none
     */
    static ContextSource of(Session session, String context, String dockerfile, boolean keepsGit,
            Optional<Duration> watch, Map<String, Path> beside) throws IOException {
        if (context.equals(STANDARD_INPUT)) {
            if (dockerfile.equals(STANDARD_INPUT)) {
                throw new CommandException("invalid argument: can't use stdin for both build context and dockerfile");
            }
            return new StreamSource(session.in(), name(dockerfile));
        }
        if (GitReference.isGit(context)) {
            try {
                return new GitSource(session, GitReference.parse(context), dockerfile, keepsGit,
                        watch.orElse(GIT_INTERVAL));
            } catch (GitFailure e) {
                throw new CommandException("unable to prepare context: " + e.getMessage());
            }
        }
        if (context.startsWith("http://") || context.startsWith("https://")) {
            if (dockerfile.equals(STANDARD_INPUT)) {
                throw new CommandException("a Dockerfile from standard input needs a directory or a git URL as its "
                        + "context: download and unpack " + context + " first");
            }
            return new UrlSource(context, name(dockerfile));
        }
        Path directory = session.resolve(context);
        if (!Files.exists(directory)) {
            throw new CommandException("unable to prepare context: path \"" + context + "\" not found");
        }
        if (!Files.isDirectory(directory)) {
            throw new CommandException("unable to prepare context: " + directory + " is not a directory");
        }
        return new DirectorySource(directory, DockerfileChoice.of(session, directory, dockerfile),
                watch.isPresent(), beside);
    }

    private static String name(String dockerfile) {
        return dockerfile.isEmpty() ? DockerfileChoice.USUAL : dockerfile;
    }
}
