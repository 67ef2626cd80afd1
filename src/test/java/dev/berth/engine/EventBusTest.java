package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Events.Event;
import dev.berth.engine.Events.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventBusTest {

    private final EventBus bus = new EventBus();

    private static Event event(int second) {
        return new Event("container", "start", "id" + second, Map.of(), Instant.ofEpochSecond(second));
    }

    private static List<String> drain(Subscription subscription) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        Optional<Instant> past = Optional.of(Instant.now());
        for (Optional<Event> e = subscription.next(past); e.isPresent(); e = subscription.next(past)) {
            ids.add(e.get().id());
        }
        return ids;
    }

    @Test
    void tellsFromNowOn() throws Exception {
        bus.publish(event(1));
        try (Subscription subscription = bus.subscribe(Optional.empty())) {
            bus.publish(event(2));
            bus.publish(event(3));
            assertEquals(List.of("id2", "id3"), drain(subscription));
        }
    }

    @Test
    void replays() throws Exception {
        for (int i = 1; i <= 5; i++) {
            bus.publish(event(i));
        }
        try (Subscription subscription = bus.subscribe(Optional.of(Instant.ofEpochSecond(4)))) {
            bus.publish(event(6));
            assertEquals(List.of("id4", "id5", "id6"), drain(subscription));
        }
    }

    @Test
    void keepsTheLastOnes() throws Exception {
        for (int i = 0; i < 3000; i++) {
            bus.publish(event(i));
        }
        try (Subscription subscription = bus.subscribe(Optional.of(Instant.EPOCH))) {
            List<String> ids = drain(subscription);
            assertEquals(EventBus.KEPT, ids.size());
            assertEquals("id" + (3000 - EventBus.KEPT), ids.get(0));
            assertEquals("id2999", ids.get(EventBus.KEPT - 1));
        }
    }

    @Test
    void endsAtATime() throws Exception {
        bus.publish(event(1));
        bus.publish(event(5));
        try (Subscription subscription = bus.subscribe(Optional.of(Instant.EPOCH))) {
            Optional<Instant> until = Optional.of(Instant.ofEpochSecond(3));
            assertEquals("id1", subscription.next(until).orElseThrow().id());
            assertTrue(subscription.next(until).isEmpty());
            assertTrue(subscription.next(Optional.of(Instant.MIN)).isEmpty());
        }
    }

    @Test
    void endsWhoFallsBehind() throws Exception {
        try (Subscription slow = bus.subscribe(Optional.empty())) {
            for (int i = 0; i <= EventBus.KEPT; i++) {
                bus.publish(event(i));
            }
            assertTrue(slow.next(Optional.empty()).isEmpty());
            assertTrue(slow.next(Optional.empty()).isEmpty());
        }
    }

    @Test
    void wakesWhoWaits() throws Exception {
        Subscription subscription = bus.subscribe(Optional.empty());
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                String first = subscription.next(Optional.of(Instant.MAX)).orElseThrow().id();
                seen.complete(first + subscription.next(Optional.empty()).isPresent());
            } catch (InterruptedException e) {
                seen.completeExceptionally(e);
            }
        });
        thread.start();
        bus.publish(event(7));
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        subscription.close();
        assertEquals("id7false", seen.get(30, TimeUnit.SECONDS));
    }
}
