package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.Installation.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users that are not root at root's engine: those of {@code socket_group} have all commands, with their own rights on
 * their own files; others have and see nothing.
 */
@Timeout(180)
class GroupUserIT {

    private static final int USER = 65534;
    /** A group that every Debian and Red Hat has, and that is nobody's at log-in. */
    private static final String GROUP = "daemon";

    @TempDir
    static Path directory;
    private static Installation berth;
    private static Path home;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(directory.resolve("berth.toml"), "socket_group = \"" + GROUP + "\"\n");
        berth = new Installation(directory);
        assertEquals(0, berth.berth("run", "-d", "--name", "box", "busybox", "sleep", "1000").status());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        home = Files.createDirectory(directory.resolve("home"));
        Files.setAttribute(home, "unix:uid", USER);
        // copies, for the build's directory may be closed to others
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String name : List.of("berth", "berth.jar")) {
            Files.copy(Path.of("target", name), bin.resolve(name));
        }
        Files.setPosixFilePermissions(bin.resolve("berth"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(bin.resolve("berth.jar"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (berth != null) {
            berth.close();
        }
    }

    private static Result as(String group, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid", Integer.toString(USER), "--regid",
                Integer.toString(USER), "--groups", group));
        all.addAll(List.of(command));
        return berth.run(Map.of("HOME", home.toString()), all);
    }

    private static Result member(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(directory.resolve("bin/berth").toString()));
        command.addAll(List.of(arguments));
        return as(GROUP, command.toArray(String[]::new));
    }

    @Test
    void theGroupsUsersHaveTheCommands() throws Exception {
        assertEquals(new Result(0, "box\n", ""), member("ps", "--format", "{{.Names}}"));
        Result exec = member("exec", "box", "sh", "-c", "echo out; exit 3");
        assertEquals(new Result(3, "out\n", ""), exec);
        assertEquals(new Result(0, "", ""), member("-H", "unix://" + directory + "/run/docker.sock", "ps", "-q",
                "--filter", "name=nothing"));
    }

    @Test
    void filesAreReadAndWrittenWithTheirOwnRights() throws Exception {
        Path copy = home.resolve("passwd");
        Result out = member("cp", "box:/etc/passwd", copy.toString());
        assertEquals(0, out.status(), out.err());
        assertEquals(USER, Files.getAttribute(copy, "unix:uid"));

        Path secret = Files.writeString(directory.resolve("secret"), "root's");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Result in = member("cp", secret.toString(), "box:/tmp/secret");
        assertEquals(1, in.status());
        assertTrue(in.err().contains("permission denied"), in.err());
        assertEquals(1, berth.berth("exec", "box", "test", "-e", "/tmp/secret").status());
    }

    @Test
    void theEngineItselfIsNotTheirs() throws Exception {
        for (String command : List.of("status", "stop")) {
            Result result = member("engine", command);
            assertEquals(125, result.status());
            assertEquals("berth: only its own user and root may ask the engine for that: use sudo\n", result.err());
        }
        assertEquals(0, berth.berth("ping").status());
    }

    @Test
    void othersSeeNothing() throws Exception {
        Path run = directory.resolve("run");
        Result ps = as("nogroup", directory.resolve("bin/berth").toString(), "ps");
        assertEquals(125, ps.status());
        assertTrue(ps.err().contains("session.sock: Permission denied"), ps.err());
        assertFalse(as("nogroup", "ls", run.toString()).status() == 0, "the run directory can be listed");
        try (var files = Files.list(run)) {
            for (Path file : files.toList()) {
                assertFalse(as("nogroup", "test", "-r", file.toString()).status() == 0, file + " can be read");
                assertFalse(as("nogroup", "test", "-w", file.toString()).status() == 0, file + " can be written");
            }
        }
        // a lock of theirs would keep the next engine out
        assertFalse(as("nogroup", "flock", "--shared", run.resolve("engine.lock").toString(), "true").status() == 0);
    }

    /** The client that is called first makes the directory, with the umask of its caller. */
    @Test
    void theUmaskOfTheFirstCallerDoesNotShutThemOut() throws Exception {
        Path run = directory.resolve("strict");
        Map<String, String> places = Map.of("BERTH_RUN", run.toString(), "BERTH_DATA", directory + "/strictdata");
        String client = Path.of("target/berth").toAbsolutePath().toString();
        try {
            Result ping = berth.run(places, List.of("sh", "-c", "umask 077; exec " + client + " ping"));
            assertEquals(0, ping.status(), ping.err());
            assertEquals("rwx--x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(run)));
        } finally {
            berth.run(places, List.of(client, "engine", "stop"));
        }
    }
}
