package dev.berth.api;

import dev.berth.docker.ContainersPruned;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.http.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes all containers that do not run. Docker's clients create a container and start it with two requests: one that
 * is between them stays, or else a prune would take it from under a {@code run}.
 */
final class ContainerPrune {

    private static final Set<String> FILTERS = Set.of("until", "label", "label!");
    /** A client that creates a container to run it starts it sooner than this, attaching to it included. */
    private static final Duration LAUNCH = Duration.ofSeconds(10);

    private final Engine engine;
    private final Deque<Launch> launches = new ArrayDeque<>();

    ContainerPrune(Engine engine) {
        this.engine = engine;
    }

    /** A container that a client may be about to start. */
    private record Launch(String container, HttpConnection client, Instant time) {
    }

    /** A container was created for a client. */
    void created(String container, Exchange exchange) {
        Instant now = Instant.now();
        synchronized (launches) {
            forgetBefore(now.minus(LAUNCH));
            launches.add(new Launch(container, exchange.connection(), now));
        }
    }

    /** Answers what was removed. */
    void handle(Exchange exchange) throws ApiError, EngineException, IOException {
        FilterSet filters = FilterSet.of(exchange, FILTERS);
        Optional<Instant> until = filters.until();
        Set<String> launching = launching(exchange.connection());
        List<String> deleted = new ArrayList<>();
        long bytes = 0;
        for (Container container : engine.containers().list()) {
            boolean old = until.isEmpty() || container.created().isBefore(until.get());
            boolean idle = switch (container.state().status()) {
                case CREATED -> !launching.contains(container.id());
                case EXITED, DEAD -> true;
                default -> false;
            };
            if (idle && old && filters.labels(container.labels())) {
                long written = remove(container.id());
                if (written >= 0) {
                    deleted.add(container.id());
                    bytes += written;
                }
            }
        }
        new EventTeller(engine.events()).pruned("container", bytes);
        exchange.answer(200, new ContainersPruned(deleted, bytes));
    }

    /** What the container wrote, in bytes; -1 if it was started or removed by somebody else: then it is not ours. */
    private long remove(String container) throws EngineException {
        Containers containers = engine.containers();
        try {
            long written = containers.writtenBytes(container);
            containers.remove(container, false, false);
            return written;
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.CONFLICT && e.kind() != EngineException.Kind.NOT_FOUND) {
                throw e;
            }
            return -1;
        }
    }

    /** What others than this client created just now and may still start: they are connected. */
    private Set<String> launching(HttpConnection client) {
        Set<String> result = new HashSet<>();
        synchronized (launches) {
            forgetBefore(Instant.now().minus(LAUNCH));
            for (Launch launch : launches) {
                if (launch.client() != client && !launch.client().closed()) {
                    result.add(launch.container());
                }
            }
        }
        return result;
    }

    private void forgetBefore(Instant time) {
        while (!launches.isEmpty() && launches.peek().time().isBefore(time)) {
            launches.remove();
        }
    }
}
