package dev.berth.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Tells subscribers what happens, and keeps the last of it. */
final class EventBus implements Events {

    private static final int KEPT = 1024;

    private final ArrayDeque<Event> kept = new ArrayDeque<>();
    private final List<Queue> subscriptions = new CopyOnWriteArrayList<>();

    /** Publishes an event. A subscriber that does not keep up loses the oldest ones. */
    synchronized void publish(Event event) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(event);
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    @Override
    public synchronized Subscription subscribe(Optional<Instant> since) {
        Queue queue = new Queue();
        if (since.isPresent()) {
            kept.stream().filter(event -> !event.time().isBefore(since.get())).forEach(queue::offer);
        }
        subscriptions.add(queue);
        return queue;
    }

    private final class Queue implements Subscription {
        private final BlockingQueue<Optional<Event>> events = new ArrayBlockingQueue<>(2 * KEPT);

        void offer(Event event) {
            while (!events.offer(Optional.of(event))) {
                events.poll();
            }
        }

        @Override
        public Optional<Event> next(Optional<Instant> until) throws InterruptedException {
            if (until.isEmpty()) {
                return events.take();
            }
            long left = Duration.between(Instant.now(), until.get()).toNanos();
            Optional<Event> event = events.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
            return event == null ? Optional.empty() : event;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
            while (!events.offer(Optional.empty())) {
                events.poll();
            }
        }
    }
}
