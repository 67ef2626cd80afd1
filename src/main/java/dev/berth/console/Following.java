package dev.berth.console;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What a pane asks of an engine each time it is shown. What an earlier time still brings, after the pane was hidden or
 * has asked anew, is of no account. Used by the console's thread, but for {@link Turn#post}.
 */
final class Following {
    private final Background background;
    private Optional<Source.Subscription> subscription = Optional.empty();
    private Turn current = new Turn();

    Following(Background background) {
        this.background = background;
    }

    /** Ends what was followed, and begins anew. */
    Turn begin() {
        end();
        return current;
    }

    /** Ends what is followed; nothing of it comes any more. */
    void end() {
        current = new Turn();
        subscription.ifPresent(Source.Subscription::close);
        subscription = Optional.empty();
    }

    /** One time that a pane is shown. */
    final class Turn {

        /** Hands a change to the console's thread, which makes it unless this time is over. From any thread. */
        void post(Runnable change) {
            background.post(() -> run(change));
        }

        /** Asks once. */
        <T> void ask(Callable<T> question, Consumer<T> answered, Consumer<String> failed) {
            background.submit(question, answer -> run(() -> answered.accept(answer)),
                    failure -> run(() -> failed.accept(failure)));
        }

        /**
         * Opens what goes on until this time is over.
         *
         * @param begun hears that it is open
         * @param failed hears why it is not
         */
        void open(Callable<Source.Subscription> opener, Runnable begun, Consumer<String> failed) {
            background.submit(opener, opened -> {
                if (isOver()) {
                    opened.close();
                } else {
                    subscription = Optional.of(opened);
                    begun.run();
                }
            }, failure -> run(() -> failed.accept(failure)));
        }

        /** Makes a change unless this time is over. */
        void run(Runnable change) {
            if (!isOver()) {
                change.run();
            }
        }

        private boolean isOver() {
            return this != current;
        }
    }
}
