package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.berth.image.Image;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ADD} of files that servers have: who is told what, and what {@code --checksum} and {@code --unpack} mean. */
class AddRemoteIT extends BuildTests {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer one;
    private HttpServer two;

    @BeforeEach
    void serve() throws IOException {
        two = server("two", "");
        one = server("one", "http://127.0.0.1:" + two.getAddress().getPort() + "/file");
    }

    private HttpServer server(String name, String elsewhere) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] archive = new BuildArchive().file("in/a", "packed").bytes();
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(name + path + ' ' + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] content = path.endsWith(".tar") ? archive : "content".getBytes(StandardCharsets.UTF_8);
            boolean moved = path.equals("/moved") || path.equals("/away");
            if (moved) {
                exchange.getResponseHeaders().add("Location", path.equals("/moved") ? "/file" : elsewhere);
            } else {
                exchange.getResponseHeaders().add("Last-Modified", "Sun, 09 Sep 2001 01:46:40 GMT");
            }
            exchange.sendResponseHeaders(moved ? 302 : 200, moved ? -1 : content.length);
            if (!moved) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    @AfterEach
    void close() {
        one.stop(0);
        two.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + one.getAddress().getPort();
    }

    private Image add(Map<String, byte[]> secrets, String words) throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.secrets = secrets;
        asked.clear();
        return build.context().file("local", "x").build(request, "FROM busybox\nADD " + words + "\n");
    }

    @Test
    void secretsAreForTheirServerOnly() throws Exception {
        Map<String, byte[]> token = Map.of("HTTP_AUTH_TOKEN_127.0.0.1", "t0\n".getBytes(StandardCharsets.UTF_8));
        add(token, url() + "/moved /f");
        assertEquals(List.of("one/moved Bearer t0", "one/file Bearer t0"), asked);
        add(token, url() + "/away /f");
        assertEquals(List.of("one/away Bearer t0", "two/file null"), asked, "another port is another server");
        add(Map.of("HTTP_AUTH_HEADER_127.0.0.1", "Basic x".getBytes(StandardCharsets.UTF_8)), url() + "/file /f");
        assertEquals(List.of("one/file Basic x"), asked);
        add(Map.of("HTTP_AUTH_TOKEN_example.org", "t".getBytes(StandardCharsets.UTF_8)), url() + "/file /f");
        assertEquals(List.of("one/file null"), asked);
    }

    @Test
    void filesHaveTheServersTimeAndArchivesAreUnpackedWhenAsked() throws Exception {
        Image image = add(Map.of(), url() + "/x.tar /packed/");
        assertEquals(1_000_000_000, java.nio.file.Files.getLastModifiedTime(build.path(image, "packed/x.tar")
                .orElseThrow()).toMillis() / 1000);
        image = add(Map.of(), "--unpack " + url() + "/x.tar /unpacked/");
        assertEquals("packed", build.read(image, "unpacked/in/a"));
        BuildException nameless = assertThrows(BuildException.class, () -> add(Map.of(), url() + "/ /d/"));
        assertTrue(nameless.getMessage().contains("cannot determine filename"), nameless.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "--checksum=sha256:00 local /f ~ checksum requires HTTP(S) or Git sources",
        "--checksum=sha256:00 URL/file URL/x /d/ ~ checksum can't be specified for multiple sources",
        "--checksum=sha256:00 URL/file local /d/ ~ checksum can't be specified for multiple sources",
        "--checksum=sha256:ed7002b4 URL/file /f ~ ADD failed: digest mismatch of URL/file: "
            + "sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73, expected sha256:ed7002b4"})
    void aChecksumIsOfOneRemoteSourceAndWhole(String words, String expected) {
        BuildException refused = assertThrows(BuildException.class,
                () -> add(Map.of(), words.replace("URL", url())));
        assertEquals(expected.replace("URL", url()), refused.getMessage());
    }
}
