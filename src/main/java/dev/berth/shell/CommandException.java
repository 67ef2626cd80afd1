package dev.berth.shell;

/** A command that cannot do what was asked. The message is shown as it is; the status becomes the exit status. */
public class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A failure.
     *
     * @param status the exit status, 1 to 255
     * @param message sentences to show, without a line end
     */
    public CommandException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** A failure with status 1. */
    public CommandException(String message) {
        this(1, message);
    }

    /** The exit status. */
    public int status() {
        return status;
    }
}
