package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.BusyboxImage;
import dev.berth.shell.Installation.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docker's users mistype and forget, and what docker 28 says to it, word by word: {@code docker-wording.txt}
 * beside this class. Berth's own command says the same with its own name, docker's command says it on Berth's socket;
 * where {@code BERTH_TEST_DOCKER} names a daemon's socket ({@code unix:///run/docker.sock}), the daemon itself is asked
 * too.
 */
@Timeout(120)
class DockerWordingIT {

    /** The daemon's release since when it words its refusals as the table has them. */
    private static final int WORDED_SO_SINCE = 25;

    @TempDir
    static Path directory;

    private static Installation installation;
    private static boolean client;
    private static int daemonRelease;

    /**
     * A case of the table.
     *
     * @param command what is typed after the program's name
     * @param status the exit status
     * @param out standard output
     * @param err standard error
     * @param olderErr standard error with daemons before {@link #WORDED_SO_SINCE}
     */
    record Case(String command, int status, String out, String err, String olderErr) {
        @Override
        public String toString() {
            return command;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        installation = new Installation(directory);
        Files.createSymbolicLink(directory.resolve("berth"), Path.of("target/berth").toAbsolutePath());
        prepare("./berth", "");
        client = isInstalled();
        String socket = System.getenv("BERTH_TEST_DOCKER");
        if (client && socket != null) {
            clean(socket);
            prepare("docker", socket);
            Result version = run("docker version --format '{{.Server.Version}}'", socket);
            daemonRelease = Integer.parseInt(version.out().split("\\.")[0]);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (daemonRelease > 0) {
            clean(System.getenv("BERTH_TEST_DOCKER"));
        }
        if (installation != null) {
            installation.close();
        }
    }

    private static void prepare(String program, String socket) throws Exception {
        Files.write(directory.resolve("image.tar"), BusyboxImage.tar());
        for (String command : List.of("import image.tar wording-image",
                "run -d --network none --name wording-box --stop-signal KILL wording-image sleep 1000",
                "create --network none --name wording-made wording-image true",
                "run --network none --name wording-gone wording-image true",
                "run -d --network none --name wording-frozen --stop-signal KILL wording-image sleep 1000",
                "pause wording-frozen")) {
            Result result = run(program + ' ' + command, socket);
            assertEquals(0, result.status(), result.err());
        }
    }

    private static void clean(String socket) throws Exception {
        run("docker rm -f wording-box wording-made wording-gone wording-frozen wording-html wording-giver "
                + "wording-taker wording-user; docker rmi -f wording-image wording-two wording-last", socket);
    }

    private static boolean isInstalled() throws Exception {
        return run("docker --version", "").status() == 0;
    }

    private static Result run(String line, String socket) throws Exception {
        return installation.run(Map.of("DOCKER_HOST", socket, "DOCKER_CONTEXT", ""), List.of("sh", "-c", line));
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = DockerWordingIT.class.getResourceAsStream("docker-wording.txt")) {
            for (String block : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n")) {
                List<String> lines = block.lines().filter(line -> !line.startsWith("#")).toList();
                if (!lines.isEmpty()) {
                    String err = part(lines, "! ");
                    String older = part(lines, "~ ");
                    cases.add(new Case(part(lines, "> ").strip(), Integer.parseInt(part(lines, "= ").strip()),
                            part(lines, ". "), err, older.isEmpty() ? err : older));
                }
            }
        }
        return cases.stream();
    }

    private static String part(List<String> lines, String mark) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith(mark) || line.equals(mark.strip())) {
                out.append(line.substring(Math.min(line.length(), mark.length()))).append('\n');
            }
        }
        return out.toString();
    }

    private static void assertSays(Case expected, String err, Result result) {
        String said = result.err().replaceAll("\\b[0-9a-f]{64}\\b", "ID");
        assertEquals(err, said, expected.command());
        assertEquals(expected.out(), result.out().replaceAll("\\b[0-9a-f]{64}\\b", "ID"), expected.command());
        assertEquals(expected.status(), result.status(), expected.command());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void berthSaysWhatDockerSays(Case expected) throws Exception {
        Result result = run("./berth " + expected.command(), "");
        assertSays(expected, expected.err(), new Result(result.status(), result.out().replace("berth", "docker"),
                result.err().replace("berth", "docker")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void dockersClientSaysItOfBerth(Case expected) throws Exception {
        assumeTrue(client, "docker's command line is not installed (Debian: docker.io)");
        assertSays(expected, expected.err(), run("docker " + expected.command(),
                "unix://" + directory.resolve("run/docker.sock")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void dockerItselfSaysIt(Case expected) throws Exception {
        assumeTrue(daemonRelease > 0, "no docker daemon: BERTH_TEST_DOCKER names no socket");
        assertSays(expected, daemonRelease < WORDED_SO_SINCE ? expected.olderErr() : expected.err(),
                run("docker " + expected.command(), System.getenv("BERTH_TEST_DOCKER")));
    }
}
