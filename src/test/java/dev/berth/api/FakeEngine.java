package dev.berth.api;

import dev.berth.engine.Archives;
import dev.berth.engine.Containers;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineInfo;
import dev.berth.engine.Events;
import dev.berth.engine.Execs;
import dev.berth.engine.Volumes;
import dev.berth.image.registry.RegistryImages;
import dev.berth.image.store.ImageStore;
import java.time.Instant;
import java.util.List;

/** An engine whose containers are in memory and run nothing. */
final class FakeEngine implements Engine {
    final FakeContainers containers = new FakeContainers();
    final FakeEvents events = new FakeEvents();

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Archives archives() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Execs execs() {
        return new FakeExecs();
    }

    @Override
    public ImageStore images() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RegistryImages registries() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public Volumes volumes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public dev.berth.engine.Steps steps() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("id", "9.9", "6.1", "Debian", "x86_64", "host", 2, 1L << 30, "2", List.of(), "/data",
                "overlay", false, Instant.EPOCH, List.of());
    }

    @Override
    public void close() {
    }
}
