package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against a session server, on pipes. */
@Timeout(60)
class SessionIT {

    @TempDir
    Path directory;

    StubEngineProcess engine;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(StubEngineProcess.client()), "the client is built by the package phase");
        engine = new StubEngineProcess(directory.resolve("run"));
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void givesArgumentsDirectoryAndEnvironment() throws Exception {
        StubEngineProcess.Result result = engine.call("", "show", "a b", "", "ü");
        Path run = directory.resolve("run").toRealPath();
        assertEquals("show|a b||ü\n" + run + "\nset\n" + run + "/b\n", result.out());
        assertEquals("to stderr\n", result.err());
        assertEquals(0, result.status());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 137, 255})
    void exitsWithTheStatus(int status) throws Exception {
        assertEquals(status, engine.call("", "exit", "" + status).status());
    }

    @Test
    void passesMuchThrough() throws Exception {
        String much = "0123456789abcdef".repeat(64 * 1024);
        StubEngineProcess.Result result = engine.call(much, "cat");
        assertEquals(much + "<end>\n", result.out());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "QUIT, 131", "HUP, 129"})
    void endsOnSignals(String signal, int status) throws Exception {
        // whoever started these tests may ignore it, which the client would honour
        Process client = engine.start(List.of("env", "--default-signal=" + signal), "tick");
        assertEquals('t', client.getInputStream().read());
        new ProcessBuilder("kill", "-" + signal, "" + client.pid()).start().waitFor();
        assertEquals(status, StubEngineProcess.result(client).status());
    }

    @Test
    void endsWhenNobodyReads() throws Exception {
        Process client = engine.start(List.of(), "tick");
        assertEquals('t', client.getInputStream().read());
        client.getInputStream().close();
        assertTrue(client.waitFor(20, java.util.concurrent.TimeUnit.SECONDS));
        assertEquals(141, client.exitValue());
    }

    @Test
    void endsTheCommandWhenTheClientIsKilled() throws Exception {
        Process shell = engine.start(List.of("sh", "-c", "\"$0\" \"$@\" & echo $! >&2; wait"), "tick");
        String client = "";
        for (int c = shell.getErrorStream().read(); c != '\n'; c = shell.getErrorStream().read()) {
            client += (char) c;
        }
        assertEquals('t', shell.getInputStream().read());
        new ProcessBuilder("kill", "-9", client).start().waitFor();
        // the pipe ends when the shell, the client and the engine have closed it
        StubEngineProcess.Result result = StubEngineProcess.result(shell);
        assertTrue(result.out().startsWith("ick 0\n"), result.out());
    }

    @Test
    void saysThatTheEngineIsGone() throws Exception {
        Process client = engine.start(List.of(), "tick");
        assertEquals('t', client.getInputStream().read());
        engine.kill();
        StubEngineProcess.Result result = StubEngineProcess.result(client);
        assertEquals(125, result.status());
        assertTrue(result.err().startsWith("berth: the engine is gone"), result.err());
    }

    @Test
    void leavesNoDescriptorsOpen() throws Exception {
        engine.call("", "exit", "0");
        Path fds = Path.of("/proc/" + engine.pid() + "/fd");
        long before = count(fds);
        for (int i = 0; i < 50; i++) {
            engine.call("x", "cat");
        }
        long end = System.nanoTime() + 10_000_000_000L;
        while (count(fds) > before && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        // fewer when the first client's were not yet closed at the first count
        assertTrue(count(fds) <= before, () -> "before " + before);
    }

    private static long count(Path fds) throws Exception {
        try (var list = Files.list(fds)) {
            return list.count();
        }
    }

    @Test
    void refusesOtherUsers() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
        Path copy = Files.createTempFile("berth", "client");
        try {
            Files.copy(StubEngineProcess.client(), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (Path p = directory.resolve("run"); p.startsWith(directory); p = p.getParent()) {
                Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            ProcessBuilder builder = new ProcessBuilder("setpriv", "--reuid", "65534", "--clear-groups",
                    copy.toString(), "exit", "0");
            builder.environment().put("BERTH_RUN", directory.resolve("run").toString());
            StubEngineProcess.Result closed = StubEngineProcess.result(builder.start());
            assertEquals(125, closed.status());
            assertTrue(closed.err().contains("session.sock: Permission denied"), closed.err());

            Files.setPosixFilePermissions(directory.resolve("run/session.sock"),
                    PosixFilePermissions.fromString("rw-rw-rw-"));
            StubEngineProcess.Result open = StubEngineProcess.result(builder.start());
            assertEquals(125, open.status());
            assertTrue(open.err().contains("This engine belongs to user 0; you are user 65534"), open.err());
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
