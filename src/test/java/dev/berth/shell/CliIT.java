package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.session.Tmux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of it: the real client, which starts a real engine, and containers of the host image. */
@Timeout(120)
class CliIT {

    private static final Path CLIENT = Path.of("target/berth").toAbsolutePath();

    @TempDir
    static Path directory;

    private record Result(int status, String out, String err) {
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.isExecutable(CLIENT) && Files.exists(Path.of("target/berth.jar")),
                "client and jar are built by the package phase");
        Result ping = berth("ping");
        assertEquals("OK\n", ping.out(), ping.err());
        Result sleeper = berth("run", "-d", "--network", "none", "--name", "sleeper", "host", "sleep", "1000");
        assertEquals(0, sleeper.status(), sleeper.err());
        assertTrue(sleeper.out().matches("[0-9a-f]{64}\n"), sleeper.out());
    }

    @AfterAll
    static void stop() throws Exception {
        if (!Files.exists(directory.resolve("run"))) {
            return;
        }
        String all = berth("ps", "-aq").out();
        for (String id : all.split("\n")) {
            berth("rm", "-f", id);
        }
        long pid = Long.parseLong(berth("engine", "status", "--format", "{{.Pid}}").out().strip());
        assertEquals(0, berth("engine", "stop").status());
        ProcessHandle.of(pid).ifPresent(engine -> engine.onExit().join());
        assertEquals("", berth("engine", "stop").out());
    }

    private static ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(CLIENT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment());
        return builder;
    }

    private static Map<String, String> environment() {
        return Map.of("BERTH_RUN", directory.resolve("run").toString(), "BERTH_DATA",
                directory.resolve("data").toString(), "HOME", directory.toString());
    }

    private static Result berth(String... arguments) throws Exception {
        Process client = builder(arguments).start();
        client.getOutputStream().close();
        return result(client);
    }

    private static Result result(Process client) throws IOException, InterruptedException {
        String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(client.waitFor(30, TimeUnit.SECONDS), "the client did not end");
        return new Result(client.exitValue(), out, err);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', nullValues = "-", value = {
        "run --rm --network none host -- sh -c exit${IFS}7 ~ 7 ~ - ~ -",
        "run --rm --network none host echo hi ~ 0 ~ hi ~ -",
        "run --rm --network none host nosuchcommand ~ 127 ~ - ~ executable file not found",
        "run --rm --network none host /etc ~ 126 ~ - ~ ermission denied",
        "run --rm --network none no.such/image ~ 125 ~ - ~ Unable to find image 'no.such/image:latest' locally",
        "run ~ 1 ~ - ~ berth: 'berth run' requires at least 1 argument",
        "run --nosuchflag x ~ 125 ~ - ~ Run 'berth run --help' for more information",
        "run -it host true ~ 1 ~ - ~ the input device is not a TTY",
        "ps --nosuchflag ~ 125 ~ - ~ unknown flag: --nosuchflag",
        "ps x ~ 1 ~ - ~ berth: 'berth ps' accepts no arguments",
        "nosuchcommand ~ 1 ~ - ~ berth: unknown command: berth nosuchcommand",
        "container nosuch ~ 1 ~ - ~ berth: unknown command: berth container nosuch",
        "exec sleeper echo hi ~ 0 ~ hi ~ -",
        "exec sleeper sh -c exit${IFS}9 ~ 9 ~ - ~ -",
        "exec sleeper nosuchcommand ~ 127 ~ - ~ executable file not found",
        "exec nosuch true ~ 1 ~ - ~ Error response from daemon: No such container: nosuch",
        "stop nosuch ~ 1 ~ - ~ Error response from daemon: No such container: nosuch",
        "inspect nosuch ~ 1 ~ [] ~ Error: No such object: nosuch",
        "inspect -f {{.State.Status}}/{{.Name}} sleeper ~ 0 ~ running//sleeper ~ -",
        "ps --format {{.Names}}:{{.Image}} --filter name=sleeper ~ 0 ~ sleeper:host ~ -",
        "rm sleeper ~ 1 ~ - ~ container is running",
        "-H unix:///nonexistent ps ~ 1 ~ - ~ Cannot connect",
        "rename sleeper ~ 1 ~ - ~ requires 2 arguments",
        "attach sleeper/99 ~ 1 ~ - ~ the input device is not a TTY",
    })
    void statusAndWords(String arguments, int status, String out, String err) throws Exception {
        Result result = berth(arguments.strip().split(" "));
        assertEquals(status, result.status(), result::toString);
        assertEquals(out == null || out.isBlank() ? "" : out.strip(), result.out().strip(), result::toString);
        assertTrue(err == null ? result.err().isEmpty() : result.err().contains(err.strip()), result::toString);
    }

    @Test
    void inputGoesInAndOutputComesOut() throws Exception {
        Process client = builder("run", "--rm", "-i", "--network", "none", "host", "cat").start();
        try (var in = client.getOutputStream()) {
            in.write("through\n".getBytes(StandardCharsets.UTF_8));
        }
        Result result = result(client);
        assertEquals("through\n", result.out(), result.err());
        assertEquals(0, result.status());
    }

    @Test
    void signalsReachTheContainer() throws Exception {
        Process client = builder("run", "--rm", "--network", "none", "host", "sh", "-c",
                "trap 'echo got it; exit 5' TERM; echo ready; while :; do sleep 0.1; done").start();
        assertEquals('r', client.getInputStream().read());
        new ProcessBuilder("kill", "-TERM", "" + client.pid()).start().waitFor();
        Result result = result(client);
        assertEquals("eady\ngot it\n", result.out(), result.err());
        assertEquals(5, result.status());
    }

    @Test
    void aTerminalThatOutlivesItsConnection() throws Exception {
        assumeTrue(Tmux.isThere(), "tmux is not installed");
        try (Tmux tmux = new Tmux(directory.resolve("tmux"), withClient())) {
            tmux.line("$berth run -it --rm --network none --name shell host sh -c 'PS1=inside: exec sh'; echo st $?");
            // the prompt, not what was typed
            tmux.await(s -> s.contains("\ninside:"));
            tmux.line("stty size; tty");
            tmux.await(s -> s.contains("\n24 80\n") && s.contains("/dev/pts/"));
            tmux.resize(100, 30);
            // asked until it is so: what is typed may come before the size does
            tmux.line("until stty size | grep '^30 100$'; do sleep 0.1; done");
            tmux.await(s -> s.contains("\n30 100\n"));
            tmux.keys("C-p", "C-q");
            tmux.await(s -> s.contains("\nst 0"));
            tmux.line("clear; $berth attach shell; echo st $?");
            tmux.line("");
            tmux.await(s -> s.contains("inside:"));
            tmux.line("exit 5");
            tmux.await(s -> s.contains("st 5"));
        }
        assertEquals("", berth("ps", "-aq", "--filter", "name=shell").out());
    }

    @Test
    void theShellRunsCommands() throws Exception {
        assumeTrue(Tmux.isThere(), "tmux is not installed");
        try (Tmux tmux = new Tmux(directory.resolve("tmux-shell"), withClient())) {
            tmux.line("$berth shell; echo st $?");
            tmux.await(s -> s.contains("\nberth>"));
            tmux.line("ps -q --filter name=nobody");
            tmux.keys("l", "o", "g", "s", "Space", "s", "l", "Tab");
            tmux.await(s -> s.contains("logs sleeper"));
            for (int i = 1; i <= 3; i++) {
                tmux.keys("C-c");
                tmux.keys("w", "a", "i", "t", "Space", "s", "l", "Tab");
                int times = i;
                tmux.await(s -> s.split("berth> wait sleeper", -1).length > times);
            }
            tmux.keys("C-c");
            tmux.line("events");
            tmux.keys("C-c");
            tmux.line("inspect -f '{{.State.Status}}' sleeper");
            tmux.await(s -> s.contains("\nrunning\n"));
            tmux.line("exit 3");
            tmux.await(s -> s.contains("st 3"));
        }
        assertTrue(Files.readString(directory.resolve(".local/state/berth/history")).contains("exit 3"));
    }

    private static Map<String, String> withClient() {
        Map<String, String> environment = new java.util.HashMap<>(environment());
        environment.put("berth", CLIENT.toString());
        return environment;
    }
}
