package dev.berth.build;

import java.util.OptionalInt;

/** A build that cannot be done or that failed; the message is one sentence, in docker's words where it has some. */
public final class BuildException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean request;
    private final int exitCode;

    private BuildException(String message, boolean request, int exitCode, Throwable cause) {
        super(message, cause);
        this.request = request;
        this.exitCode = exitCode;
    }

    /** The request makes no sense: the Dockerfile cannot be read, or something in it is not there. */
    public static BuildException badRequest(String message) {
        return new BuildException(message, true, -1, null);
    }

    /** A step failed. */
    public static BuildException failed(String message, Throwable cause) {
        return new BuildException(message, false, -1, cause);
    }

    /**
     * A step's command ended with another exit code than 0.
     *
     * @param command as docker shows it
     * @param exitCode the code
     */
    public static BuildException command(String command, int exitCode) {
        return new BuildException("The command '" + command + "' returned a non-zero code: " + exitCode, false,
                exitCode, null);
    }

    /** Whether the request is at fault, and not what came of it. */
    public boolean request() {
        return request;
    }

    /** The exit code of the command that failed, if one did. */
    public OptionalInt exitCode() {
        return exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }
}
