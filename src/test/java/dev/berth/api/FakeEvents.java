package dev.berth.api;

import dev.berth.engine.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Events that a test tells. */
final class FakeEvents implements Events {
    private static final Event END = new Event("", "", "", Map.of(), Instant.EPOCH);
    final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void tell(String type, String action, String id, Map<String, String> attributes) {
        queue.add(new Event(type, action, id, attributes, Instant.now()));
    }

    @Override
    public Subscription subscribe(Optional<Instant> since) {
        return new Subscription() {
            @Override
            public Optional<Event> next(Optional<Instant> until) throws InterruptedException {
                Event event = until.isPresent()
                        ? queue.poll(Math.max(0, Duration.between(Instant.now(), until.get()).toMillis()),
                                TimeUnit.MILLISECONDS) : queue.take();
                return event == null || event == END ? Optional.empty() : Optional.of(event);
            }

            @Override
            public void close() {
                closed.countDown();
                queue.add(END);
            }
        };
    }
}
