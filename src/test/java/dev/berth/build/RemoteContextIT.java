package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.berth.api.ApiServer;
import dev.berth.docker.DockerJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contexts that the engine fetches for clients that ask for it with {@code remote}, as docker's Python library does.
 */
class RemoteContextIT {

    private static final Path CURL = Path.of("/usr/bin/curl");

    @TempDir
    Path directory;
    private BuildFixture build;
    private ApiServer api;
    private HttpServer web;

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(Files.exists(CURL), "needs curl");
        build = new BuildFixture(directory);
        api = ApiServer.start(build.engine, Optional.of(build.builder), directory.resolve("profiles"),
                directory.resolve("docker.sock"), Optional.empty(), new DockerJson());
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
    }

    @AfterEach
    void end() throws IOException {
        if (build != null) {
            web.stop(0);
            api.close();
            assertEquals(List.of(), build.leftovers());
            build.close();
        }
    }

    private void serve(String path, String type, byte[] content) {
        web.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    /** What is answered; first its status. */
    private String request(String remote) throws Exception {
        Process curl = new ProcessBuilder(CURL.toString(), "-s", "-w", "%{stderr}%{http_code} ", "--unix-socket",
                directory.resolve("docker.sock").toString(), "-X", "POST", "http://d/v1.41/build?remote=" + remote)
                .redirectErrorStream(true).start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, curl.waitFor(), said);
        return said;
    }

    private String url() {
        return "http://127.0.0.1:" + web.getAddress().getPort();
    }

    @Test
    void aDockerfileOrAnArchiveOnAServer() throws Exception {
        serve("/Dockerfile", "text/plain", "FROM busybox\nLABEL a=b\n".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(build.context().file("a", "from far").file("Dockerfile", "FROM busybox\nRUN --mount=target=/c"
                    + " cat /c/a\n").archive());
        }
        serve("/context.tgz", "application/octet-stream", packed.toByteArray());
        String dockerfile = request(url() + "/Dockerfile");
        assertTrue(dockerfile.contains("\"Downloading context\""), dockerfile);
        assertTrue(dockerfile.contains("Successfully built"), dockerfile);
        String archive = request(url() + "/context.tgz");
        assertTrue(archive.contains("from far"), archive);
    }

    @Test
    void whatCannotBeFetchedIsSaidInDockersWords() throws Exception {
        serve("/page", "text/html; charset=utf-8", "<html>".getBytes(StandardCharsets.UTF_8));
        String page = request(url() + "/page");
        assertTrue(page.contains("error detecting content type for remote " + url() + "/page: unsupported Content-Type"
                + " \\\"text/html; charset=utf-8\\\"") && page.contains("500"), page);
        String none = request(url() + "/none");
        assertTrue(none.contains("error downloading remote context " + url() + "/none: "), none);
        assertTrue(none.contains("500"), none);
        String path = request("/etc");
        assertTrue(path.contains("remoteURL (/etc) could not be recognized as URL"), path);
        String cut = request("git://127.0.0.1:1/x.git");
        assertTrue(cut.contains("error fetching: "), cut);
    }
}
