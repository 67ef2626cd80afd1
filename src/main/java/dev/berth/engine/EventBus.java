package dev.berth.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells subscribers what happens. The last events are in a ring; a subscription is a place in it, so that it costs
 * nothing while nobody reads it. One that falls behind by the whole ring ends, so that its client sees the end of the
 * stream and asks again, instead of a gap that it cannot see.
 */
final class EventBus implements Events {

    /** How many events are kept, as docker does. */
    static final int KEPT = 1024;

    private final Event[] ring = new Event[KEPT];
    /** How many events there were; the next one's place. */
    private long count;

    /** Publishes an event. */
    synchronized void publish(Event event) {
        ring[(int) (count++ % KEPT)] = event;
        notifyAll();
    }

    @Override
    public void tell(String type, String action, String id, Map<String, String> attributes) {
        publish(new Event(type, action, id, attributes, Instant.now()));
    }

    @Override
    public synchronized Subscription subscribe(Optional<Instant> since) {
        long first = count;
        if (since.isPresent()) {
            first = Math.max(0, count - KEPT);
            while (first < count && at(first).time().isBefore(since.get())) {
                first++;
            }
        }
        return new Place(first);
    }

    private Event at(long number) {
        return ring[(int) (number % KEPT)];
    }

    private final class Place implements Subscription {
        private long next;
        private boolean closed;

        Place(long next) {
            this.next = next;
        }

        @Override
        public Optional<Event> next(Optional<Instant> until) throws InterruptedException {
            synchronized (EventBus.this) {
                while (next == count && !closed) {
                    if (until.isEmpty()) {
                        EventBus.this.wait();
                        continue;
                    }
                    long left = nanosUntil(until.get());
                    if (left <= 0) {
                        return Optional.empty();
                    }
                    TimeUnit.NANOSECONDS.timedWait(EventBus.this, left);
                }
                if (closed || next < count - KEPT || until.isPresent() && at(next).time().isAfter(until.get())) {
                    closed |= next < count - KEPT;
                    return Optional.empty();
                }
                return Optional.of(at(next++));
            }
        }

        @Override
        public void close() {
            synchronized (EventBus.this) {
                closed = true;
                EventBus.this.notifyAll();
            }
        }
    }

    private static long nanosUntil(Instant time) {
        try {
            // below a millisecond timedWait would not wait at all
            long left = Duration.between(Instant.now(), time).toNanos();
            return left <= 0 ? 0 : Math.max(left, 1_000_000);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
