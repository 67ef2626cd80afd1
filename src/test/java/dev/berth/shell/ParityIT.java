package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.Installation.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docker's commands do besides their words: details of logs, parents of cgroups, the order of events. */
@Timeout(120)
class ParityIT {

    private static final Path TREES = Path.of("/sys/fs/cgroup");

    @TempDir
    static Path directory;

    private static Installation installation;
    private static String parent;

    @BeforeAll
    static void start() throws Exception {
        parent = "parity-it-" + ProcessHandle.current().pid();
        Files.writeString(directory.resolve("berth.toml"), "cgroup_parent = \"/" + parent + "/engine\"\n");
        installation = new Installation(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (installation != null) {
            installation.close();
            assertEquals(List.of(), groups(parent), "the engine left cgroups");
        }
    }

    private static Result berth(String... arguments) throws Exception {
        return installation.berth(arguments);
    }

    private static String run(String... arguments) throws Exception {
        Result result = berth(arguments);
        assertEquals(0, result.status(), result.err());
        return result.out().strip();
    }

    /** Where in the trees a path is, by the trees' names: on v1 a tree for each controller, on v2 the mount itself. */
    private static List<String> groups(String path) throws Exception {
        List<String> trees = new ArrayList<>();
        try (Stream<Path> entries = Files.list(TREES)) {
            for (Path tree : Stream.concat(Stream.of(TREES), entries.filter(Files::isDirectory)).toList()) {
                if (Files.isDirectory(tree.resolve(path))) {
                    trees.add(tree.getFileName().toString());
                }
            }
        }
        return trees;
    }

    @Test
    void detailsOfLogsAreWhatTheLogOptionsName() throws Exception {
        run("run", "--network", "none", "--name", "detailed", "--label", "a=b", "--label", "ab=c,d", "--label", "z=1",
                "-e", "X=1", "-e", "Y=two words", "--log-opt", "labels=a,none", "--log-opt", "labels-regex=^ab",
                "--log-opt", "env=Y", "--log-opt", "tag={{.Name}}/{{.ImageName}}", "busybox", "sh", "-c",
                "echo one; echo two >&2");
        Result logs = berth("logs", "--details", "detailed");
        String details = "Y=two+words,a=b,ab=c%2Cd,tag=detailed%2Fbusybox ";
        assertEquals(details + "one\n", logs.out());
        assertEquals(details + "two\n", logs.err());
        assertTrue(berth("logs", "--details", "-t", "detailed").out().matches(
                "[-0-9T:.]+Z " + details.replace("+", "\\+") + "one\n"));
        assertEquals("one\n", berth("logs", "detailed").out());
        run("run", "--network", "none", "--name", "plain", "busybox", "echo", "one");
        assertEquals(" one\n", berth("logs", "--details", "plain").out());
    }

    @Test
    void theConfigurationsParentIsAboveTheEnginesGroups() throws Exception {
        String id = run("run", "-d", "--network", "none", "busybox", "sleep", "1000");
        assertFalse(groups(parent + "/engine/" + id).isEmpty());
        run("rm", "-f", id);
        assertEquals(List.of(), groups(parent + "/engine/" + id));
    }

    @ParameterizedTest
    @CsvSource({"/%s/own, %s/own", "own/two/, %s/engine/own/two"})
    void aContainersParentIsFromTheRootOrFromTheEngines(String option, String path) throws Exception {
        String id = run("run", "-d", "--network", "none", "-m", "64m", "--cgroup-parent",
                option.replace("%s", parent), "busybox", "sleep", "1000");
        String group = path.replace("%s", parent) + '/' + id;
        assertFalse(groups(group).isEmpty());
        assertEquals(option.replace("%s", parent).replaceAll("/$", ""),
                run("inspect", "-f", "{{.HostConfig.CgroupParent}}", id));
        assertEquals("limited", run("exec", id, "sh", "-c", "cat /sys/fs/cgroup/memory.max"
                + " /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null | grep -q 67108864 && echo limited"));
        run("update", "-m", "32m", "--memory-swap", "64m", id);
        run("pause", id);
        run("unpause", id);
        run("restart", "-t", "0", id);
        assertFalse(groups(group).isEmpty());
        run("rm", "-f", id);
        assertEquals(List.of(), groups(group));
    }

    @ParameterizedTest
    @CsvSource({"../x", "/a/../../x", "a//b", "."})
    void aParentThatLeadsElsewhereIsRefused(String option) throws Exception {
        Result result = berth("run", "--rm", "--network", "none", "--cgroup-parent", option, "busybox", "true");
        assertEquals(125, result.status());
        assertTrue(result.err().contains("\"" + option + "\" is not the path of a cgroup"), result.err());
    }

    @ParameterizedTest
    @CsvSource({"-v, /etc/passwd:/etc", "-v, /tmp:/etc/passwd", "--mount, 'type=bind,source=/etc/passwd,target=/etc'",
        "--tmpfs, /etc/passwd"})
    void whatDoesNotFitOnAPlaceSaysSo(String flag, String value) throws Exception {
        Result result = berth("run", "--rm", "--network", "none", flag, value, "busybox", "true");
        assertEquals(125, result.status(), result.err());
        assertTrue(result.err().contains("not a directory: Are you trying to mount a directory onto a file"
                + " (or vice-versa)? Check if the specified host path exists and is the expected type"), result.err());
    }

    @ParameterizedTest
    @CsvSource({"/nosuch, 127, no such file or directory", "relative, 126, Cwd must be an absolute path"})
    void execDoesNotMakeItsWorkingDirectory(String workdir, int status, String reason) throws Exception {
        String id = run("run", "-d", "--network", "none", "busybox", "sleep", "1000");
        Result result = berth("exec", "-w", workdir, id, "true");
        assertEquals(status, result.status(), result.err());
        assertTrue(result.err().contains(reason), result.err());
        assertEquals(1, berth("exec", id, "ls", "-d", "/nosuch").status());
        run("rm", "-f", id);
    }

    @Test
    void aVolumesOptionsAreMountedWhileItIsUsed() throws Exception {
        run("volume", "create", "--opt", "type=tmpfs", "--opt", "device=tmpfs", "--opt", "o=size=1m,noexec", "scratch");
        assertEquals("map[device:tmpfs o:size=1m,noexec type:tmpfs]",
                run("volume", "inspect", "-f", "{{.Options}}", "scratch"));
        String path = run("volume", "inspect", "-f", "{{.Mountpoint}}", "scratch");
        String first = run("run", "-d", "--network", "none", "-v", "scratch:/v", "--stop-signal", "KILL", "busybox",
                "sh", "-c", "echo kept >/v/f; sleep 1000");
        String second = run("run", "-d", "--network", "none", "-v", "scratch:/w", "--stop-signal", "KILL", "busybox",
                "sleep", "1000");
        assertEquals("tmpfs 1024 kept", run("exec", second, "sh", "-c", "while ! [ -s /w/f ]; do sleep 0.1; done;"
                + " df -k /w | awk 'NR==2{printf \"%s %s \", $1, $2}'; cat /w/f"));
        run("stop", first);
        assertTrue(Files.readString(Path.of("/proc/mounts")).contains(path), "it is still used");
        run("rm", "-f", first, second);
        assertFalse(Files.readString(Path.of("/proc/mounts")).contains(path), "nobody uses it");
        run("volume", "rm", "scratch");

        Path source = Files.createDirectory(directory.resolve("source"));
        Files.writeString(source.resolve("f"), "bound");
        run("volume", "create", "-o", "type=none", "-o", "device=" + source, "-o", "o=bind,ro", "bound");
        assertEquals("bound", run("run", "--rm", "--network", "none", "-v", "bound:/v", "busybox", "cat", "/v/f"));
        assertEquals(1, berth("run", "--rm", "--network", "none", "-v", "bound:/v", "busybox", "touch", "/v/g")
                .status());
        run("volume", "rm", "bound");
        assertEquals("bound", Files.readString(source.resolve("f")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bad=1 | invalid option: \"bad\"",
        "type=tmpfs | missing required option: \"device\"", "device=tmpfs | missing required option: \"type\""})
    void optionsThatMakeNoVolumeAreRefused(String option, String reason) throws Exception {
        Result result = berth("volume", "create", "--opt", option, "refused");
        assertEquals(1, result.status());
        assertEquals("Error response from daemon: create refused: " + reason + "\n", result.err());
    }

    @Test
    void aVolumeThatCannotBeMountedSaysWhy() throws Exception {
        run("volume", "create", "--opt", "type=nosuchfs", "--opt", "device=/x", "broken");
        Result result = berth("run", "--rm", "--network", "none", "-v", "broken:/v", "busybox", "true");
        assertEquals(125, result.status());
        assertTrue(result.err().contains("failed to mount local volume: mount /x:"), result.err());
        run("volume", "rm", "broken");
    }

    /** The order is docker's, where it was looked at with the same commands. */
    @Test
    void eventsComeInDockersOrder() throws Exception {
        String since = Instant.now().toString();
        run("volume", "create", "told");
        run("create", "--network", "none", "--name", "teller", "-v", "told:/v", "--stop-signal", "KILL", "busybox",
                "sleep", "1000");
        run("start", "teller");
        run("exec", "teller", "true");
        run("top", "teller");
        run("cp", "teller:/etc/passwd", directory.resolve("passwd").toString());
        run("tag", "busybox", "told:1");
        run("rmi", "told:1");
        run("stop", "teller");
        run("rm", "teller");
        run("run", "--rm", "--network", "none", "--name", "teller", "busybox", "true");
        run("volume", "rm", "told");
        run("container", "prune", "-f", "--filter", "label=nothing-has-it");
        String until = Instant.now().toString();
        List<String> told = new ArrayList<>();
        for (String line : run("events", "--since", since, "--until", until, "--format",
                "{{.Type}} {{.Action}} {{.Actor.Attributes.name}}").lines().toList()) {
            if (line.contains("teller") || !line.startsWith("container") || line.contains("prune")) {
                told.add(line.replace(" <no value>", "").strip());
            }
        }
        assertEquals(List.of("volume create", "container create teller", "network connect none", "volume mount",
                "container start teller", "container exec_create: true  teller", "container exec_start: true  teller",
                "container exec_die teller", "container top teller", "container archive-path teller",
                "image tag told:1", "image untag " + run("inspect", "-f", "{{.Id}}", "busybox"),
                "container kill teller", "container die teller", "network disconnect none", "volume unmount",
                "container stop teller", "container destroy teller", "container create teller",
                "container attach teller", "network connect none", "container start teller", "container die teller",
                "network disconnect none", "container destroy teller", "volume destroy", "container prune"), told);
    }
}
