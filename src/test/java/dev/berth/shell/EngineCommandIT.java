package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are started, asked and stopped by the real client. */
@Timeout(180)
class EngineCommandIT {

    private static final Path CLIENT = Path.of("target/berth").toAbsolutePath();
    private static final int ROUNDS = 6;

    @TempDir
    Path directory;

    private record Result(int status, String out, String err) {
    }

    @BeforeEach
    void assume() {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.isExecutable(CLIENT) && Files.exists(Path.of("target/berth.jar")),
                "client and jar are built by the package phase");
    }

    @AfterEach
    void stop() throws Exception {
        if (Files.exists(directory.resolve("run"))) {
            berth("engine", "stop");
        }
    }

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(CLIENT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("BERTH_RUN", directory.resolve("run").toString(), "BERTH_DATA",
                directory.resolve("data").toString(), "LC_ALL", "C"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static Result result(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private Result berth(String... arguments) throws Exception {
        return result(start(arguments));
    }

    /** Services and cron jobs have the locale C, in which Java takes no such name; who asks has one of their own. */
    @Test
    void fileNamesAreInUtf8WhereverTheEngineWasStarted() throws Exception {
        Path file = Files.writeString(directory.resolve("gr\u00fcn"), "seen");
        assertEquals(new Result(0, "seen", ""), berth("run", "--rm", "--network", "none", "-v",
                file + ":/opt/gr\u00fcn", "host", "cat", "/opt/gr\u00fcn"));
    }

    @Test
    void helpStartsNoEngine() throws Exception {
        Result help = berth("engine", "--help");
        assertEquals(0, help.status(), help.err());
        assertTrue(help.out().startsWith("Usage:  berth engine"), help.out());
        Result unknown = berth("engine", "begin");
        assertEquals(125, unknown.status());
        assertTrue(unknown.err().startsWith("berth: unknown command: berth engine begin\n"), unknown.err());
        assertEquals(125, berth("engine", "--dta", "/x").status());
        assertFalse(Files.exists(directory.resolve("run")), "something was made");
        Result stop = berth("engine", "stop");
        assertEquals(0, stop.status());
        assertTrue(stop.err().startsWith("The engine is not running"), stop.err());
    }

    /** Whether a process has ended; its parent, init, may take its time to hear of that. */
    private static boolean gone(long pid) throws Exception {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (java.io.IOException e) {
            // there is no such file, or, when it went between opening and reading, no such process (proc(5))
            if (Files.exists(Path.of("/proc", Long.toString(pid)))) {
                throw e;
            }
            return true;
        }
    }

    /** As with a service manager that starts it again while somebody calls a command. */
    @Test
    void whatAKilledEngineLeftIsNotTakenForOneThatRuns() throws Exception {
        Path run = Files.createDirectory(directory.resolve("run"));
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(run.resolve("session.sock")));
        }
        try (FileChannel file = FileChannel.open(run.resolve("engine.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            Process client;
            try (FileLock beginning = file.lock()) {
                client = start("ping");
                assertFalse(client.waitFor(3, TimeUnit.SECONDS), () -> "it did not wait for the one that begins");
                assertTrue(beginning.isValid());
            }
            assertEquals(new Result(0, "OK\n", ""), result(client));
        }
    }

    @Test
    void clientsThatStartItAtOnceShareOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(start("ping"));
            }
            for (Process client : clients) {
                Result result = result(client);
                assertEquals("OK\n", result.out(), "round " + round + ": " + result.err());
            }
            long pid = Long.parseLong(berth("engine", "status", "--format", "{{.Pid}}").out().strip());
            Result second = berth("engine");
            assertEquals(1, second.status());
            assertTrue(second.err().contains("another engine runs with"), second.err());
            assertEquals(0, berth("engine", "stop").status());
            assertTrue(gone(pid), "stop did not wait");
            assertFalse(Files.exists(directory.resolve("run/session.sock")));
            assertFalse(Files.exists(directory.resolve("run/docker.sock")));
        }
    }
}
