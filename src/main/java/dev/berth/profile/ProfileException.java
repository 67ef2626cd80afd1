package dev.berth.profile;

import java.util.List;

/** A profile or configuration file that cannot be used: every problem that was found in it, one line each. */
public final class ProfileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /**
     * One problem.
     *
     * @param problem a sentence, beginning with {@code file:line:column:} where there is a place
     */
    public ProfileException(String problem) {
        this(List.of(problem));
    }

    /**
     * Several problems.
     *
     * @param problems sentences, sorted by position
     */
    public ProfileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, sorted by position. */
    public List<String> problems() {
        return problems;
    }
}
