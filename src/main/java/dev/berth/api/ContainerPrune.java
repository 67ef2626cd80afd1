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

    /** A container that a client is creating, and may start then. */
    static final class Launch {
        private final HttpConnection client;
        private final Instant time;
        /** Nothing while it is being created. */
        private volatile Optional<String> container = Optional.empty();

        private Launch(HttpConnection client, Instant time) {
            this.client = client;
            this.time = time;
        }

        /** The container has this id. */
        void created(String id) {
            container = Optional.of(id);
        }

        private boolean mayStart(Container other) {
            return container.isPresent() ? container.get().equals(other.id()) : !other.created().isBefore(time);
        }
    }

    /** A client creates a container. */
    Launch begin(Exchange exchange) {
        Launch launch = new Launch(exchange.connection(), Instant.now());
        synchronized (launches) {
            forgetBefore(launch.time.minus(LAUNCH));
            launches.add(launch);
        }
        return launch;
    }

    /** Answers what was removed. */
    void handle(Exchange exchange) throws ApiError, EngineException, IOException {
        FilterSet filters = FilterSet.of(exchange, FILTERS);
        Optional<Instant> until = filters.until();
        List<String> deleted = new ArrayList<>();
        long bytes = 0;
        List<Container> all = engine.containers().list();
        // after the list, so that nothing is in that without its launch
        List<Launch> launching = launching(exchange.connection());
        for (Container container : all) {
            boolean old = until.isEmpty() || container.created().isBefore(until.get());
            boolean idle = switch (container.state().status()) {
                case CREATED -> launching.stream().noneMatch(launch -> launch.mayStart(container));
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

    /** What others than this client create just now and may start: they are connected. */
    private List<Launch> launching(HttpConnection client) {
        synchronized (launches) {
            forgetBefore(Instant.now().minus(LAUNCH));
            return launches.stream().filter(launch -> launch.client != client && !launch.client.closed()).toList();
        }
    }

    private void forgetBefore(Instant time) {
        while (!launches.isEmpty() && launches.peek().time.isBefore(time)) {
            launches.remove();
        }
    }
}
