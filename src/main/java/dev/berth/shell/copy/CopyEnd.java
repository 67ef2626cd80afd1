package dev.berth.shell.copy;

import java.nio.file.Path;

/**
 * One end of a copy, by docker's rules (pkg/archive/copy.go).
 *
 * @param path its path; a slash or a dot at its end means something
 * @param exists whether something is there
 * @param directory whether that is a directory
 * @param rebase what it is called in place of its own name, because a link was followed; or empty
 */
public record CopyEnd(String path, boolean exists, boolean directory, String rebase) {

    /** The name that entries of its archive begin with. */
    String archiveName() {
        return rebase.isEmpty() ? base(path) : rebase;
    }

    /** A path without needless parts, its final dot kept as in {@code dir/.}. */
    private static String clean(String path) {
        Path normal = Path.of(path).normalize();
        String text = normal.toString().isEmpty() ? "." : normal.toString();
        return namesContents(path) ? (text.equals("/") ? "/." : text + "/.") : text;
    }

    /** The directory that a path is in; of {@code dir/.} that is {@code dir}. */
    public static String parent(String path) {
        String clean = clean(path);
        int slash = clean.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : clean.substring(0, slash);
    }

    /** The last name of a path; of {@code dir/.} that is the dot. */
    static String base(String path) {
        String clean = clean(path);
        return clean.equals("/") ? "/" : clean.substring(clean.lastIndexOf('/') + 1);
    }

    /** Whether a path means what is in a directory, not the directory: it ends with a dot. */
    public static boolean namesContents(String path) {
        return path.equals(".") || path.endsWith("/.");
    }

    /** Whether a path can only be a directory. */
    public static boolean namesDirectory(String path) {
        return path.endsWith("/") || namesContents(path);
    }
}
