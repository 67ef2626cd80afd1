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
}
