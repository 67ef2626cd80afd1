package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code berth build} from the client to the image: the real client and a real engine, on busybox. */
@Timeout(120)
class BuildCommandIT extends BuildClient {

    @BeforeEach
    void write() throws IOException {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nCOPY . /ctx\nRUN ls /ctx && echo said\n");
        Files.writeString(context.resolve(".dockerignore"), "ignored\n.dockerignore\n");
        Files.writeString(context.resolve("file"), "1");
        Files.writeString(context.resolve("ignored"), "1");
    }

    @Test
    void stepsAreShownAndTheImageHasItsNameAndId() throws Exception {
        Result built = berth(context, "build", "--no-cache", "-t", "named:1", "--iidfile", "id", "--label", "a=b", ".");
        assertEquals(0, built.status(), built.err());
        assertTrue(built.err().contains("#3 [3/4] RUN ls /ctx && echo said\n"), built.err());
        assertTrue(built.err().matches("(?s).*#3 [0-9.]+ Dockerfile\n#3 [0-9.]+ file\n#3 [0-9.]+ said\n#3 DONE .*"),
                built.err());
        assertEquals(Files.readString(context.resolve("id")) + " b\n", berth(context, "image", "inspect", "-f",
                "{{.Id}} {{.Config.Labels.a}}", "named:1").out());
    }

    @Test
    void flagsOfOtherBuildersWorkOrSayWhatToDo() throws Exception {
        Result built = berth(context, "build", "--progress", "rawjson", "--metadata-file", "meta", "--load",
                "--provenance=false", "-t", "meta:1", ".");
        assertEquals(0, built.status(), built.err());
        assertTrue(built.err().lines().allMatch(line -> line.startsWith("{\"") && line.endsWith("}")), built.err());
        assertTrue(Files.readString(context.resolve("meta")).endsWith("\"image.name\": \"meta:1\"\n}"),
                Files.readString(context.resolve("meta")));
        Result push = berth(context, "build", "--push", ".");
        assertEquals(1, push.status());
        assertEquals("tag is needed when pushing to registry\n", push.err());
        Result cacheTo = berth(context, "build", "--cache-to", "type=local,dest=x", ".");
        assertEquals(125, cacheTo.status());
        assertEquals("berth: --cache-to is not supported: the cache is the engine's own, and stays there between "
                + "builds\n", cacheTo.err());
        Result from = berth(context, "build", "--cache-from", "other", ".");
        assertTrue(from.err().contains("[Warning] --cache-from [other] is not used"), from.err());
    }

    @Test
    void theCacheIsShownAndPruned() throws Exception {
        assertEquals(0, berth(context, "build", "--no-cache", "-q", ".").status());
        assertTrue(berth(context, "system", "df").out().matches("(?s).*\nBuild Cache +[1-9][0-9]* .*"));
        Result pruned = berth(context, "builder", "prune", "-af");
        assertTrue(pruned.out().matches("(?s)Deleted build cache objects:\n[0-9a-f]{64}\n.*\n"
                + "Total reclaimed space: .*\n"), pruned.out());
        assertTrue(berth(context, "system", "df").out().matches("(?s).*\nBuild Cache +0 .*"));
    }

    @Test
    void whatIsThereIsCachedAndQuietIsOnlyTheId() throws Exception {
        Result first = berth(context, "build", "-q", ".");
        assertTrue(first.out().matches("sha256:[0-9a-f]{64}\n"), first.out());
        assertEquals("", first.err());
        Result second = berth(context, "build", ".");
        assertTrue(second.err().contains("#3 CACHED\n"), second.err());
        assertEquals(first.out(), berth(context, "build", "-q", ".").out());
    }

