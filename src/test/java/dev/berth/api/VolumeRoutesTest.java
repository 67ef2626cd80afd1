package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Unasked;
import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.docker.DockerJson;
import dev.berth.docker.VolumesPruned;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Events;
import dev.berth.engine.Volumes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Volumes over a Unix socket, of an engine that keeps them in memory. */
@Timeout(30)
class VolumeRoutesTest {
    @TempDir
    Path directory;
    private final FakeVolumes volumes = new FakeVolumes();
    private final DockerJson json = new DockerJson();
    private ApiServer server;
    private DockerClient client;

    /** What the routes ask of an engine. */
    public static final class FakeEngine {
        private final Volumes volumes;

        FakeEngine(Volumes volumes) {
            this.volumes = volumes;
        }

        public Volumes volumes() {
            return volumes;
        }

        public Events events() {
            return new FakeEvents();
        }
    }

    /** Volumes, and what removing one answers. */
    public static final class FakeVolumes {
        private final List<Volumes.Volume> all = new ArrayList<>();
        private final Map<String, List<String>> users = new HashMap<>();
        private final Map<String, EngineException.Kind> refused = new HashMap<>();

        public List<Volumes.Volume> list() {
            return List.copyOf(all);
        }

        public List<String> users(String name) {
            return users.getOrDefault(name, List.of());
        }

        public void remove(String name, boolean force) throws EngineException {
            if (refused.containsKey(name)) {
                throw new EngineException(refused.get(name), "remove " + name);
            }
            all.removeIf(volume -> volume.name().equals(name));
        }
    }

    @BeforeEach
    void start() throws Exception {
        Engine engine = Unasked.of(Engine.class, new FakeEngine(Unasked.of(Volumes.class, volumes)));
        Path socket = directory.resolve("run/docker.sock");
        server = ApiServer.start(socket, Optional.empty(), List.of(new VolumeRoutes(engine)), json, "9.9");
        client = new DockerClient(socket, json);
        for (String name : List.of("named", "used", "anonymous", "labelled")) {
            Path files = Files.createDirectory(directory.resolve(name));
            Files.writeString(files.resolve("file"), name);
            volumes.all.add(new Volumes.Volume(name, files, Instant.EPOCH,
                    name.equals("labelled") ? Map.of("keep", "yes") : Map.of(), name.equals("anonymous"), Map.of()));
        }
        volumes.users.put("used", List.of("container"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private List<String> pruned(Filters filters) throws Exception {
        VolumesPruned answer = client.volumes().prune(filters);
        assertEquals(String.join("", answer.volumesDeleted()).length(), answer.spaceReclaimed());
        return answer.volumesDeleted();
    }

    @Test
    void pruningSparesNamedVolumesUnlessAllAreAskedFor() throws Exception {
        assertEquals(List.of("anonymous"), pruned(new Filters()));
        assertEquals(List.of("named"), pruned(new Filters().add("all", "1").add("label!", "keep")));
        assertEquals(List.of("labelled"), pruned(new Filters().add("all", "1")));
        assertEquals(List.of("used"), volumes.list().stream().map(Volumes.Volume::name).toList());
    }

    @Test
    void whatIsUsedOrGoneMeanwhileIsPassedOver() throws Exception {
        volumes.refused.put("named", EngineException.Kind.CONFLICT);
        volumes.refused.put("anonymous", EngineException.Kind.NOT_FOUND);
        assertEquals(List.of("labelled"), pruned(new Filters().add("all", "1")));
    }
}
