package dev.berth.engine;

import dev.berth.image.registry.RegistryImages;
import dev.berth.image.store.ImageStore;

/** The engine, as the API sees it. */
public interface Engine extends AutoCloseable {

    /** Its containers. */
    Containers containers();

    /** Files that go into them and come out of them. */
    Archives archives();

    /** Their exec sessions. */
    Execs execs();

    /** Its images. */
    ImageStore images();

    /** Its way to registries. */
    RegistryImages registries();

    /** What happens. */
    Events events();

    /** Its volumes. */
    Volumes volumes();

    /** What it and the machine are. */
    EngineInfo info();

    /** Commands that run once, for builds. */
    Steps steps();

    /** Ends the engine; containers go on. */
    @Override
    void close();
}