    @Test
    void aFailureShowsTheLineAndWhatWasSaid() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\n# why\nRUN echo before; \\\n  exit 3\nCMD x\n");
        Result failed = berth(context, "build", "--progress", "quiet", ".");
        assertEquals(1, failed.status());
        assertTrue(failed.err().matches("(?s)------\n > \\[2/3\\] RUN .*\n[0-9.]+ before\n------\nDockerfile:3\n.*"
                + "   3 [|] >>> RUN echo before; .\n   4 [|] >>>   exit 3\n   5 [|]     CMD x\n-+\n"
                + "ERROR: failed to build: .*non-zero code: 3\n"), failed.err());
        Path elsewhere = Files.writeString(Files.createDirectory(context.resolve("d")).resolve("Web.dockerfile"),
                "FROM busybox\nRUN exit 4\n");
        Path other = Files.createDirectory(context.resolve("other"));
        Result outside = berth(other, "build", "--progress", "quiet", "-f", elsewhere.toString(), ".");
        assertTrue(outside.err().contains("Web.dockerfile:2\n"), outside.err());
    }

    @Test
    void aStepThatLooksForANetworkIsToldThatItHasNone() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN busybox wget -q http://example.invalid/\n");
        Result failed = berth(context, "build", ".");
        assertTrue(failed.err().contains(" (this step has no network: build with --network host if it needs one)\n"),
                failed.err());
        Result asked = berth(context, "build", "--network", "none", ".");
        assertTrue(asked.err().contains("bad address") && !asked.err().contains("this step"), asked.err());
    }

    @Test
    void dockerfileAndContextFromStandardInput() throws Exception {
        String dockerfile = "FROM busybox\nRUN echo from standard input\n";
        Result alone = result(builder(context, "build", "-").start(), dockerfile);
        assertTrue(alone.err().contains("from standard input\n"), alone.err());
        Result beside = result(builder(context, "build", "-f", "-", ".").start(), "FROM busybox\nCOPY . /c\n"
                + "RUN ls -A /c\n");
        assertTrue(beside.err().matches("(?s).*#3 [0-9.]+ Dockerfile\n#3 [0-9.]+ file\n#3 DONE.*"), beside.err());
    }

    @Test
    void filesAndArchivesComeOut() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY file /out/\n");
        assertEquals(0, berth(context, "build", "-o", "result", ".").status());
        assertEquals("1", Files.readString(context.resolve("result/out/file")));
        Result archive = berth(context, "build", "-o", "-", ".");
        assertTrue(archive.out().contains("out/file"), archive.out());
        Path link = Files.createSymbolicLink(context.resolve("link"), Path.of("archive"));
        assertEquals(0, berth(context, "build", "-o", "type=tar,dest=link", ".").status());
        assertTrue(Files.isSymbolicLink(link), "what is there is written to, not replaced: it may be a device");
        assertTrue(Files.size(context.resolve("archive")) > 0);
        assertEquals("", berth(context, "ps", "-aq").out(), "no container is left");
    }

    @Test
    void secretsReachOneStepWhateverTheirSize() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\n"
                + "RUN --mount=type=secret,id=a --mount=type=secret,id=b cat /run/secrets/a && "
                + "echo && busybox wc -c /run/secrets/b\n");
        Files.write(context.resolve("large"), new byte[500_000]);
        Result built = berth(context, "build", "--secret", "id=a,env=TOKEN", "--secret", "id=b,src=large", ".");
        assertEquals(0, built.status(), built.err());
        assertTrue(built.err().contains(" of the environment\n"), built.err());
        assertTrue(built.err().contains(" 500000 /run/secrets/b\n"), built.err());
    }

    @Test
    void watchingBuildsAgainWhenAFileChanges() throws Exception {
        Process watching = builder(context, "build", "--watch", ".").start();
        try (BufferedReader lines = watching.errorReader(StandardCharsets.UTF_8)) {
            await(lines, "watching for changes, Ctrl-C ends");
            Files.writeString(context.resolve("ignored"), "2");
            Files.writeString(context.resolve("file"), "2");
            assertEquals("changed: file", lines.readLine());
            // what changes while a context is sent may be in it already
            await(lines, "watching for changes, Ctrl-C ends");
            Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nBROKEN\n");
            await(lines, "changed: Dockerfile");
            await(lines, "watching for changes, Ctrl-C ends");
            Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo mended\n");
            await(lines, "changed: Dockerfile");
            await(lines, "watching for changes, Ctrl-C ends");
            new ProcessBuilder("kill", "-INT", Long.toString(watching.pid())).start().waitFor();
            assertTrue(watching.waitFor(30, TimeUnit.SECONDS), "it did not end");
            assertEquals(130, watching.exitValue());
        } finally {
            watching.destroy();
        }
    }

    @Test
    void anInterruptedBuildLeavesNothing() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo begun; sleep 1000\n");
        Process building = builder(context, "build", ".").start();
        try (BufferedReader lines = building.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); !line.endsWith(" begun"); line = lines.readLine()) {
                assertTrue(building.isAlive(), line);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(building.pid())).start().waitFor();
            assertTrue(building.waitFor(30, TimeUnit.SECONDS), "it did not end");
            assertEquals(130, building.exitValue());
        } finally {
            building.destroy();
        }
        long left = -1;
        // the engine sees the closed connection a moment later
        for (int i = 0; i < 100 && left != 0; i++) {
            left = ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains("sleep 1000"))
                    .filter(p -> p.info().commandLine().orElse("").contains("begun")).count();
            Thread.sleep(100);
        }
        assertEquals(0, left);
    }
}
