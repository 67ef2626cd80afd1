package dev.berth.profile.toml;

import dev.berth.profile.ProfileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
public final class Problems {

    private record Problem(Position at, String text) {
    }

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Begins with none.
     *
     * @param file the file's name, as messages show it
     */
    public Problems(String file) {
        this.file = file;
    }

    /**
     * Adds one.
     *
     * @param at where
     * @param text what, beginning with the key
     */
    public void add(Position at, String text) {
        problems.add(new Problem(at, text));
    }

    /** How many there are. */
    public int count() {
        return problems.size();
    }

    /** Throws if there is any, sorted by position. */
    public void check() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::at));
            List<String> lines = new ArrayList<>(problems.size());
            for (Problem problem : problems) {
                lines.add(file + ":" + problem.at.line() + ":" + problem.at.column() + ": " + problem.text);
            }
            throw new ProfileException(lines);
        }
    }
}
