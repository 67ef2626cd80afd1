package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.build.GitServer;
import dev.berth.image.Command;
import dev.berth.image.registry.DistributionServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the flags of {@code berth build} do to steps, images and files. */
@Timeout(120)
class BuildFlagsIT extends BuildClient {

    private void dockerfile(String text) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), text);
    }

    /** What a step printed, without what the progress puts before it. */
    private String printed(String... flags) throws Exception {
        String[] arguments = new String[flags.length + 3];
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        arguments[0] = "build";
        arguments[flags.length + 1] = "--no-cache";
        arguments[flags.length + 2] = ".";
        Result built = berth(context, arguments);
        assertEquals(0, built.status(), built.err());
        StringBuilder said = new StringBuilder();
        built.err().lines().filter(line -> line.matches("#\\d+ \\d+\\.\\d+ .*"))
                .forEach(line -> said.append(line.replaceFirst("#\\d+ \\d+\\.\\d+ ", "")).append('\n'));
        return said.toString();
    }

    @Test
    void limitsAreThoseOfTheSteps() throws Exception {
        dockerfile("FROM busybox\nRUN df -k /dev/shm | grep -o ' 10240 ' | busybox head -1; ulimit -n; ulimit -Hn; "
                + "busybox nproc\n");
        assertEquals(" 10240 \n77\n88\n1\n", printed("--shm-size", "10m", "--ulimit", "nofile=77:88",
                "--cpuset-cpus", "0"));
        dockerfile("FROM busybox\nRUN cd /sys/fs/cgroup; cat memory/memory.limit_in_bytes memory.max 2>/dev/null; "
                + "cat cpu/cpu.cfs_quota_us cpu.max 2>/dev/null; cat cpu/cpu.shares cpu.weight 2>/dev/null; true\n");
        String[] limits = printed("-m", "64m", "--memory-swap", "64m", "--cpu-quota", "50000", "--cpu-period",
                "100000", "-c", "512").split("\n");
        assertEquals("67108864", limits[0]);
        assertTrue(List.of("50000", "50000 100000").contains(limits[1]), limits[1]);
        assertTrue(List.of("512", "20", "59").contains(limits[2]), limits[2]);
    }

    @Test
    void namesAndNetworksAreThoseOfTheSteps() throws Exception {
        dockerfile("FROM busybox\nRUN grep -c 'a.b$' /etc/hosts; grep 1.2.3 /etc/hosts; ls /sys/class/net | "
                + "busybox wc -l\n");
        assertEquals("1\n1.2.3.4\ta.b\n1.2.3.5\tc\n1\n", printed("--network", "none", "--add-host", "a.b:1.2.3.4",
                "--add-host", "c=1.2.3.5"));
        dockerfile("FROM busybox\nRUN --network=host ls /sys/class/net\n");
        try (var all = Files.list(Path.of("/sys/class/net"))) {
            assertEquals(all.count(), printed("--network", "host").lines().count());
        }
        Result refused = berth(context, "build", ".");
        assertTrue(refused.err().contains("granting entitlement network.host is not allowed"), refused.err());
    }

    @Test
    void stepsAreBelowTheCgroupThatIsAskedFor() throws Exception {
        dockerfile("FROM busybox\nRUN echo up; sleep 1000\n");
        Process building = builder(context, "build", "--cgroup-parent", "parent", ".").start();
        try (BufferedReader lines = building.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); !line.endsWith(" up"); line = lines.readLine()) {
                assertTrue(building.isAlive(), line);
            }
            Path root = Path.of("/sys/fs/cgroup");
            try (var found = Files.find(root, 6, (path, a) -> a.isDirectory()
                    && path.getParent().getFileName().toString().equals("parent"))) {
                assertTrue(found.findAny().isPresent(), "no group of a step is below the parent");
            }
        } finally {
            building.destroy();
            building.waitFor();
        }
        assertTrue(berth(context, "build", "--cgroup-parent", "../x", ".").err()
                .contains("\"../x\" is not the path of a cgroup"));
    }

    @Test
    void theImageHasNamesLabelsAndAnnotations() throws Exception {
        dockerfile("FROM busybox\nLABEL a=1 b=2\n");
        Result built = berth(context, "build", "-t", "first:1", "-t", "second", "--label", "b=3", "--label", "c",
                "--annotation", "org.example.a=x", "--annotation", "manifest:org.example.b=y", "--iidfile", "id",
                "--squash", ".");
        assertEquals(0, built.status(), built.err());
        assertTrue(built.err().startsWith("WARNING: experimental flag squash is removed"), built.err());
        assertEquals("1 3 \n", berth(context, "image", "inspect", "-f",
                "{{.Config.Labels.a}} {{.Config.Labels.b}} {{.Config.Labels.c}}", "second").out());
        assertEquals(Files.readString(context.resolve("id")) + "\n", berth(context, "image", "inspect", "-f", "{{.Id}}",
                "first:1").out());
        assertEquals(0, berth(context, "save", "-o", "saved.tar", "first:1").status());
        String manifests = Command.run("sh", "-c", "cd " + context + " && mkdir out && tar -C out -xf saved.tar && "
                + "cat out/blobs/sha256/*");
        assertTrue(manifests.contains("\"annotations\":{\"org.example.a\":\"x\",\"org.example.b\":\"y\"}"), manifests);
        Result index = berth(context, "build", "--annotation", "index:a=b", ".");
        assertEquals("index annotations not supported for single platform export: index:a=b\n", index.err());
    }

    @Test
    void stagesWithoutCacheAreCarriedOutAgain() throws Exception {
        dockerfile("FROM busybox AS one\nRUN echo 1 > /1\nFROM busybox AS two\nRUN echo 2 > /2\n"
                + "FROM scratch\nCOPY --from=one /1 /\nCOPY --from=two /2 /\n");
        assertEquals(0, berth(context, "build", ".").status());
        String again = berth(context, "build", "--no-cache-filter", "one", ".").err();
        assertTrue(again.matches("(?s).*#2 \\[one 2/7\\] RUN echo 1 > /1\n.*#2 DONE.*"), again);
        assertTrue(again.matches("(?s).*#4 \\[two 4/7\\] RUN echo 2 > /2\n#4 CACHED.*"), again);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"plain ~ #\\d+ .*RUN echo said.*", "rawjson ~ \\{\".*\"\\}?.*",
        "tty ~ .*\\[2/2\\] RUN echo said.*", "quiet ~ ", "none ~ ", "nothing ~ invalid argument \"nothing\".*"})
    void progressIsShownAsItIsAskedFor(String kind, String expected) throws Exception {
        dockerfile("FROM busybox\nRUN echo said\n");
        Result built = berth(context, "build", "--no-cache", "--progress", kind, ".");
        assertEquals(kind.equals("nothing") ? 125 : 0, built.status(), built.err());
        assertTrue(built.err().lines().anyMatch(line -> line.matches(expected == null ? "x" : expected))
                == (expected != null), built.err());
        assertEquals(expected == null, built.err().isEmpty(), built.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"cat ~ Dockerfile", "gzip -c ~ Dockerfile", "bzip2 -c ~ sub/Other",
        "xz -c ~ sub/Other", "zstd -qc ~ sub/Other"})
    void anArchiveOnStandardInputIsTheContext(String packer, String file) throws Exception {
        assumeTrue(Command.exists(packer.split(" ")[0]), packer + " is not there");
        Files.createDirectories(context.resolve("in/sub"));
        Files.writeString(context.resolve("in/" + file), "FROM busybox\nCOPY . /ctx\nRUN cat /ctx/in-it\n");
        Files.writeString(context.resolve("in/in-it"), "from the archive\n");
        Command.run("sh", "-c", "cd " + context + " && tar -C in -cf - . | " + packer + " > packed");
        Result built = result(builder(context, "build", "--no-cache", "-f", file, "-").start(),
                Files.readAllBytes(context.resolve("packed")));
        assertTrue(built.err().contains(" from the archive\n"), built.err());
        Result missing = result(builder(context, "build", "-f", "none", "-").start(),
                Files.readAllBytes(context.resolve("packed")));
        assertTrue(missing.err().endsWith("Cannot locate specified Dockerfile: none\n"), missing.err());
    }

    @Test
    void twoThingsCannotComeFromStandardInput() throws Exception {
        assertEquals("invalid argument: can't use stdin for both build context and dockerfile\n",
                result(builder(context, "build", "-f", "-", "-").start(), "FROM busybox\n").err());
        Result empty = result(builder(context, "build", "-").start(), "");
        assertEquals("the context is empty: it must be a tar archive or a Dockerfile\n", empty.err());
    }

    @Test
    void resultsAreWrittenInEveryForm() throws Exception {
        dockerfile("FROM scratch\nCOPY Dockerfile /in/\n");
        Result built = berth(context, "build", "-t", "written:1", "-o", "type=local,dest=files", "-o",
                "type=tar,dest=files.tar", "-o", "type=docker,dest=docker.tar", "-o",
                "type=oci,dest=oci.tar,name=other:2", ".");
        assertEquals(0, built.status(), built.err());
        assertTrue(Files.exists(context.resolve("files/in/Dockerfile")));
        assertTrue(Command.run("tar", "-tf", context.resolve("files.tar").toString()).contains("in/Dockerfile\n"));
        for (String archive : List.of("docker.tar", "oci.tar")) {
            String names = Command.run("tar", "-tf", context.resolve(archive).toString());
            assertTrue(names.contains("index.json\n") && names.contains("manifest.json\n"), names);
        }
        assertEquals(0, berth(context, "rmi", "written:1", "other:2").status());
        String loaded = berth(context, "load", "-i", "oci.tar").out();
        assertTrue(loaded.contains("Loaded image: written:1\n") && loaded.contains("Loaded image: other:2\n"), loaded);
        Result piped = berth(context, "build", "-q", "-o", "type=oci", ".");
        assertTrue(piped.out().contains("oci-layout") && !piped.out().endsWith("sha256:"), "the archive alone");
    }

    @Test
    void aPrivateBaseIsPulledWithTheUsersLogin(@TempDir Path registry) throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry and htpasswd");
        try (DistributionServer server = new DistributionServer(registry).user("me", "secret").start()) {
            String name = server.host() + "/private/base:1";
            dockerfile("FROM busybox\nRUN echo private > /p\n");
            Result denied = berth(context, "build", "--push", "-t", name, ".");
            assertEquals(1, denied.status());
            assertEquals(0, result(builder(context, "login", "-u", "me", "--password-stdin", server.host()).start(),
                    "secret").status());
            Result pushed = berth(context, "build", "--push", "-t", name, ".");
            assertEquals(0, pushed.status(), pushed.err());
            assertEquals(0, berth(context, "rmi", name).status());
            dockerfile("FROM " + name + "\nRUN cat /p\nCOPY --from=" + name + " /p /q\n");
            Result built = berth(context, "build", "--no-cache", ".");
            assertTrue(built.err().contains(" private\n"), built.err());
            assertEquals(0, berth(context, "rmi", name).status());
            assertEquals(0, berth(context, "logout", server.host()).status());
            Result refused = berth(context, "build", ".");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("berth login " + server.host()), refused.err());
        }
    }

    @Test
    void whatTheEnvironmentSaysGoesWithIt() throws Exception {
        dockerfile("FROM busybox\nARG SOURCE_DATE_EPOCH\nRUN echo $SOURCE_DATE_EPOCH $HTTP_PROXY $no_proxy\n");
        Path config = Files.createDirectories(context.resolve("config"));
        Files.writeString(config.resolve("config.json"), "{\"proxies\":{\"default\":{\"httpProxy\":\"http://p:1\","
                + "\"noProxy\":\"x\"}}}");
        ProcessBuilder builder = builder(context, "build", "--no-cache", "--build-arg", "no_proxy=mine", ".");
        builder.environment().put("SOURCE_DATE_EPOCH", "77");
        builder.environment().put("DOCKER_CONFIG", config.toString());
        builder.environment().put("BUILDKIT_PROGRESS", "plain");
        Result built = result(builder.start(), "");
        assertTrue(built.err().contains(" 77 http://p:1 mine\n"), built.err());
        assertFalse(built.err().contains("were not consumed"), built.err());
        ProcessBuilder other = builder(context, "build", ".");
        other.environment().put("DOCKER_DEFAULT_PLATFORM", "a/b/c/d");
        Result refused = result(other.start(), "");
        assertTrue(refused.err().contains("\"a/b/c/d\" is not a platform"), refused.err());
    }

    @Test
    void aBranchIsWatched(@TempDir Path served) throws Exception {
        try (GitServer git = new GitServer(served)) {
            git.file("Dockerfile", "FROM busybox\nRUN echo one\n").commit();
            Process process = builder(context, "build", "--watch", "--watch-interval", "200ms", git.url()).start();
            try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
                await(lines, "watching for changes, Ctrl-C ends");
                git.file("Dockerfile", "FROM busybox\nRUN echo two\n").commit();
                String moved = lines.readLine();
                assertTrue(moved.matches("moved: HEAD [0-9a-f]{12} \u2192 [0-9a-f]{12}"), moved);
                StringBuilder seen = new StringBuilder();
                for (String line = lines.readLine(); !line.startsWith("watching"); line = lines.readLine()) {
                    seen.append(line).append('\n');
                }
                assertTrue(seen.toString().contains(" two\n"), seen.toString());
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }
}
