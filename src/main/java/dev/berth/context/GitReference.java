package dev.berth.context;

/**
 * A directory of a git repository: {@code URL#REF:DIRECTORY}.
 *
 * @param url the repository
 * @param reference branch, tag or commit; empty for the repository's default branch
 * @param directory below the repository's root; empty for the root
 */
public record GitReference(String url, String reference, String directory) {

    /** Whether docker takes this for a git URL. */
    public static boolean isGit(String text) {
        return isGitSource(text) || text.startsWith("github.com/");
    }

    /** Whether docker takes this for a git URL among files: there {@code github.com/x} is a path. */
    public static boolean isGitSource(String text) {
        String before = text.indexOf('#') < 0 ? text : text.substring(0, text.indexOf('#'));
        boolean http = before.startsWith("http://") || before.startsWith("https://");
        return http && before.endsWith(".git") || before.startsWith("git://") || before.startsWith("ssh://")
                || before.startsWith("git@");
    }

    /**
     * Reads it.
     *
     * @throws GitFailure if a part of it could be taken for an option of git
     */
    public static GitReference parse(String text) throws GitFailure {
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        int colon = fragment.indexOf(':');
        String reference = colon < 0 ? fragment : fragment.substring(0, colon);
        if (reference.startsWith("-")) {
            throw new GitFailure("invalid git reference \"" + reference + "\": it must not begin with \"-\"");
        }
        return new GitReference(url.startsWith("github.com/") ? "https://" + url : url, reference,
                colon < 0 ? "" : fragment.substring(colon + 1));
    }

    /** What is asked for at the server. */
    public String wanted() {
        return reference.isEmpty() ? "HEAD" : reference;
    }
}
