package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code berth build} with the real client and an engine of their own, on busybox. */
abstract class BuildClient {

    private static final Path CLIENT = Path.of("target/berth").toAbsolutePath();
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    @TempDir
    static Path directory;

    @TempDir
    Path context;

    record Result(int status, String out, String err) {
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.isExecutable(CLIENT) && Files.exists(Path.of("target/berth.jar")),
                "client and jar are built by the package phase");
        assumeTrue(Files.isExecutable(BUSYBOX), "the base image is made of /bin/busybox, which is not there");
        Path root = Files.createDirectories(directory.resolve("root/bin"));
        Files.copy(BUSYBOX, root.resolve("busybox"));
        for (String name : List.of("sh", "cat", "echo", "ls", "sleep", "grep", "df")) {
            Files.createSymbolicLink(root.resolve(name), Path.of("busybox"));
        }
        Path archive = directory.resolve("root.tar");
        assertEquals(0, new ProcessBuilder("tar", "-C", directory.resolve("root").toString(), "-cf",
                archive.toString(), ".").start().waitFor());
        Result imported = berth(directory, "import", archive.toString(), "busybox");
        assertEquals(0, imported.status(), imported.err());
    }

    @AfterAll
    static void stop() throws Exception {
        if (!Files.exists(directory.resolve("run"))) {
            return;
        }
        long pid = Long.parseLong(berth(directory, "engine", "status", "--format", "{{.Pid}}").out().strip());
        assertEquals(0, berth(directory, "engine", "stop").status());
        ProcessHandle.of(pid).ifPresent(engine -> engine.onExit().join());
    }

    static ProcessBuilder builder(Path in, String... arguments) {
        // whoever started these tests may ignore Ctrl-C, which the client would honour
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", CLIENT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        builder.environment().putAll(Map.of("BERTH_RUN", directory.resolve("run").toString(), "BERTH_DATA",
                directory.resolve("data").toString(), "HOME", directory.toString(), "TOKEN", "of the environment"));
        return builder;
    }

    static Result berth(Path in, String... arguments) throws Exception {
        return result(builder(in, arguments).start(), "");
    }

    static Result result(Process client, String input) throws Exception {
        return result(client, input.getBytes(StandardCharsets.UTF_8));
    }

    static Result result(Process client, byte[] input) throws Exception {
        try (OutputStream in = client.getOutputStream()) {
            in.write(input);
        }
        String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(client.waitFor(60, TimeUnit.SECONDS), "the client did not end");
        return new Result(client.exitValue(), out, err);
    }

    static void await(BufferedReader lines, String wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); !wanted.equals(line); line = lines.readLine()) {
            assertFalse(line == null, () -> "never said: " + wanted + " but: " + seen);
            seen.append(line).append('\n');
        }
    }
}
