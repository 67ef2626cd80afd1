package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.Unasked;
import dev.berth.client.ApiException;
import dev.berth.client.AttachOptions;
import dev.berth.client.ContainerWait;
import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.client.HijackedStream;
import dev.berth.client.JsonStream;
import dev.berth.client.LogOptions;
import dev.berth.client.LogStream;
import dev.berth.client.OutputFrame;
import dev.berth.docker.ContainerConfigBuilder;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.DockerJson;
import dev.berth.docker.Event;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.engine.Container.Status;
import dev.berth.engine.Engine;
import dev.berth.engine.Events;
import dev.berth.engine.LogChunk.Stream;
import dev.berth.http.HttpConnection;
import dev.berth.image.store.ImageStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server over a Unix socket, with an engine that runs nothing: once in bytes, once through the client. */
@Timeout(30)
class ApiServerTest {
    @TempDir
    Path directory;
    private FakeEngine fake;
    private Engine engine;
    private ImageStore images;
    private final DockerJson json = new DockerJson();
    private ApiServer server;
    private DockerClient client;

    @BeforeEach
    void start() throws Exception {
        images = ImageStore.open(directory.resolve("data"));
        fake = new FakeEngine(images);
        engine = Unasked.of(Engine.class, fake);
        Path socket = directory.resolve("run/docker.sock");
        server = ApiServer.start(socket, Optional.empty(), List.of(new SystemRoutes(engine, Optional.empty()),
                new ContainerRoutes(engine, json), new ContainerStreamRoutes(engine), new EventRoutes(engine),
                new NetworkRoutes(engine), new LaterRoutes()), json, "9.9");
        client = new DockerClient(socket, json);
        fake.containers.all.add(FakeContainers.container("one", Status.RUNNING, false));
        fake.containers.all.add(FakeContainers.container("term", Status.RUNNING, true));
        fake.containers.all.add(FakeContainers.container("gone", Status.EXITED, false));
        fake.containers.all.add(FakeContainers.container("ice", Status.PAUSED, false));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        images.close();
    }

