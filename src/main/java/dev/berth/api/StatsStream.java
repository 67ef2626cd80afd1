package dev.berth.api;

import dev.berth.docker.Stats;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.EngineException;
import dev.berth.engine.Usage;
import dev.berth.http.ChunkedOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers {@code GET /containers/{id}/stats}: one sample, two for a percentage, or one a second. */
final class StatsStream {
    private static final long INTERVAL_SECONDS = 1;

    private final Containers containers;
    private final HostProcessor host;

    StatsStream(Containers containers, HostProcessor host) {
        this.containers = containers;
        this.host = host;
    }

    void send(Exchange exchange) throws ApiError, EngineException, IOException, InterruptedException {
        boolean stream = exchange.query().first("stream").isEmpty() || exchange.query().flag("stream");
        boolean oneShot = exchange.query().flag("one-shot");
        if (stream && oneShot) {
            throw ApiError.badParameter("cannot have stream=1 and one-shot=1");
        }
        Container container = containers.get(exchange.parameter(0));
        if (stream) {
            stream(exchange, container.id());
        } else {
            exchange.answer(200, single(container, oneShot));
        }
    }

    private Stats single(Container container, boolean oneShot)
            throws EngineException, IOException, InterruptedException {
        if (!container.state().running()) {
            return StatsViews.idle(container);
        }
        StatsViews.Sample first = sample(container.id());
        if (oneShot) {
            return StatsViews.stats(first, Optional.empty());
        }
        TimeUnit.SECONDS.sleep(INTERVAL_SECONDS);
        return StatsViews.stats(sample(container.id()), Optional.of(first));
    }

    private void stream(Exchange exchange, String id) throws EngineException, IOException, InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        Optional<StatsViews.Sample> before = Optional.empty();
        try (ChunkedOutput out = exchange.watchedStream("application/json", gone::countDown)) {
            do {
                Optional<Container> container = find(id);
                if (container.isEmpty()) {
                    return;
                }
                byte[] line;
                if (container.get().state().running()) {
                    StatsViews.Sample now = sample(id);
                    line = exchange.json().write(StatsViews.stats(now, before));
                    before = Optional.of(now);
                } else {
                    line = exchange.json().write(StatsViews.idle(container.get()));
                    before = Optional.empty();
                }
                out.write(line);
                out.write('\n');
                out.flush();
            } while (!gone.await(INTERVAL_SECONDS, TimeUnit.SECONDS));
        }
    }

    private Optional<Container> find(String id) throws EngineException {
        try {
            return Optional.of(containers.get(id));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private StatsViews.Sample sample(String id) throws EngineException, IOException {
        Usage usage = containers.usage(id);
        return new StatsViews.Sample(usage, host.nanos(), host.online());
    }
}
