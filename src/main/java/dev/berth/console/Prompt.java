package dev.berth.console;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A line of text that the user is asked for below the page.
 *
 * @param label what stands before it
 * @param input what has been typed
 * @param changed hears every change
 * @param accepted takes the text when it is complete
 * @param cancelled called when the user does not want to after all
 * @param status what stands beside it: what has come of the text so far, or an empty text
 */
record Prompt(String label, LineInput input, Consumer<String> changed, Consumer<String> accepted, Runnable cancelled,
        Supplier<String> status) {

    /** A prompt whose text has an effect only at its end. */
    static Prompt asking(String label, String initial, Consumer<String> accepted) {
        return new Prompt(label, new LineInput(initial), text -> { }, accepted, () -> { }, () -> "");
    }

    /** A prompt whose text has its effect at once, and none when it is cancelled. */
    static Prompt live(String label, String initial, Consumer<String> changed, Supplier<String> status) {
        return new Prompt(label, new LineInput(initial), changed, text -> { }, () -> changed.accept(""), status);
    }
}
