package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Unasked;
import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.docker.DockerJson;
import dev.berth.engine.Container;
import dev.berth.engine.Container.Status;
import dev.berth.engine.Containers;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.Engine;
import dev.berth.engine.EngineException;
import dev.berth.engine.Events;
import dev.berth.http.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prune of containers over a Unix socket, of an engine that keeps them in memory. */
@Timeout(30)
class ContainerPruneTest {
    private static final String CREATE = "{\"Image\":\"busybox\"}";

    @TempDir
    Path directory;
    private final Kept kept = new Kept();
    private final DockerJson json = new DockerJson();
    private Path socket;
    private ApiServer server;
    private DockerClient client;

    /** What the routes ask of an engine. */
    public static final class Fake {
        private final Containers containers;

        Fake(Containers containers) {
            this.containers = containers;
        }

        public Containers containers() {
            return containers;
        }

        public Events events() {
            return new FakeEvents();
        }
    }

    /** Containers, and those that go away while they are looked at. */
    public static final class Kept {
        private final List<Container> all = new CopyOnWriteArrayList<>();
        private final Set<String> goingAway = new HashSet<>();
        private Callable<Void> duringCreation = () -> null;

        public Containers.Created create(CreateRequest request) throws Exception {
            Container container = FakeContainers.container(request.name().orElseThrow(), Status.CREATED, false,
                    Instant.now());
            all.add(container);
            duringCreation.call();
            return new Containers.Created(container, List.of());
        }

        public List<Container> list() {
            return all;
        }

        public long writtenBytes(String id) throws EngineException {
            if (goingAway.contains(id)) {
                throw EngineException.noSuchContainer(id);
            }
            return 1;
        }

        public void remove(String id, boolean force, boolean volumes) {
            all.removeIf(container -> container.id().equals(id));
        }
    }

    @BeforeEach
    void start() throws Exception {
        Engine engine = Unasked.of(Engine.class, new Fake(Unasked.of(Containers.class, kept)));
        socket = directory.resolve("run/docker.sock");
        server = ApiServer.start(socket, Optional.empty(), List.of(new ContainerRoutes(engine, json)), json, "9.9");
        client = new DockerClient(socket, json);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static void request(HttpConnection connection, String path, String body) throws IOException {
        connection.out().write(("POST " + path + " HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
        connection.out().flush();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("}\n") < 0) {
            answer.append((char) connection.in().read());
        }
        assertTrue(answer.toString().startsWith("HTTP/1.1 20"), answer.toString());
    }

    @Test
    void oneThatAClientMayBeAboutToStartStaysAsLongAsItIsThere() throws Exception {
        kept.all.add(FakeContainers.container("ended", Status.EXITED, false));
        kept.all.add(FakeContainers.container("runs", Status.RUNNING, false));
        kept.all.add(FakeContainers.container("old", Status.CREATED, false));
        try (HttpConnection launching = HttpConnection.connect(socket)) {
            request(launching, "/containers/create?name=new", CREATE);
            assertEquals(2, client.containers().prune(new Filters()).containersDeleted().size());
            assertEquals(List.of("runs", "new"), kept.all.stream().map(Container::name).toList());
        }
        // the server hears of the end a little later
        while (client.containers().prune(new Filters()).containersDeleted().isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of("runs"), kept.all.stream().map(Container::name).toList());
    }

    @Test
    void oneThatIsBeingCreatedStaysToo() throws Exception {
        try (HttpConnection launching = HttpConnection.connect(socket)) {
            kept.duringCreation = () -> {
                assertEquals(List.of(), client.containers().prune(new Filters()).containersDeleted());
                return null;
            };
            request(launching, "/containers/create?name=new", CREATE);
            assertEquals(List.of("new"), kept.all.stream().map(Container::name).toList());
        }
    }

    @Test
    void aClientMayPruneWhatItCreated() throws Exception {
        try (HttpConnection connection = HttpConnection.connect(socket)) {
            request(connection, "/containers/create?name=new", CREATE);
            request(connection, "/containers/prune", "");
        }
        assertEquals(List.of(), kept.all);
    }

    @Test
    void oneThatGoesAwayMeanwhileIsPassedOver() throws Exception {
        for (String name : List.of("going", "ended")) {
            kept.all.add(FakeContainers.container(name, Status.EXITED, false));
        }
        kept.goingAway.add(kept.all.get(0).id());
        assertEquals(List.of(kept.all.get(1).id()), client.containers().prune(new Filters()).containersDeleted());
    }
}
