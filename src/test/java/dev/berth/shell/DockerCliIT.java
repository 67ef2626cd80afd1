package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.shell.Installation.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker's own command line, and its Python library, on Berth's socket. */
@Timeout(180)
class DockerCliIT {

    @TempDir
    static Path directory;

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = new Installation(directory);
        assumeTrue(there("docker", "--version"), "needs docker's command line (Debian: docker.io)");
        Result run = docker("run", "-d", "--init", "--network", "none", "--name", "box", "--label", "it=yes",
                "busybox", "sh", "-c", "echo out; echo err >&2; mkdir /d; echo text >/d/f; sleep 1000");
        assertEquals(0, run.status(), run.err());
        // it is started when this returns, not done with what it writes
        Result written = docker("exec", "box", "sh", "-c", "until [ -s /d/f ]; do sleep 0.1; done");
        assertEquals(0, written.status(), written.err());
    }

    @AfterAll
    static void stop() throws Exception {
        if (installation != null) {
            installation.close();
        }
    }

    private static boolean there(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Result docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run("", command);
    }

    private static Result run(String input, List<String> command) throws Exception {
        Path in = Files.createTempFile(directory, "in", "");
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Files.writeString(in, input);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectInput(in.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DOCKER_HOST", "unix://" + directory.resolve("run/docker.sock"));
        builder.environment().put("HOME", directory.toString());
        builder.environment().remove("DOCKER_CONTEXT");
        Process process = builder.start();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "it did not end: " + command);
        return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Sizes, what is in use and what is reclaimable, as docker's client counts them on the same engine. */
    @Test
    void diskUsageIsWhatDockersClientMakesOfIt() throws Exception {
        assertEquals(0, docker("run", "--name", "wrote", "--network", "none", "-v", "used:/u", "busybox", "sh", "-c",
                "dd if=/dev/zero of=/f bs=1000 count=30; dd if=/dev/zero of=/u/f bs=1000 count=20").status());
        assertEquals(0, docker("run", "--rm", "--network", "none", "-v", "free:/u", "busybox", "sh", "-c",
                "dd if=/dev/zero of=/u/f bs=1000 count=50").status());
        Path context = Files.createDirectories(directory.resolve("df"));
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo 1 >/one\n");
        for (String tag : List.of("kept", "gone")) {
            assertEquals(0, installation.berth("build", "-q", "-t", tag, "--build-arg", "A=" + tag, context.toString())
                    .status());
        }
        String[] states = {"", "stop -t 0 box", "rm wrote", "rmi gone", "start box", "builder prune -af"};
        for (String state : states) {
            if (!state.isEmpty()) {
                Result done = installation.berth(state.split(" "));
                assertEquals(0, done.status(), done.err());
            }
            assertEquals(docker("system", "df").out(), installation.berth("system", "df").out(), "after " + state);
        }
        String row = installation.berth("system", "df", "--format", "{{.Type}} {{.Reclaimable}}").out();
        assertTrue(row.contains("Local Volumes 70kB (100%)"), row);
        docker("volume", "rm", "used", "free");
        docker("rmi", "kept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "run --rm --network none busybox echo hello | 0 | hello",
        "run --rm --network none busybox sh -c 'exit 7' | 7 | ''",
        "run --rm --network none busybox /no/such | 127 | ''",
        "run --rm --network none busybox /etc | 126 | ''",
        "run --rm --network none --user nobody-here busybox true | 125 | ''",
        "ps --filter label=it=yes --format {{.Names}} | 0 | box",
        "ps -q --filter name=nothing | 0 | ''",
        "logs box | 0 | out",
        "exec box cat /d/f | 0 | text",
        "exec -w /d box pwd | 0 | /d",
        "exec box sh -c 'exit 9' | 9 | ''",
        "inspect --format {{.State.Status}} box | 0 | running",
        "inspect --type container --format {{.Config.Labels.it}} box | 0 | yes",
        "container ls -q --no-trunc --filter status=exited | 0 | ''",
        "top box -o pid,args | 0 | PID",
        "diff box | 0 | 'A /d'",
        "port box | 0 | ''",
        "stats --no-stream --format {{.Name}} box | 0 | box",
        "version --format {{.Server.Os}} | 0 | linux",
        "info --format {{.OSType}} | 0 | linux",
        "images -q nothing | 0 | ''",
        "system df --format {{.Type}} | 0 | Images",
        "volume create dockers | 0 | dockers",
        "volume inspect --format {{.Driver}} dockers | 0 | local",
        "rm box | 1 | ''",
        "rm nothing-there | 1 | ''",
        "kill -s NOSUCH box | 1 | ''"})
    void answers(String line, int status, String begin) throws Exception {
        Result result = run("", List.of("sh", "-c", "docker " + line));
        assertEquals(status, result.status(), result.out() + result.err());
        assertTrue(result.out().startsWith(begin), result.out() + result.err());
    }

    /** The sentence comes as output, and the status of what did not run is kept for the client that asks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "box /no/such | 127 | stat /no/such: no such file or directory",
        "box no-such | 127 | executable file not found in $PATH",
        "box /d/f | 126 | permission denied",
        "-i box /no/such | 127 | stat /no/such: no such file or directory",
        "-u nobody-here box true | 126 | nobody-here"})
    void refusesToExecuteInBand(String line, int status, String reason) throws Exception {
        Result result = run("input\n", List.of("sh", "-c", "docker exec " + line));
        assertEquals(status, result.status(), result.out() + result.err());
        assertEquals("", result.out());
        assertTrue(result.err().contains(reason), result.err());
        assertEquals(1, result.err().strip().lines().count(), result.err());
        if (status == 127) {
            assertTrue(result.err().startsWith("OCI runtime exec failed: exec failed: unable to start container"
                    + " process: exec: \""), result.err());
            assertTrue(result.err().strip().endsWith(": unknown"), result.err());
        }
        assertEquals("true", docker("inspect", "--format", "{{.State.Running}}", "box").out().strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/no/such | 127 | no such file or directory",
        "/d/f | 126 | permission denied"})
    void theOwnCommandKeepsItsWords(String program, int status, String reason) throws Exception {
        Result result = installation.berth("exec", "box", program);
        assertEquals(status, result.status(), result.err());
        assertEquals("Error response from daemon: failed to create task for container: exec: \"" + program + "\": "
                + reason + "\n", result.err());
    }

    @Test
    void followsAContainersLife() throws Exception {
        long since = System.currentTimeMillis() / 1000 - 1;
        assertEquals("in\n", run("in\n", List.of("docker", "run", "-i", "--rm", "--network", "none", "busybox", "cat"))
                .out());
        String id = docker("create", "--network", "none", "--name", "life", "busybox", "sh", "-c", "sleep 1; exit 3")
                .out().strip();
        assertEquals("life\n", docker("start", "life").out());
        assertEquals("3\n", docker("wait", "life").out());
        assertEquals(0, docker("rename", "life", "afterlife").status());
        assertEquals("afterlife\n", docker("restart", "-t", "1", "afterlife").out());
        assertEquals("afterlife\n", docker("stop", "-t", "1", "afterlife").out());
        assertEquals("afterlife\n", docker("rm", "-v", "afterlife").out());
        String events = docker("events", "--since", Long.toString(since), "--until",
                Long.toString(System.currentTimeMillis() / 1000 + 1), "--filter", "container=" + id, "--format",
                "{{.Action}}").out();
        for (String action : List.of("create", "start", "die", "rename", "restart", "destroy")) {
            assertTrue(events.contains(action + "\n"), action + " is missing in " + events);
        }
    }

    @Test
    void theStoresFileSystemHasDockersName() throws Exception {
        String type = Files.getFileStore(directory).type();
        assertEquals((type.startsWith("ext") ? "extfs" : type.equals("overlay") ? "overlayfs" : type) + "\n",
                docker("info", "--format", "{{index .DriverStatus 0 1}}").out());
    }

    /** The client shows it from API 1.47 on, and of an image here its one platform and who uses it. */
    @Test
    void imagesHaveATree() throws Exception {
        assumeTrue(docker("images", "--help").out().contains("--tree"), "this docker client knows no trees");
        Result tree = docker("images", "--tree");
        assertEquals(0, tree.status(), tree.err());
        assertTrue(tree.out().contains("busybox:latest"), tree.out());
        assertTrue(tree.out().contains("linux/amd64") || tree.out().contains("linux/arm64"), tree.out());
    }

    @Test
    void anImageOfAnotherPlatformIsNotPushed() throws Exception {
        assumeTrue(docker("push", "--help").out().contains("--platform"), "this docker client pushes no platforms");
        Result push = docker("push", "--platform", "linux/s390x", "busybox");
        assertEquals(1, push.status());
        assertTrue(push.err().contains("image with reference busybox:latest was found but its platform (linux/"),
                push.err());
        assertTrue(push.err().contains(") does not match the specified platform (linux/s390x)"), push.err());
    }

    @Test
    void imagesThatAreMadeAreToldOf() throws Exception {
        long since = System.currentTimeMillis() / 1000;
        Path context = Files.createDirectories(directory.resolve("made"));
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nLABEL a=b\n");
        assertEquals(0, installation.berth("build", "-q", "-t", "made:1", context.toString()).status());
        assertEquals(0, docker("commit", "box", "made:2").status());
        String events = docker("events", "--since", Long.toString(since), "--until",
                Long.toString(System.currentTimeMillis() / 1000 + 1), "--filter", "type=image", "--format",
                "{{.Action}} {{.Actor.Attributes.name}}").out();
        for (String name : List.of("made:1", "made:2")) {
            String id = docker("images", "-q", "--no-trunc", name).out();
            int made = events.indexOf("create " + id);
            assertTrue(made >= 0 && made < events.indexOf("tag " + name + "\n"), events);
        }
        docker("rmi", "made:1", "made:2");
    }

    @Test
    void copiesBothWays() throws Exception {
        Path file = Files.writeString(directory.resolve("sent"), "from here");
        assertEquals(0, docker("cp", file.toString(), "box:/d/").status());
        assertEquals("from here", docker("exec", "box", "cat", "/d/sent").out());
        assertEquals(0, docker("cp", "box:/d/.", directory.resolve("copied").toString()).status());
        assertEquals("text\n", Files.readString(directory.resolve("copied/f")));
        assertEquals(1, docker("cp", "box:/nothing", directory.toString()).status());
    }

    @Test
    void pythonsLibraryRunsContainers() throws Exception {
        List<String> python = List.of("/usr/bin/python3", "-c", """
            import docker, io, tarfile
            client = docker.from_env()
            assert client.ping()
            assert client.containers.run('busybox', 'echo hello', network_mode='none', remove=True) == b'hello\\n'
            try:
                client.containers.run('busybox', ['sh', '-c', 'echo why >&2; exit 4'], network_mode='none', remove=True)
                raise SystemExit('no error')
            except docker.errors.ContainerError as e:
                assert e.exit_status == 4 and e.stderr == b'why\\n', e
            box = client.containers.get('box')
            assert box.exec_run('cat /d/f').output == b'text\\n'
            assert box.exec_run('sh -c "exit 5"').exit_code == 5
            assert b'out' in box.logs()
            stream, stat = box.get_archive('/d/f')
            archive = tarfile.open(fileobj=io.BytesIO(b''.join(stream)))
            assert archive.extractfile('f').read() == b'text\\n' and stat['size'] == 5, stat
            assert box.stats(stream=False)['pids_stats']['current'] >= 1
            assert any('sleep' in ' '.join(row) for row in box.top()['Processes'])
            made = client.containers.create('busybox', 'sleep 1000', network_mode='none', init=True)
            made.start(); made.pause(); made.unpause(); made.stop(timeout=2)
            assert made.wait()['StatusCode'] == 143
            made.remove(v=True)
            try:
                client.containers.get('nothing')
                raise SystemExit('no error')
            except docker.errors.NotFound as e:
                assert 'No such container' in str(e), e
            volume = client.volumes.create('pythons')
            volume.remove()
            print('done')
            """);
        assumeTrue(there("/usr/bin/python3", "-c", "import docker"),
                "needs docker's Python library (Debian: python3-docker)");
        Result result = run("", python);
        assertEquals("done\n", result.out(), result.err());
    }
}
