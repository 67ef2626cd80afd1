package dev.berth.build.dockerfile;

/** A word with quotes or variables in it that cannot be read; whoever knows the line makes the error of it. */
final class WordException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * The error.
     *
     * @param reason in docker's words
     */
    WordException(String reason) {
        super(reason);
    }
}
