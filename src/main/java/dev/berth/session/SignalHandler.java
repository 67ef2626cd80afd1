package dev.berth.session;

/** Hears of a session's signals. */
@FunctionalInterface
public interface SignalHandler {

    /**
     * A signal came in. Called in a thread that serves every session: it must not wait for anything.
     *
     * @param signal which one
     * @return false for the default: {@code TSTP} stops the client, {@code CONT} is passed over, the others interrupt
     *     the session's thread, which then exits with 128 + the signal's number
     */
    boolean signalled(Signal signal);

    /**
     * Whether the signals that it takes have their effect at once and end nothing: a client whose signals have none
     * leaves after the third one. A shell's interrupts are such, whose next line may be interrupted as well.
     */
    default boolean goesOn() {
        return false;
    }

    /** The same handler for signals after which the program goes on. */
    static SignalHandler goingOn(SignalHandler handler) {
        return new SignalHandler() {
            @Override
            public boolean signalled(Signal signal) {
                return handler.signalled(signal);
            }

            @Override
            public boolean goesOn() {
                return true;
            }
        };
    }
}
