package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.Installation.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user can get wrong: one sentence that says so, docker's exit code, and nothing started or left behind. */
@Timeout(120)
class BadInputIT {

    /** A user that is not root and, as a rule, nobody. */
    private static final int OTHER = 65534;
    private static final int CUT_BYTES = 20_000;

    @TempDir
    static Path directory;
    private static Installation berth;

    @BeforeAll
    static void start() throws Exception {
        berth = new Installation(directory);
        profile("unknown", "init = true\nmemry = \"1GiB\"\n");
        profile("table", "[limits]\nmemory = \"1GiB\"\n\n[limit]\npids = 5\n");
        profile("type", "[limits]\n  pids = true\n");
        profile("unit", "[limits]\n\nmemory = \"1Gx\"\n");
        profile("syntax", "init = \n");
        profile("here", "extends = [\"there\"]\n");
        profile("there", "init = true\nextends = [\"here\"]\n");
        profile("parent", "extends = [\"nothing\"]\n");
        byte[] tar = Files.readAllBytes(directory.resolve("busybox.tar"));
        Files.write(directory.resolve("cut.tar"), Arrays.copyOf(tar, CUT_BYTES));
        Files.writeString(directory.resolve("file"), "no directory");
        Result box = berth.berth("run", "-d", "--name", "box", "busybox", "sleep", "1000");
        assertEquals(0, box.status(), box.err());
    }

    @AfterAll
    static void stop() throws Exception {
        if (berth != null) {
            berth.close();
        }
    }

    private static void profile(String name, String text) throws Exception {
        Files.createDirectories(directory.resolve("profiles"));
        Files.writeString(directory.resolve("profiles").resolve(name + ".toml"), text);
    }

    /** Everything that a command could have left: containers, images, volumes, and the containers' directories. */
    private static List<String> things() throws Exception {
        List<String> things = new ArrayList<>();
        for (String[] list : new String[][] {{"ps", "-aq"}, {"images", "-q"}, {"volume", "ls", "-q"}}) {
            Result result = berth.berth(list);
            assertEquals(0, result.status(), result.err());
            things.addAll(new TreeSet<>(result.out().lines().toList()));
        }
        try (Stream<Path> containers = Files.list(directory.resolve("data/containers"))) {
            containers.map(Path::toString).sorted().forEach(things::add);
        }
        return things;
    }

    /** The sentence, without the hint at the help that docker's client adds. */
    private static String sentence(Result result) {
        String text = result.err();
        for (String hint : List.of("\n\nUsage:  berth ", "\n\nRun 'berth ")) {
            int at = text.indexOf(hint);
            text = at < 0 ? text : text.substring(0, at);
        }
        return text.strip();
    }

