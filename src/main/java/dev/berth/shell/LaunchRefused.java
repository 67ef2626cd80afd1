package dev.berth.shell;

/** Options of {@code run} or {@code create} that do not go together: shown with the hint at {@code --help}, and 125. */
final class LaunchRefused extends CommandException {

    private static final long serialVersionUID = 1L;

    private final boolean byEngine;

    /**
     * A refusal.
     *
     * @param message what is wrong, as docker says it, without the program's name
     */
    LaunchRefused(String message) {
        this(message, false);
    }

    private LaunchRefused(String message, boolean byEngine) {
        super(UsageException.STATUS, message);
        this.byEngine = byEngine;
    }

    /**
     * What the engine would say, were it asked: docker's client leaves it to the daemon to look.
     *
     * @param message the engine's sentence
     */
    static LaunchRefused byEngine(String message) {
        return new LaunchRefused("Error response from daemon: " + message, true);
    }

    /** Whether docker's daemon would say it, not its client. */
    boolean isByEngine() {
        return byEngine;
    }
}
