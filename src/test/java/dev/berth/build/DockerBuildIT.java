package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.berth.api.ApiServer;
import dev.berth.docker.DockerJson;
import dev.berth.image.Image;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real docker command line with its classic builder's protocol, and files from a server on loopback. */
class DockerBuildIT {

    private static final Path DOCKER = Path.of("/usr/local/bin/docker");
    private static final Path DEBIANS = Path.of("/usr/bin/docker");

    @TempDir
    Path directory;
    @TempDir
    Path context;
    private BuildFixture build;
    private ApiServer api;

    @BeforeEach
    void begin() throws IOException {
        build = new BuildFixture(directory);
        api = ApiServer.start(build.engine, Optional.of(build.builder), directory.resolve("profiles"),
                directory.resolve("docker.sock"), Optional.empty(), new DockerJson());
    }

    @AfterEach
    void end() throws IOException {
        api.close();
        assertEquals(List.of(), build.leftovers());
        build.close();
    }

    private record Said(int status, String text) {
    }

    private Said docker(String... arguments) throws IOException, InterruptedException {
        Path docker = Files.exists(DOCKER) ? DOCKER : DEBIANS;
        assumeTrue(Files.exists(docker), "needs docker's command line");
        List<String> command = new ArrayList<>(List.of(docker.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(context.toFile()).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", "unix://" + directory.resolve("docker.sock"));
        builder.environment().put("DOCKER_BUILDKIT", "0");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Said(process.exitValue(), text);
    }

    @Test
    void dockerBuildsWithArgumentsAndTags() throws Exception {
        Files.writeString(context.resolve("f"), "from the context");
        Files.writeString(context.resolve("left-out"), "x");
        Files.writeString(context.resolve(".dockerignore"), "left-*\n");
        Files.writeString(context.resolve("Other"), """
                FROM busybox AS first
                ARG WHO
                COPY . /ctx/
                RUN echo hello $WHO > /hello; cat /hello
                FROM first AS second
                RUN false
                """);
        Said said = docker("build", "-f", "Other", "--target", "first", "--build-arg", "WHO=docker", "--label", "l=v",
                "-t", "a:1", "-t", "a:2", ".");
        assertEquals(0, said.status(), said.text());
        assertTrue(said.text().contains("Step 4/5 : RUN echo hello"), said.text());
        assertTrue(said.text().contains("hello docker\n"), said.text());
        assertTrue(said.text().contains("Successfully tagged a:2"), said.text());
        Image image = build.engine.images().get("a:1");
        assertEquals("v", image.config().labels().get("l"));
        assertEquals("hello docker\n", build.read(image, "hello"));
        assertEquals("from the context", build.read(image, "ctx/f"));
        assertTrue(build.path(image, "ctx/left-out").isEmpty());
        Said again = docker("build", "-f", "Other", "--target", "first", "--build-arg", "WHO=docker", "--label", "l=v",
                "-t", "a:1", ".");
        assertTrue(again.text().contains("Using cache"), again.text());
        assertEquals(image.id(), build.engine.images().get("a:1").id());
        assertEquals(image.id() + "\n", docker("build", "-q", "-f", "Other", "--target", "first", "--build-arg",
                "WHO=docker", "--label", "l=v", ".").text().replaceAll("(?s)^.*(sha256:)", "$1"));
    }

    @Test
    void dockerSeesWhyItFailed() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo no; exit 3\n");
        Said said = docker("build", ".");
        assertEquals(3, said.status(), said.text());
        assertTrue(said.text().contains("The command '/bin/sh -c echo no; exit 3' returned a non-zero code: 3"),
                said.text());
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nNOPE\n");
        Said parse = docker("build", ".");
        assertEquals(1, parse.status());
        assertTrue(parse.text().contains("unknown instruction: NOPE"), parse.text());
    }

    @Test
    void aDockerThatGoesAwayGivesItsBuildUp() throws Exception {
        assumeTrue(Files.exists(DOCKER) || Files.exists(DEBIANS), "needs docker's command line");
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo up; sleep 1000\n");
        ProcessBuilder builder = new ProcessBuilder((Files.exists(DOCKER) ? DOCKER : DEBIANS).toString(), "build", ".")
                .directory(context.toFile()).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", "unix://" + directory.resolve("docker.sock"));
        builder.environment().put("DOCKER_BUILDKIT", "0");
        Process process = builder.start();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); !line.equals("up"); line = lines.readLine()) {
                continue;
            }
            process.destroyForcibly().waitFor();
        }
        for (int i = 0; i < 400 && !build.leftovers().isEmpty(); i++) {
            Thread.sleep(25);
        }
        assertEquals(List.of(), build.leftovers());
    }

    @Test
    void addFetchesFilesAndChecksThem() throws Exception {
        byte[] content = "from a server".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/file.txt", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/file.txt");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            String sum = dev.berth.image.store.Hashing.digest(content).toString();
            Image image = build.context().build("FROM busybox\nADD --checksum=" + sum + " " + url + "/file.txt /got/\n"
                    + "ADD " + url + "/moved /as\n");
            assertEquals("from a server", build.read(image, "got/file.txt"));
            assertEquals("from a server", build.read(image, "as"));
            assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(build.path(image, "as").orElseThrow())));
            BuildException wrong = org.junit.jupiter.api.Assertions.assertThrows(BuildException.class,
                    () -> build.build("FROM busybox\nADD --checksum=sha256:" + "0".repeat(64) + " " + url
                            + "/file.txt /got/\n"));
            assertTrue(wrong.getMessage().contains("digest mismatch"), wrong.getMessage());
            BuildException missing = org.junit.jupiter.api.Assertions.assertThrows(BuildException.class,
                    () -> build.build("FROM busybox\nADD " + url + "/none /got/\n"));
            assertTrue(missing.getMessage().contains("404"), missing.getMessage());
        } finally {
            server.stop(0);
        }
    }
}
