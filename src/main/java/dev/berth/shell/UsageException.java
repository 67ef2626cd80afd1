package dev.berth.shell;

/** Arguments that are wrong: the message is shown with the command's usage line; the status is docker's 125. */
public final class UsageException extends CommandException {

    private static final long serialVersionUID = 1L;

    /** The exit status of a command that was called wrongly. */
    public static final int STATUS = 125;

    /**
     * Wrong arguments.
     *
     * @param message what is wrong, as docker says it
     */
    public UsageException(String message) {
        super(STATUS, message);
    }

    /**
     * A flag's value that is wrong: {@code invalid argument "3q" for "-m, --memory" flag: invalid suffix: 'q'}.
     *
     * @param value what was given
     * @param flag the flag's names
     * @param reason why it is wrong
     */
    public static UsageException invalid(String value, String flag, String reason) {
        return new UsageException("invalid argument \"" + value + "\" for \"" + flag + "\" flag: " + reason);
    }
}