    /** Sends bytes and reads until the server ends the connection. */
    private String raw(String request) throws Exception {
        try (HttpConnection connection = HttpConnection.connect(directory.resolve("run/docker.sock"))) {
            connection.out().write(request.getBytes(StandardCharsets.ISO_8859_1));
            connection.shutdownOutput();
            return new String(connection.in().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(String path) throws Exception {
        return raw("GET " + path + " HTTP/1.1\r\nHost: d\r\n\r\n");
    }

    private static String text(OutputFrame frame) {
        return frame.stream() + ":" + StandardCharsets.UTF_8.decode(frame.payload());
    }

    /** Each gets an answer that says so, and the server goes on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /_ping HTTP/2.0|not an HTTP request", "nonsense|not an HTTP request",
        "GET /_ping HTTP/1.1\\r\\nno colon|not an HTTP header", "GET /_ping HTTP/1.1\\r\\nContent-Length: x|Cont"
        + "ent-Length",
        "POST /containers/create HTTP/1.1\\r\\nTransfer-Encoding: gzip|Transfer-Encoding",
        "GET /containers/json?all=%zz HTTP/1.1|not a percent-encoded text",
        "GET /containers/%zz/json HTTP/1.1|not a percent-encoded text",
        "POST /containers/create HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz|not the size of a chunk",
        "POST /containers/create HTTP/1.1\\r\\nContent-Length: 100|before the end of an HTTP body"})
    void whatIsNoRequestIsAnswered(String request, String why) throws Exception {
        String answer = raw(request.replace("\\r\\n", "\r\n") + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n") && answer.contains(why), answer);
        assertTrue(get("/_ping").startsWith("HTTP/1.1 200 OK"));
    }

    /** A registry's or an image's words in an error reach docker's terminal as they come. */
    @Test
    void errorsHaveNoControlSequences() throws Exception {
        String answer = get("/containers/%1b%5D0;owned%07/json");
        assertTrue(answer.startsWith("HTTP/1.1 404") && answer.contains("\ufffd]0;owned\ufffd".replace("\ufffd",
                new String("\ufffd".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))), answer);
    }

    @Test
    void pingHasEveryHeaderThatClientsLookFor() throws Exception {
        String answer = get("/_ping");
        for (String header : List.of("HTTP/1.1 200 OK", "Api-Version: 1.47", "Ostype: linux",
                "Docker-Experimental: false", "Builder-Version: 1", "Swarm: inactive", "Pragma: no-cache",
                "Cache-Control: no-cache, no-store, must-revalidate", "Content-Length: 2")) {
            assertTrue(answer.contains(header + "\r\n"), header);
        }
        assertTrue(answer.endsWith("\r\n\r\nOK"), answer);
        assertTrue(answer.matches("(?s).*Server: Docker/[0-9.]+ \\(linux\\)\r\n.*"), answer);
        String head = raw("HEAD /_ping HTTP/1.1\r\nHost: d\r\n\r\n");
        assertTrue(head.contains("Content-Length: 0\r\n") && head.endsWith("\r\n\r\n"), head);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/v1.24/version|200|\"ApiVersion\":\"1.47\"",
        "/version|200|\"MinAPIVersion\":\"1.24\"", "/v1.47/version|200|\"Version\"",
        "/v1.23/version|400|client version 1.23 is too old. Minimum supported API version is 1.24, please upgrade",
        "/v1.48/version|400|client version 1.48 is too new. Maximum supported API version is 1.47",
        "/v1.44/nothing|404|page not found", "/containers/none/json|404|No such container: none",
        "/containers/json?filters=nonsense|400|invalid filter",
        "/containers/json?filters=%7B%22x%22%3A%5B%5D%7D|400|invalid filter",
        "/containers/one/logs|400|you must choose at least one stream",
        "/containers/one/stats?stream=1&one-shot=1|400|cannot have stream=1 and one-shot=1",
        "/containers/one/checkpoints|501|checkpoints are not supported",
        "/events?since=x|400|failed to parse value as time or duration", "/swarm|503|swarm",
        "/info|200|[[\"Backing Filesystem\",\"<unknown>\"]]",
        "/networks/nope|404|network nope not found", "/plugins|200|[]"})
    void pathsAnswer(String path, int status, String part) throws Exception {
        String answer = get(path);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains(part == null ? "" : part), answer);
        assertTrue(status < 400 || answer.contains("Content-Type: application/json\r\n")
                && answer.contains("{\"message\":\""), answer);
    }

    @Test
    void theSocketIsForItsOwnerAndGroupOnly() throws Exception {
        Path socket = directory.resolve("run/docker.sock");
        String others = java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(socket));
        assertEquals("---", others.substring(6));
        assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(socket.getParent())));
        assertThrows(java.io.IOException.class,
                () -> ApiServer.start(socket, Optional.empty(), List.of(), json, "9.9"));
    }

    @Test
    void theSocketsGroupIsTheConfigurations() throws Exception {
        Path socket = directory.resolve("run/other.sock");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root's socket has a group");
        assertEquals("socket_group of the configuration: there is no group no-such-group on this machine",
                assertThrows(java.io.IOException.class, () -> ApiServer.start(socket, Optional.of("no-such-group"),
                        List.of(), json, "9.9")).getMessage());
        try (ApiServer other = ApiServer.start(socket, Optional.of("daemon"), List.of(), json, "9.9")) {
            assertEquals("daemon", Files.readAttributes(socket, java.nio.file.attribute.PosixFileAttributes.class)
                    .group().getName());
        }
    }

    @Test
    void anUpgradeIsAnsweredWithExactly101AndKeepsWhatWasSentWithIt() throws Exception {
        fake.containers.output.add(FakeContainers.chunk(Stream.STDOUT, "hi"));
        try (HttpConnection connection = HttpConnection.connect(directory.resolve("run/docker.sock"))) {
            connection.out().write(("POST /v1.44/containers/one/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n"
                    + "Host: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\ntyped").getBytes(
                    StandardCharsets.ISO_8859_1));
            connection.shutdownOutput();
            assertEquals("typed", fake.containers.input.take());
            assertEquals("<end>", fake.containers.input.take());
            fake.containers.output.add(FakeContainers.chunk(Stream.STDERR, "still here"));
            fake.containers.end();
            assertEquals("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\n"
                    + "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n\1\0\0\0\0\0\0\2hi\2\0\0\0\0\0\0\12still here",
                    new String(connection.in().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @CsvSource({"1.44,one,multiplexed", "1.41,one,raw", "1.44,term,raw"})
    void withoutUpgradeTheStreamFollowsA200(String version, String name, String type) throws Exception {
        fake.containers.output.add(FakeContainers.chunk(Stream.STDOUT, "x"));
        fake.containers.end();
        String answer = raw("POST /v" + version + "/containers/" + name
                + "/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker." + type + "-stream\r\n"),
                answer);
        assertFalse(answer.contains("Content-Length"), answer);
        assertTrue(answer.endsWith(name.equals("term") ? "\r\n\r\nx" : "\1\0\0\0\0\0\0\1x"), answer);
    }

    @Test
    void detachKeysEndASessionOfATerminal() throws Exception {
        try (HijackedStream stream = client.containers().attach("term", AttachOptions.ALL, true)) {
            stream.write("ls\20\21".getBytes(StandardCharsets.ISO_8859_1), 0, 4);
            assertEquals("ls", fake.containers.input.take());
            assertThrows(java.io.IOException.class, () -> {
                if (stream.next().isEmpty()) {
                    throw new java.io.EOFException();
                }
            });
        }
    }

    @Test
    void attachingToAFrozenContainerIsAConflict() {
        ApiException refused = assertThrows(ApiException.class,
                () -> client.containers().attach("ice", AttachOptions.OUTPUT, false));
        assertEquals(409, refused.status());
        assertTrue(refused.getMessage().contains("is paused"), refused.getMessage());
    }

    @Test
    void waitSendsItsHeadBeforeTheContainerEnds() throws Exception {
        try (ContainerWait waiting = client.containers().await("one", "next-exit")) {
            fake.containers.exit.complete(137);
            assertEquals(137, waiting.exitCode());
        }
        assertEquals(400, assertThrows(ApiException.class,
                () -> client.containers().await("one", "sometime")).status());
        assertEquals(404, assertThrows(ApiException.class,
                () -> client.containers().await("none", "removed")).status());
    }

    @Test
    void aWaiterThatLeavesIsNoticed() throws Exception {
        client.containers().await("one", "removed").close();
        assertTrue(fake.containers.waitClosed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void logsComeWithTimesInFrontOfWholeLines() throws Exception {
        fake.containers.output.add(FakeContainers.chunk(Stream.STDOUT, "a\nb"));
        fake.containers.output.add(FakeContainers.chunk(Stream.STDERR, "e\n"));
        fake.containers.output.add(FakeContainers.chunk(Stream.STDOUT, "c\n"));
        fake.containers.end();
        LogOptions options = new LogOptions(true, true, false, true, false, "", "", "all");
        try (LogStream logs = client.containers().logs("one", options, false)) {
            StringBuilder seen = new StringBuilder();
            for (Optional<OutputFrame> f = logs.next(); f.isPresent(); f = logs.next()) {
                seen.append(text(f.get())).append('|');
            }
            String time = "1970-01-01T00:00:01.000000007Z ";
            assertEquals("STDOUT:" + time + "a\n|STDOUT:" + time + "b|STDERR:" + time + "e\n|STDOUT:c\n|",
                    seen.toString());
        }
    }

    @Test
    void eventsCarryDockersOldFieldsAndEndWithTheirReader() throws Exception {
        try (JsonStream<Event> events = client.system().events("", "", new Filters().add("type", "container"))) {
            fake.events.queue.add(new Events.Event("volume", "create", "v", Map.of(), Instant.EPOCH));
            fake.events.queue.add(new Events.Event("container", "die", "c1", Map.of("image", "busybox"),
                    Instant.ofEpochSecond(5, 9)));
            Event event = events.next().orElseThrow();
            assertEquals("die", event.action());
            assertEquals(Optional.of("die"), event.status());
            assertEquals(Optional.of("busybox"), event.from());
            assertEquals(5_000_000_009L, event.timeNano());
        }
        assertTrue(fake.events.closed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void eventsUntilATimeEndByThemselves() throws Exception {
        try (JsonStream<Event> events = client.system().events("", "1", new Filters())) {
            assertEquals(Optional.empty(), events.next());
        }
    }

    @Test
    void listsFilterAsDockerDoes() throws Exception {
        assertEquals(List.of("/one", "/term", "/ice"), names("/containers/json"));
        assertEquals(4, names("/containers/json?all=1").size());
        assertEquals(List.of("/one"), names("/containers/json?limit=1"));
        assertEquals(List.of("/gone"), names("/containers/json?filters=%7B%22status%22%3A%5B%22exited%22%5D%7D"));
        assertEquals(List.of("/one"),
                names("/containers/json?filters=%7B%22label%22%3A%7B%22team%3Done%22%3Atrue%7D%7D"));
        assertEquals(List.of("/term", "/ice"),
                names("/containers/json?filters=%7B%22name%22%3A%5B%22%5Eterm%24%22%2C%22ice%22%5D%7D"));
        assertEquals("Exited (3) ", client.containers().list(true, 0, false, new Filters().add("name", "gone"))
                .get(0).status().substring(0, 11));
    }

    private List<String> names(String path) throws Exception {
        String answer = get(path);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return json.readList(dev.berth.docker.ContainerSummary.class, body.getBytes(StandardCharsets.UTF_8)).stream()
                .map(c -> c.names().get(0)).toList();
    }

    @Test
    void createLaysFlagsOverTheNamedProfile() throws Exception {
        var created = client.containers().create("web", "", new ContainerCreate(
                new ContainerConfigBuilder().image("busybox").cmd(Optional.of(List.of("sh"))).build(),
                Optional.of(new HostConfigBuilder().memory(64 << 20).build()), Optional.empty(),
                Optional.of(new dev.berth.docker.BerthCreate(Optional.of("dev"), Optional.empty(),
                        java.util.OptionalInt.empty()))));
        assertEquals(List.of("a warning"), created.warnings());
        var request = fake.containers.created.get(0);
        assertEquals(Optional.of("web"), request.name());
        assertEquals(Optional.of("dev"), request.profileName());
        assertEquals(64L << 20, request.flags().limits().memoryBytes().orElseThrow());
        assertEquals(400, assertThrows(ApiException.class, () -> client.containers().create("x", "",
                new ContainerCreate(new ContainerConfigBuilder().build(),
                        Optional.of(new HostConfigBuilder().memory(1).build()), Optional.empty(),
                        Optional.empty()))).status());
    }

    @Test
    void refusalsKeepDockersStatusAndWords() throws Exception {
        assertFalse(client.containers().start("one"));
        assertTrue(client.containers().start("gone"));
        ApiException conflict = assertThrows(ApiException.class, () -> client.containers().remove("one", false, false));
        assertEquals(409, conflict.status());
        assertEquals("Stop the container before attempting removal", conflict.getMessage());
    }

    @Test
    void inspectionHasTheKeysThatClientsIndex() throws Exception {
        String text = new String(client.containers().inspectRaw("one", false), StandardCharsets.UTF_8);
        for (String key : List.of("\"Name\":\"/one\"", "\"Binds\":null", "\"State\":{\"Status\":\"running\"",
                "\"HostConfig\"", "\"NetworkSettings\"", "\"Ports\":{}", "\"Mounts\":[]", "\"RestartCount\":0")) {
            assertTrue(text.contains(key), key + " in " + text);
        }
        assertFalse(text.contains("\"Health\""), text);
    }

    @Test
    void anEngineThatIsNotThereIsSaidSo() throws Exception {
        server.close();
        try (DockerClient late = new DockerClient(directory.resolve("run/docker.sock"), json)) {
            assertTrue(assertThrows(java.io.IOException.class, () -> late.system().ping()).getMessage()
                    .startsWith("Cannot connect to the engine at unix://"));
        }
    }
}
