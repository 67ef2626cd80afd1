package dev.berth.api;

import dev.berth.build.Builder;
import dev.berth.docker.DockerJson;
import dev.berth.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All nouns of the API. */
final class ApiRoutes {
    private ApiRoutes() {
    }

    /** In the order in which they are asked; no two share a line. */
    static List<Routes> of(Engine engine, Optional<Builder> builder, Path profiles, DockerJson json) {
        return List.of(new SystemRoutes(engine, builder), new ContainerRoutes(engine, json),
                new ContainerStreamRoutes(engine), new ArchiveRoutes(engine), new ExecRoutes(engine),
                new ImageRoutes(engine), new ImageContentRoutes(engine), new ImageTransferRoutes(engine),
                new RegistryRoutes(engine), new CommitRoutes(engine), new EventRoutes(engine),
                new VolumeRoutes(engine), new NetworkRoutes(engine), new ProfileRoutes(engine, profiles),
                new PlanRoutes(engine, json), new SessionRoutes(engine), new UsageRoutes(engine),
                new BuildRoutes(builder, engine.events()), new LaterRoutes());
    }
}
