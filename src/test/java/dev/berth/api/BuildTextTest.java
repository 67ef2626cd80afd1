package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.build.StepInfo;
import dev.berth.docker.DockerJson;
import dev.berth.http.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a build whose stages run side by side. */
class BuildTextTest {

    private static final String CLIPPED = "[output clipped, log limit 2MiB reached]";

    @TempDir
    Path directory;

    private static StepInfo step(int number) {
        return new StepInfo(number, 3, "s" + number, number - 1, number, number, "RUN x");
    }

    /** What a client gets of what a build tells. */
    private String told(Consumer<BuildText> build) throws Exception {
        Routes routes = new Routes() {
            @Override
            public String[] table() {
                return new String[] {"GET /text"};
            }

            @Override
            public void handle(String route, Exchange exchange) throws IOException {
                BuildStream stream = new BuildStream(exchange);
                BuildText text = new BuildText(stream, false);
                build.accept(text);
                text.end();
                stream.end();
            }
        };
        Path socket = directory.resolve("run/docker.sock");
        try (ApiServer server = ApiServer.start(socket, Optional.empty(), List.of(routes), new DockerJson(), "1");
                HttpConnection connection = HttpConnection.connect(socket)) {
            connection.out().write("GET /text HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            connection.out().flush();
            return new String(connection.in().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A stage that prints for ever while an earlier one runs. */
    @Test
    void keepsNoMoreOfLaterStepsThanTheLimit() throws Exception {
        byte[] megabyte = "y".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        String answer = told(text -> {
            text.started(step(1));
            for (int i = 0; i < 300; i++) {
                text.output(step(2), megabyte);
                text.output(step(3), megabyte);
            }
            text.output(step(1), "of the first".getBytes(StandardCharsets.US_ASCII));
            text.done(step(1), "");
            text.output(step(2), "not kept, but now at once".getBytes(StandardCharsets.US_ASCII));
            text.done(step(2), "");
            text.done(step(3), "");
        });
        assertTrue(answer.length() < 3 << 20, answer.length() + " characters");
        assertTrue(answer.contains("of the first") && answer.contains("not kept, but now at once"));
        assertEquals(3, answer.split(Pattern.quote(CLIPPED), -1).length, "once for each step");
    }

    @Test
    void charactersThatComeInPiecesAreWhole() throws Exception {
        byte[] text = "ü€\uD83D\uDE00!".getBytes(StandardCharsets.UTF_8);
        String answer = told(build -> {
            build.started(step(1));
            for (byte one : text) {
                build.output(step(1), new byte[] {one});
            }
            build.done(step(1), "");
        });
        StringBuilder found = new StringBuilder();
        for (String line : answer.split("\"stream\":\"")) {
            int end = line.indexOf("\"}");
            found.append(end < 0 ? "" : line.substring(0, end));
        }
        assertTrue(found.toString().contains("ü€\uD83D\uDE00!"), found.toString());
    }
}
