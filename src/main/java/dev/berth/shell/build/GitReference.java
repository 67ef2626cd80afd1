package dev.berth.shell.build;

import dev.berth.shell.CommandException;

/**
 * A git URL as a context: {@code URL#REF:DIRECTORY}.
 *
 * @param url the repository
 * @param reference branch, tag or commit; empty for the repository's default branch
 * @param directory below the repository's root; empty for the root
 */
record GitReference(String url, String reference, String directory) {

    /** Whether docker takes this for a git URL. */
    static boolean isGit(String context) {
        String before = context.indexOf('#') < 0 ? context : context.substring(0, context.indexOf('#'));
        boolean http = before.startsWith("http://") || before.startsWith("https://");
        return http && before.endsWith(".git") || before.startsWith("git://") || before.startsWith("ssh://")
                || before.startsWith("git@") || before.startsWith("github.com/");
    }

    /**
     * Reads it.
     *
     * @throws CommandException if a part of it could be taken for an option of git
     */
    static GitReference parse(String context) {
        int hash = context.indexOf('#');
        String url = hash < 0 ? context : context.substring(0, hash);
        String fragment = hash < 0 ? "" : context.substring(hash + 1);
        int colon = fragment.indexOf(':');
        String reference = colon < 0 ? fragment : fragment.substring(0, colon);
        if (reference.startsWith("-")) {
            throw new CommandException("invalid git reference \"" + reference + "\": it must not begin with \"-\"");
        }
        return new GitReference(url.startsWith("github.com/") ? "https://" + url : url, reference,
                colon < 0 ? "" : fragment.substring(colon + 1));
    }
}