    /** A command, its exit code, and its one line of error: a regular expression; "@" is the test's directory. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        // profiles: file, line and column
        "run --rm --profile unknown busybox true ~ 125 ~ .*@/profiles/unknown.toml:2:1: memry: unknown key.*",
        "run --rm --profile @/profiles/unknown.toml busybox true ~ 125 ~ .* unknown.toml:2:1: memry: unknown key.*",
        "create --profile unknown busybox true ~ 1 ~ .*@/profiles/unknown.toml:2:1: memry: unknown key.*",
        "run --rm --profile table busybox true ~ 125 ~ .*@/profiles/table.toml:4:1: limit: unknown key; did you mean "
            + "limits, .*",
        "run --rm --profile type busybox true ~ 125 ~ .*@/profiles/type.toml:2:3: limits.pids: .* not accepted; it "
            + "takes.*",
        "run --rm --profile unit busybox true ~ 125 ~ .*@/profiles/unit.toml:3:1: limits.memory: invalid size: '1Gx'; "
            + "it takes.*",
        "run --rm --profile syntax busybox true ~ 125 ~ .*@/profiles/syntax.toml:1:8: Unexpected end of line, .*",
        "run --rm --profile here busybox true ~ 125 ~ .*@/profiles/there.toml:2:12: extends: profiles extend one "
            + "another in a circle: here -> there -> here",
        "run --rm --profile parent busybox true ~ 125 ~ .*@/profiles/parent.toml:1:12: extends: no profile \"nothing\" "
            + "in .*",
        "run --rm --profile nothing busybox true ~ 125 ~ .*no profile \"nothing\" in @/profiles or among the shipped "
            + "ones",
        "run --rm --profile @/no.toml busybox true ~ 125 ~ .*@/no.toml: no such file or directory",
        // what a container needs
        "run --rm --pull never nothing:1 true ~ 125 ~ .*No such image: nothing:1",
        "run --rm busybox /no/such ~ 127 ~ .*exec: \"/no/such\": no such file or directory",
        "run --rm busybox nosuch ~ 127 ~ .*exec: \"nosuch\": executable file not found in \\$PATH",
        "run --rm busybox /etc ~ 126 ~ .*exec: \"/etc\": permission denied",
        "run --rm busybox /etc/passwd ~ 126 ~ .*exec: \"/etc/passwd\": permission denied",
        "run --rm busybox ~ 125 ~ .*no command specified",
        "run --rm -u nobody-here busybox true ~ 125 ~ .*unable to find user nobody-here: no matching entries in passwd "
            + "file",
        "run --rm -u 0:no-group busybox true ~ 125 ~ .*unable to find group no-group: no matching entries in group "
            + "file",
        "run --rm -w /etc/passwd busybox true ~ 125 ~ .*working directory /etc/passwd: not a directory.*",
        "run --rm -w relative busybox true ~ 125 ~ .*relative.*absolute path.*",
        "run --rm --mount type=bind,src=@/nothing,dst=/y busybox true ~ 125 ~ .*bind source path does not exist: "
            + "@/nothing",
        "run --rm -v rel/x:/y busybox true ~ 125 ~ .*\"rel/x\" includes invalid characters for a local volume name.*",
        "run --rm --network container:nothing busybox true ~ 125 ~ .*No such container: nothing",
        "run --rm --memory 1x busybox true ~ 125 ~ invalid argument \"1x\" for \"-m, --memory\" flag: invalid size: "
            + "'1x'",
        "run --rm --nothing busybox true ~ 125 ~ unknown flag: --nothing",
        "run --rm --cgroup-parent /a/../b busybox true ~ 125 ~ .*\"/a/../b\" is not the path of a cgroup",
        "run -d --name box busybox true ~ 125 ~ .*Conflict. The container name \"/box\" is already in use by container "
            + "\"[0-9a-f]{64}\".*",
        "create --name a/b busybox true ~ 1 ~ .*Invalid container name \\(a/b\\).*",
        // running containers
        "exec nothing true ~ 1 ~ .*No such container: nothing",
        "exec box /no/such ~ 127 ~ .*exec: \"/no/such\": no such file or directory",
        "exec box /etc ~ 126 ~ .*exec: \"/etc\": permission denied",
        "exec -u nobody-here box true ~ 126 ~ .*unable to find user nobody-here: no matching entries in passwd file",
        "exec -w /etc/passwd box true ~ 126 ~ .*working directory /etc/passwd: not a directory.*",
        "rename nothing other ~ 1 ~ .*No such container: nothing\\nError: failed to rename container named nothing",
        // images
        "import @/cut.tar cut ~ 1 ~ .*the archive ends in the middle: it is cut off",
        "load -i @/cut.tar ~ 1 ~ .*the archive ends in the middle: it is cut off",
        "import @/no.tar cut ~ 1 ~ .*@/no.tar: no such file or directory",
        // what docker has and Berth has not
        "run --rm --cpu-rt-runtime 1000 busybox true ~ 125 ~ .*real-time limits of processors are not supported: .*",
        "update --cpu-rt-period 1000 box ~ 1 ~ .*real-time limits of processors are not supported: .*",
        "run --rm --kernel-memory 64m busybox true ~ 125 ~ .*--kernel-memory is not supported: .*",
        "run --rm --link-local-ip 169.254.1.1 busybox true ~ 125 ~ .*there are no bridge networks yet, .*",
        "run --rm --use-api-socket busybox true ~ 125 ~ .*--use-api-socket is not supported: mount the engine's .*",
        "run --rm --ip 1.2.3.4 busybox true ~ 125 ~ .*user specified IP address is supported on user defined networks "
            + "only",
        "run --rm --pull never --platform linux/s390x busybox true ~ 125 ~ .*image with reference busybox was found "
            + "but its platform \\(.*\\) does not match the specified platform \\(linux/s390x\\)",
        "history --platform linux/s390x busybox ~ 1 ~ .*was found but its platform .* does not match .*",
        "save --platform linux/s390x -o @/x.tar busybox ~ 1 ~ .*was found but its platform .* does not match .*",
        "image inspect --platform linux/s390x busybox ~ 1 ~ .*was found but its platform .* does not match .*",
        "rmi --platform linux/s390x busybox ~ 1 ~ .*was found but its platform .* does not match .*",
        "load --platform linux/s390x -i @/cut.tar ~ 1 ~ --platform is not supported by load: .*",
        "network create --driver bridge net ~ 1 ~ berth: 'berth network create': there are no bridge networks yet, .*",
        "network connect net box ~ 1 ~ berth: 'berth network connect': there are no bridge networks yet, .*",
        "volume create --availability pause v ~ 1 ~ there are no cluster volumes: .*",
        "volume ls --cluster ~ 1 ~ there are no cluster volumes: .*",
        "volume update --availability pause v ~ 1 ~ berth: 'berth volume update': there are no cluster volumes: .*",
        // a pipe where a terminal is needed
        "run -it --rm busybox true ~ 1 ~ the input device is not a TTY",
        "exec -it box true ~ 1 ~ the input device is not a TTY",
    })
    void isRefused(String command, int status, String expected) throws Exception {
        List<String> before = things();
        Result result = berth.berth(command.replace("@", directory.toString()).split(" "));
        assertEquals(status, result.status(), result.out() + result.err());
        assertTrue(sentence(result).matches(expected.replace("@", "\\Q" + directory + "\\E")),
                () -> "said " + result.err() + "in place of " + expected);
        assertEquals("", result.out());
        assertEquals(before, things());
    }

    @Test
    void theConsoleNeedsATerminal() throws Exception {
        Result result = berth.run(Map.of("TERM", "nonsense"), List.of(client().toString()));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().startsWith("Usage:  berth [OPTIONS] COMMAND\n"), result.out());
        assertFalse(result.out().contains("\33"), "control sequences for a terminal that is none");
    }

    @Test
    void aRunDirectoryOfSomebodyElseIsNotTrusted() throws Exception {
        Path alien = Files.createDirectory(directory.resolve("alien"));
        Files.setAttribute(alien, "unix:uid", OTHER);
        Result result = berth.run(Map.of("BERTH_RUN", alien.toString()), List.of(client().toString(), "ps"));
        assertEquals(125, result.status());
        assertEquals("berth: the run directory " + alien + " belongs to somebody else; set BERTH_RUN to a directory of"
                + " your own\n", result.err());
        assertEquals(0, alien.toFile().list().length, "something was left in it");
    }

    @Test
    void anEngineNeedsADirectory() throws Exception {
        Path run = directory.resolve("run2");
        Result result = berth.run(Map.of("BERTH_RUN", run.toString(), "BERTH_DATA", directory + "/file"),
                List.of(client().toString(), "ps"));
        assertEquals(125, result.status());
        assertEquals("berth: cannot start the engine: the data directory " + directory + "/file is a file; set"
                + " BERTH_DATA to a directory\n", result.err());
        assertFalse(Files.exists(run.resolve("session.sock")), "an engine runs");
        assertFalse(Files.exists(run.resolve("docker.sock")), "an engine runs");
        assertEquals("no directory", Files.readString(directory.resolve("file")));
    }

    @Test
    void anEngineNeedsRoot() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        // a copy, for the build's directory may be closed to others
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String name : List.of("berth", "berth.jar")) {
            Files.copy(client().resolveSibling(name), bin.resolve(name));
        }
        Files.setPosixFilePermissions(bin.resolve("berth"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(bin.resolve("berth.jar"), PosixFilePermissions.fromString("rw-r--r--"));
        List<String> command = List.of("setpriv", "--reuid", Integer.toString(OTHER), "--clear-groups",
                bin.resolve("berth").toString(), "ps");

        Result connecting = berth.run(Map.of(), command);
        assertEquals(125, connecting.status());
        assertEquals("berth: cannot connect to " + directory + "/run/session.sock: Permission denied; the engine is"
                + " another user's, root's as a rule: use sudo\n", connecting.err());

        Path run = Files.createDirectory(directory.resolve("run3"));
        Files.setAttribute(run, "unix:uid", OTHER);
        Result starting = berth.run(Map.of("BERTH_RUN", run.toString(), "BERTH_DATA", run + "/data"), command);
        assertEquals(125, starting.status());
        assertEquals("berth: cannot start the engine: the engine needs root: run it as root or with sudo\n",
                starting.err());
        assertFalse(Files.exists(run.resolve("data")), "something was made");
        assertFalse(Files.exists(run.resolve("session.sock")), "an engine runs");
    }

    private static Path client() {
        return Path.of("target/berth").toAbsolutePath();
    }
}
