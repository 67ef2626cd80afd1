package dev.berth.terminal;

/** What an {@link Emulator} tells beside its screen; each method does nothing unless it is overridden. */
public interface EmulatorListener {
    /** A listener for an emulator that only keeps a picture, while a real terminal does the answering. */
    EmulatorListener NONE = new EmulatorListener() {
    };

    /** An answer to a query of the child (DA, DSR, DECRQM, XTVERSION); to be written to the child's input. */
    default void reply(byte[] bytes) {
    }

    /** The child has set its window's title. */
    default void title(String title) {
    }

    /** The child rang the bell. */
    default void bell() {
    }

    /**
     * The child wants to set the clipboard (OSC 52). Whether to allow that is the listener's decision.
     *
     * @param selection the selections it means, as {@code c}
     * @param base64 the contents as they came, not checked
     */
    default void clipboard(String selection, String base64) {
    }
}
