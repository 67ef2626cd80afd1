package dev.berth.api;

import dev.berth.Unasked;
import dev.berth.engine.Containers;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineInfo;
import dev.berth.engine.Events;
import dev.berth.engine.Execs;
import dev.berth.image.store.ImageStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What tests ask of an {@link Engine}; its containers are in memory and run nothing. */
final class FakeEngine {
    final FakeContainers containers = new FakeContainers();
    final FakeEvents events = new FakeEvents();
    private final ImageStore images;

    FakeEngine(ImageStore images) {
        this.images = images;
    }

    public ImageStore images() {
        return images;
    }

    public Containers containers() {
        return Unasked.of(Containers.class, containers);
    }

    public Execs execs() {
        return Unasked.of(Execs.class, new NoExecs());
    }

    public Events events() {
        return events;
    }

    public EngineInfo info() {
        return new EngineInfo("id", "9.9", "6.1", "Debian", "x86_64", "host", 2, 1L << 30, "2", List.of(), "/data",
                "overlay", false, Instant.EPOCH, List.of());
    }

    private static final class NoExecs {
        public List<Execs.Exec> list(Optional<String> container) {
            return List.of();
        }
    }
}
