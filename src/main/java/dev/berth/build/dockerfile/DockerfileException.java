package dev.berth.build.dockerfile;

/** A Dockerfile, or something in it, that cannot be used. */
public final class DockerfileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String sentence;

    /**
     * The error.
     *
     * @param line where it is, counted from 1; 0 if it is in no line
     * @param sentence why, in docker's words where docker has some
     */
    public DockerfileException(int line, String sentence) {
        super(line == 0 ? "Dockerfile: " + sentence : "Dockerfile:" + line + ": " + sentence);
        this.line = line;
        this.sentence = sentence;
    }

    /** The line, counted from 1; 0 if it is in no line. */
    public int line() {
        return line;
    }

    /** Why, without the place. */
    public String sentence() {
        return sentence;
    }

    /** The message as the Docker Engine API gives it. */
    public String dockerMessage() {
        return line == 0 ? sentence : "dockerfile parse error on line " + line + ": " + sentence;
    }
}
