package dev.berth.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What happens in the engine, as Docker's {@code /events} tells it. The last 1,024 are kept. */
public interface Events {

    /**
     * Something that happened.
     *
     * @param type {@code container}, {@code image}, {@code volume}, {@code network} or {@code daemon}
     * @param action {@code create}, {@code start}, {@code die}, …
     * @param id the object's id
     * @param attributes {@code name}, {@code image}, {@code exitCode}, … and labels
     * @param time when
     */
    record Event(String type, String action, String id, Map<String, String> attributes, Instant time) {
    }

    /**
     * Tells that something happened just now.
     *
     * @param type of the object
     * @param action what happened
     * @param id the object's id
     * @param attributes in Docker's words
     */
    void tell(String type, String action, String id, Map<String, String> attributes);

    /**
     * Subscribes; events from now on are not missed.
     *
     * @param since also the kept events from this time on
     */
    Subscription subscribe(Optional<Instant> since);

    /** A subscription, read by one thread. */
    interface Subscription extends AutoCloseable {
        /**
         * The next event.
         *
         * @param until when to stop waiting, or never
         * @return the event, or nothing at that time or after {@link #close}
         */
        Optional<Event> next(Optional<Instant> until) throws InterruptedException;

        @Override
        void close();
    }
}
