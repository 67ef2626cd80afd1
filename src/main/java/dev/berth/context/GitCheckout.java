package dev.berth.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * A commit of a repository with its submodules, in a directory.
 *
 * @param directory the root of its files, with {@code .git}
 * @param commit its id
 */
public record GitCheckout(Path directory, String commit) {

    /**
     * Fetches a commit without the history before it.
     *
     * @param reference which one
     * @param directory an empty directory
     * @param environment git's variables; they say which protocols and which configuration it may use
     * @throws GitFailure if it cannot be had
     */
    public static GitCheckout fetch(GitReference reference, Path directory, Map<String, String> environment)
            throws IOException {
        GitProgram git = new GitProgram(environment, directory);
        git.run("init", "--quiet", "--template=");
        git.run("remote", "add", "--", "origin", reference.url());
        String wanted = reference.wanted();
        try {
            git.run("fetch", "--quiet", "--depth", "1", "origin", "--", wanted);
            git.run("checkout", "--quiet", "--detach", "FETCH_HEAD");
        } catch (GitFailure e) {
            // a commit that is no branch's: some servers give it only with all of the history
            if (!wanted.matches("[0-9a-f]{7,64}")) {
                throw e;
            }
            git.run("fetch", "--quiet", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*");
            git.run("checkout", "--quiet", "--detach", wanted);
        }
        String commit = git.run("rev-parse", "HEAD").strip();
        if (Files.exists(directory.resolve(".gitmodules"), LinkOption.NOFOLLOW_LINKS)) {
            git.run("submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1");
        }
        return new GitCheckout(directory, commit);
    }

    /**
     * The commit that a server has under a reference now; empty if none.
     *
     * @param reference which one
     * @param directory any directory
     * @param environment git's variables
     * @throws GitFailure if the server cannot be asked
     */
    public static String current(GitReference reference, Path directory, Map<String, String> environment)
            throws IOException {
        String answer = new GitProgram(environment, directory).run("ls-remote", "--", reference.url(),
                reference.wanted());
        String found = "";
        for (String line : answer.split("\n")) {
            int tab = line.indexOf('\t');
            if (tab > 0 && (found.isEmpty() || line.endsWith("^{}"))) {
                // an annotated tag's own line is followed by that of its commit
                found = line.substring(0, tab);
            }
        }
        return found;
    }
}
