package dev.berth.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The patterns of a {@code .dockerignore} file. The last one that means a file, or a directory above it, decides; one
 * that begins with {@code !} takes the file in again.
 */
public final class IgnorePatterns {

    private record Entry(PathPattern pattern, boolean again) {
    }

    /**
     * What the patterns say of a path; of a directory it is asked for again with each of its files.
     *
     * @param excluded whether it is left out
     * @param matched which patterns mean it or a directory above it
     */
    public record Verdict(boolean excluded, List<Boolean> matched) {
        /** Copies. */
        public Verdict {
            matched = List.copyOf(matched);
        }
    }

    private final List<Entry> entries;

    private IgnorePatterns(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads the file's text: a pattern a line, blank ones and those that begin with {@code #} do not count.
     *
     * @param text of the file, may begin with a byte order mark
     * @throws IllegalArgumentException if a pattern is wrong, with a sentence that names it
     */
    public static IgnorePatterns parse(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<String> patterns = new ArrayList<>();
        for (String line : plain.split("\n", -1)) {
            String pattern = line.strip();
            if (!line.startsWith("#") && !pattern.isEmpty()) {
                patterns.add(pattern);
            }
        }
        return of(patterns);
    }

    /**
     * Patterns as {@code COPY --exclude} gives them.
     *
     * @param patterns one each, may begin with {@code !}
     * @throws IllegalArgumentException if one is wrong, with a sentence that names it
     */
    public static IgnorePatterns of(List<String> patterns) {
        List<Entry> entries = new ArrayList<>(patterns.size());
        for (String pattern : patterns) {
            boolean again = pattern.startsWith("!");
            String rest = again ? pattern.substring(1).strip() : pattern;
            if (rest.isEmpty()) {
                throw new IllegalArgumentException("illegal exclusion pattern: \"" + pattern + "\"");
            }
            String clean = clean(rest);
            // the root is no file: "." and "/" leave out nothing, as with docker
            if (!clean.equals(".")) {
                entries.add(new Entry(PathPattern.parse(clean), again));
            }
        }
        return new IgnorePatterns(entries);
    }

    /** A path without empty, {@code .} and {@code ..} parts and without the slash before it (Go's path.Clean). */
    public static String clean(String path) {
        List<String> parts = new ArrayList<>();
        boolean absolute = path.startsWith("/");
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                boolean up = !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..");
                if (up) {
                    parts.remove(parts.size() - 1);
                } else if (!absolute) {
                    parts.add(part);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? "." : String.join("/", parts);
    }

    /** Whether there is no pattern. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether one of them takes files in again. */
    public boolean takesInAgain() {
        return entries.stream().anyMatch(Entry::again);
    }

    /** What the patterns say of the context's root: nothing. */
    public Verdict root() {
        return new Verdict(false, Collections.nCopies(entries.size(), false));
    }

    /**
     * What the patterns say of a path.
     *
     * @param path from the context's root, with slashes and without one at its end
     * @param parent the verdict of the directory that it is in
     */
    public Verdict of(String path, Verdict parent) {
        boolean excluded = false;
        List<Boolean> matched = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean matches = parent.matched().get(i) || entry.pattern().matches(path);
            matched.add(matches);
            if (matches) {
                excluded = !entry.again();
            }
        }
        return new Verdict(excluded, matched);
    }

    /**
     * Whether a file is left out.
     *
     * @param path from the context's root, with slashes and without one at its end
     */
    public boolean excludes(String path) {
        Verdict verdict = root();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            verdict = of(path.substring(0, slash), verdict);
        }
        return of(path, verdict).excluded();
    }

    /**
     * Whether something in a directory that is left out may be taken in again.
     *
     * @param directory from the context's root, with slashes and without one at its end
     */
    public boolean mayTakeInBelow(String directory) {
        String below = directory + '/';
        for (Entry entry : entries) {
            String prefix = entry.pattern().literalPrefix();
            if (entry.again() && (prefix.startsWith(below) || below.startsWith(prefix))) {
                return true;
            }
        }
        return false;
    }
}
