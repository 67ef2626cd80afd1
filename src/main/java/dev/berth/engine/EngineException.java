package dev.berth.engine;

import java.util.List;

/** A request that the engine refuses or that failed. The message is one sentence for the user, in docker's words. */
public final class EngineException extends Exception {

    /** Exit code of {@code berth run} when the engine refuses, as docker's. */
    public static final int REFUSED = 125;
    /** Docker's exit code of a command that may not be executed. */
    public static final int NOT_EXECUTABLE = 126;
    /** Docker's exit code of a command that is not there. */
    public static final int NOT_THERE = 127;

    private static final long serialVersionUID = 1L;

    /** Why, in the classes that Docker's API has status codes for. */
    public enum Kind {
        /** The request makes no sense. */
        BAD_PARAMETER(400),
        /** It may not be done. */
        FORBIDDEN(403),
        /** Something that it names is not there. */
        NOT_FOUND(404),
        /** It does not fit the state that something is in. */
        CONFLICT(409),
        /** It is so already; not an error to a user. */
        NOT_MODIFIED(304),
        /** This engine or machine cannot do it. */
        NOT_IMPLEMENTED(501),
        /** The machine refused or something broke. */
        SYSTEM(500);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status of Docker's API. */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final int exitCode;

    /**
     * An error.
     *
     * @param kind its class
     * @param message one sentence
     */
    public EngineException(Kind kind, String message) {
        this(kind, message, REFUSED, null);
    }

    /**
     * An error with its cause.
     *
     * @param kind its class
     * @param message one sentence
     * @param cause what it comes from, or null
     */
    public EngineException(Kind kind, String message, Throwable cause) {
        this(kind, message, REFUSED, cause);
    }

    private EngineException(Kind kind, String message, int exitCode, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.exitCode = exitCode;
    }

    /**
     * A container's command that cannot be run.
     *
     * @param message docker's sentence, which its client looks into for the exit code
     * @param exitCode {@link #NOT_EXECUTABLE} or {@link #NOT_THERE}
     */
    public static EngineException command(String message, int exitCode) {
        return new EngineException(Kind.BAD_PARAMETER, message, exitCode, null);
    }

    /**
     * A container's command that the kernel does not execute.
     *
     * @param message docker's sentence, which its client looks into for the exit code
     * @param exitCode {@link #NOT_EXECUTABLE} or {@link #NOT_THERE}
     * @param refusal the launch's own error, whose message is the program and the kernel's reason alone
     */
    public static EngineException command(String message, int exitCode, Throwable refusal) {
        return new EngineException(Kind.BAD_PARAMETER, message, exitCode, refusal);
    }

    /**
     * The same error, told from further away.
     *
     * @param what what could not be done because of it
     */
    EngineException in(String what) {
        return new EngineException(kind, what + ": " + getMessage(), exitCode, getCause() == null ? this : getCause());
    }

    /** {@code No such container: name}. */
    public static EngineException noSuchContainer(String reference) {
        return new EngineException(Kind.NOT_FOUND, "No such container: " + reference);
    }

    /** A short id that several things have. */
    public static EngineException ambiguous(String reference, List<String> candidates) {
        return new EngineException(Kind.BAD_PARAMETER, "multiple IDs found with provided prefix: " + reference + " ("
                + String.join(", ", candidates) + ")");
    }

    /** Its class. */
    public Kind kind() {
        return kind;
    }

    /** What {@code berth run} exits with: {@link #REFUSED}, {@link #NOT_EXECUTABLE} or {@link #NOT_THERE}. */
    public int exitCode() {
        return exitCode;
    }
}
