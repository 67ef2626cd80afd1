package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import dev.berth.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dockerfiles carried out on the real kernel. */
class BuilderIT {

    @TempDir
    Path directory;
    private BuildFixture build;

    @BeforeEach
    void begin() throws IOException {
        build = new BuildFixture(directory);
    }

    @AfterEach
    void end() throws IOException {
        assertEquals(List.of(), build.leftovers());
        build.close();
    }

    @Test
    void anImageHasWhatItsStepsMadeAndNothingElse() throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("app:1"), Reference.parse("app:2"));
        Image image = build.context().file("a.txt", "hello").build(request, """
                FROM busybox
                ENV GREETING=hi
                WORKDIR /work
                COPY a.txt .
                RUN cat a.txt > b.txt && echo $GREETING >> b.txt && pwd
                CMD ["cat", "b.txt"]
                """);
        assertEquals("hellohi\n", build.read(image, "work/b.txt"));
        assertEquals("/work\n", build.said.output());
        assertEquals(List.of("M /work", "A /work/b.txt"), build.top(image));
        assertEquals(4, image.layers().size());
        assertEquals(List.of("cat", "b.txt"), image.config().cmd());
        assertTrue(image.config().env().contains("GREETING=hi"));
        assertEquals("/work", image.config().workingDir().orElseThrow());
        assertEquals(image.id(), build.engine.images().get("app:2").id());
        List<String> history = image.history().stream().map(h -> h.createdBy().orElse("") + (h.emptyLayer() ? "|0"
                : "")).toList();
        assertEquals("/bin/sh -c #(nop)  ENV GREETING=hi|0", history.get(1));
        assertEquals("/bin/sh -c #(nop) WORKDIR /work", history.get(2));
        assertTrue(history.get(3).startsWith("/bin/sh -c #(nop) COPY file:"), history.get(3));
        assertEquals("/bin/sh -c cat a.txt > b.txt && echo $GREETING >> b.txt && pwd", history.get(4));
        assertEquals("/bin/sh -c #(nop)  CMD [\"cat\" \"b.txt\"]|0", history.get(5));
    }

    @Test
    void aStepThatChangesNothingMakesNoLayerAndLeavesNoStubs() throws Exception {
        Image image = build.context().build("FROM busybox\nRUN --mount=type=tmpfs,target=/deep/er/mem true\n");
        assertEquals(1, image.layers().size());
        assertTrue(image.history().get(image.history().size() - 1).emptyLayer());
    }

    @Test
    void theSameBuildIsTheSameImageAndRunsNothing() throws Exception {
        String dockerfile = "FROM busybox\nCOPY a.txt /a\n"
                + "ENV X=1\nRUN echo made > /made\nRUN echo more > /more\nCMD x\n";
        Image first = build.context().file("a.txt", "hello").build(dockerfile);
        Image second = build.build(dockerfile);
        assertEquals(first.id(), second.id());
        assertEquals(5, build.said.count("cached"), build.said.lines().toString());
        assertEquals(0, build.said.count("running"));
        build.restart();
        assertEquals(first.id(), build.build(dockerfile).id());
        assertEquals(0, build.said.count("running"));
    }

    @Test
    void whatAStepDependsOnIsInItsKey() throws Exception {
        String dockerfile = "FROM busybox\nARG V=1\nRUN echo $V > /v\nCOPY a.txt /a\nRUN cat /a\n";
        build.context().file("a.txt", "hello").build(dockerfile);
        build.context().file("a.txt", "other").build(dockerfile);
        assertEquals(1, build.said.count("running"), "the first RUN stands on nothing that changed");
        build.context().file("a.txt", 0755, "other").build(dockerfile);
        assertEquals(1, build.said.count("running"), "the mode is a part of the content");
        BuildFixture.Request other = BuildFixture.request();
        other.arguments = Map.of("V", "2");
        Image image = build.build(other, dockerfile);
        assertEquals(2, build.said.count("running"));
        assertEquals("2\n", build.read(image, "v"));
        BuildFixture.Request noCache = BuildFixture.request();
        noCache.noCache = true;
        build.build(noCache, dockerfile);
        assertEquals(2, build.said.count("running"));
    }

    @Test
    void filesCopiedOutOfAStageCountByContent() throws Exception {
        String dockerfile = """
                FROM busybox AS a
                ARG N
                RUN echo $N > /n && echo same > /same
                FROM busybox
                COPY --from=a /same /same
                RUN cat /same
                """;
        BuildFixture.Request one = BuildFixture.request();
        one.arguments = Map.of("N", "1");
        build.context().build(one, dockerfile);
        BuildFixture.Request two = BuildFixture.request();
        two.arguments = Map.of("N", "2");
        build.build(two, dockerfile);
        assertEquals(List.of("running RUN echo $N > /n && echo same > /same"),
                build.said.lines().stream().filter(line -> line.startsWith("running")).toList());
    }

    @Test
    void stagesThatNobodyNeedsAreNotBuilt() throws Exception {
        String dockerfile = """
                FROM busybox AS base
                RUN echo base > /base
                FROM base AS unused
                RUN false
                FROM base AS left
                RUN echo left > /left
                FROM base AS right
                RUN echo right > /right
                FROM scratch AS result
                COPY --from=left /left /
                COPY --from=right /right /
                FROM base
                RUN false
                """;
        BuildFixture.Request request = BuildFixture.request();
        request.target = java.util.Optional.of("result");
        Image image = build.context().build(request, dockerfile);
        assertEquals("left\n", build.read(image, "left"));
        assertEquals("right\n", build.read(image, "right"));
        assertEquals(2, image.layers().size());
    }

    @Test
    void aFailingCommandIsToldInDockersWords() throws Exception {
        build.context();
        BuildException failure = assertThrows(BuildException.class,
                () -> build.build("FROM busybox\nRUN echo so far\nRUN echo oh; exit 7\n"));
        assertEquals("The command '/bin/sh -c echo oh; exit 7' returned a non-zero code: 7", failure.getMessage());
        assertEquals(OptionalInt.of(7), failure.exitCode());
        assertTrue(build.said.output().endsWith("oh\n"));
        assertTrue(build.said.lines().contains("failed RUN echo oh; exit 7"));
    }

    @Test
    void whatWasMadeBeforeAFailureIsKept() throws Exception {
        build.context();
        assertThrows(BuildException.class, () -> build.build("FROM busybox\nRUN echo 1 > /one\nRUN false\n"));
        build.build("FROM busybox\nRUN echo 1 > /one\nRUN true\n");
        assertEquals(1, build.said.count("running"), build.said.lines().toString());
    }

    @Test
    void aBuildThatIsGivenUpLeavesNothing() throws Exception {
        build.context();
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                build.build("FROM busybox\nRUN echo up && sleep 1000\n");
            } catch (Throwable e) {
                thrown[0] = e;
            }
        });
        build.said.clear();
        thread.start();
        while (!build.said.output().contains("up")) {
            Thread.sleep(10);
        }
        thread.interrupt();
        thread.join(20_000);
        assertFalse(thread.isAlive());
        assertEquals(InterruptedException.class, thrown[0].getClass());
    }

    @Test
    void ownersAndModesOfCopies() throws Exception {
        Image image = build.context().file("f", 0640, "x").file("d/g", 0600, "y").build("""
                FROM busybox
                COPY f /plain
                COPY --chown=app:staff f /named
                COPY --chown=77 --chmod=4711 f /number
                COPY --chmod=go=u,a+x d /d/
                """);
        assertEquals("0 0 rw-r-----", like(image, "plain"));
        assertEquals("1234 50 rw-r-----", like(image, "named"));
        assertEquals("77 77 rwx--x--x", like(image, "number"));
        assertEquals("0 0 rwxrwxrwx", like(image, "d/g"));
    }

    private String like(Image image, String file) throws IOException {
        Map<String, Object> of = Files.readAttributes(build.path(image, file).orElseThrow(),
                "unix:uid,gid,permissions");
        @SuppressWarnings("unchecked")
        String bits = PosixFilePermissions.toString(
                (java.util.Set<java.nio.file.attribute.PosixFilePermission>) of.get("permissions"));
        return of.get("uid") + " " + of.get("gid") + " " + bits;
    }

    @Test
    void copiesGoWhereDockerPutsThem() throws Exception {
        Image image = build.context().file("a.txt", "a").file("b.txt", "b").file("dir/c", "c").file("dir/sub/d", "d")
                .file("x/y/z.txt", "z").build("""
                FROM busybox
                WORKDIR /w
                COPY a.txt new
                COPY a.txt new-dir/
                COPY *.txt /all/
                COPY dir /tree
                COPY dir /tree2/
                COPY dir/s* /globbed/
                COPY --parents x/y/z.txt dir/./sub /p/
                COPY --exclude=sub dir /without/
                COPY <<EOF /inline
                text
                EOF
                """);
        assertEquals("a", build.read(image, "w/new"));
        assertEquals("a", build.read(image, "w/new-dir/a.txt"));
        assertEquals("b", build.read(image, "all/b.txt"));
        assertEquals("d", build.read(image, "tree/sub/d"));
        assertEquals("c", build.read(image, "tree2/c"));
        assertEquals("d", build.read(image, "globbed/d"));
        assertEquals("z", build.read(image, "p/x/y/z.txt"));
        assertEquals("d", build.read(image, "p/sub/d"));
        assertTrue(build.path(image, "without/sub").isEmpty());
        assertEquals("c", build.read(image, "without/c"));
        assertEquals("text\n", build.read(image, "inline"));
    }

    @Test
    void whatIsMissingIsSaidInDockersWords() throws Exception {
        build.context().file("a", "a").file("b", "b");
        assertEquals("COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does"
                + " not exist", assertThrows(BuildException.class, () -> build.build("FROM busybox\nCOPY nope /\n"))
                .getMessage());
        assertEquals("COPY failed: no source files were specified", assertThrows(BuildException.class,
                () -> build.build("FROM busybox\nCOPY *.none /\n")).getMessage());
        assertEquals("When using COPY with more than one source file, the destination must be a directory and end"
                + " with a /", assertThrows(BuildException.class, () -> build.build("FROM busybox\nCOPY a b /c\n"))
                .getMessage());
        BuildException parse = assertThrows(BuildException.class, () -> build.build("FROM busybox\nFOO x\n"));
        assertTrue(parse.request());
        assertTrue(parse.getMessage().startsWith("dockerfile parse error on line 2: unknown instruction: FOO"),
                parse.getMessage());
    }

    @Test
    void archivesAreUnpackedByAddOnly() throws Exception {
        byte[] archive = new BuildArchive().file("in/a", "inside").file(".wh.b", "a name like others").bytes();
        Image image = build.context().bytes("x.tar", archive).build("""
                FROM busybox
                ADD x.tar /added/
                COPY x.tar /copied/
                """);
        assertEquals("inside", build.read(image, "added/in/a"));
        assertTrue(build.path(image, "copied/x.tar").isPresent());
        assertTrue(build.path(image, "added/x.tar").isEmpty());
    }

    @Test
    void cachesLiveOnBetweenBuildsAndAreInNoLayer() throws Exception {
        String dockerfile = "FROM busybox\nARG N\nRUN --mount=type=cache,target=/var/cache/x,uid=1234,mode=0700 "
                + "echo $N >> /var/cache/x/log && cat /var/cache/x/log > /seen && stat -c '%u %a' /var/cache/x\n";
        for (String n : List.of("1", "2")) {
            BuildFixture.Request request = BuildFixture.request();
            request.arguments = Map.of("N", n);
            Image image = build.context().build(request, dockerfile);
            assertEquals(n.equals("1") ? "1\n" : "1\n2\n", build.read(image, "seen"));
            assertEquals("1234 700\n", build.said.output());
            assertEquals(List.of("A /seen"), build.top(image));
        }
        assertFalse(build.builder.prune(true, java.util.Optional.empty()).ids().isEmpty());
    }

    @Test
    void filesAreMountedFromContextAndStages() throws Exception {
        Image image = build.context().file("conf/a", "from context").build("""
                FROM busybox AS made
                RUN mkdir /out && echo "from stage" > /out/b
                FROM busybox
                RUN --mount=type=bind,source=conf,target=/c --mount=type=bind,from=made,source=/out,target=/s,rw \\
                    cat /c/a /s/b > /both && echo more > /s/new && ! touch /c/x 2>/dev/null
                RUN --mount=type=bind,source=conf/a,target=/one,rw echo changed > /one
                RUN --mount=type=bind,source=conf/a,target=/one cat /one
                """);
        assertEquals("from contextfrom stage\n", build.read(image, "both"));
        assertEquals("from context", build.said.output());
        assertEquals(List.of("A /both"), build.top(image));
    }

    @Test
    void aSecretIsSeenByItsStepAndByNothingElse() throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.secrets = Map.of("key", "hunter2-secret".getBytes());
        Image image = build.context().build(request, """
                FROM busybox
                RUN --mount=type=secret,id=key,required --mount=type=secret,id=key,env=KEY \\
                    test "$(cat /run/secrets/key)" = "$KEY" && stat -c %a /run/secrets/key && echo fine > /fine
                """);
        assertEquals("400\n", build.said.output());
        assertEquals(List.of("A /fine"), build.top(image));
        assertFalse(holds(directory, "hunter2-secret"));
        BuildException missing = assertThrows(BuildException.class, () -> build.build(
                "FROM busybox\nRUN --mount=type=secret,id=other,required true\n"));
        assertTrue(missing.getMessage().startsWith("secret other: not found"), missing.getMessage());
    }

    /** Whether any file below holds a word. */
    private static boolean holds(Path below, String word) throws IOException {
        try (var all = Files.walk(below)) {
            for (Path file : all.filter(path -> Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void variablesUsersAndShells() throws Exception {
        Image image = build.context().build("""
                ARG BASE=busybox
                FROM $BASE
                ARG A=one
                ENV B=${A}-two
                RUN echo $A $B > /ab
                USER app
                RUN id -u > /tmp/id
                SHELL ["/bin/sh", "-ec"]
                RUN <<EOF
                echo first
                echo second > /tmp/second
                EOF
                RUN <<EOF
                #!/bin/cat
                a script of its own
                EOF
                ENTRYPOINT run this
                """);
        assertEquals("one one-two\n", build.read(image, "ab"));
        assertEquals("1234\n", build.read(image, "tmp/id"));
        assertEquals("second\n", build.read(image, "tmp/second"));
        assertTrue(build.said.output().contains("a script of its own"), build.said.output());
        assertEquals(List.of("/bin/sh", "-ec", "run this"), image.config().entrypoint());
        assertTrue(image.history().stream().anyMatch(h -> h.createdBy().orElse("")
                .equals("|1 A=one /bin/sh -c echo $A $B > /ab")), image.history().toString());
    }

    @Test
    void triggersRunInImagesThatAreBuiltOnTheirs() throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("parent"));
        Image parent = build.context().build(request, "FROM busybox\nONBUILD RUN echo triggered > /t\n");
        assertEquals(List.of("RUN echo triggered > /t"), parent.config().onBuild());
        Image child = build.build("FROM parent\nLABEL a=b\n");
        assertEquals("triggered\n", build.read(child, "t"));
        assertEquals(List.of(), child.config().onBuild());
    }

    @Test
    void pruningTakesTheCacheButNotTheImages() throws Exception {
        String dockerfile = "FROM busybox\nRUN echo 1 > /one\n";
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("kept"));
        Image image = build.context().build(request, dockerfile);
        assertEquals(List.of(), build.builder.prune(false, java.util.Optional.empty()).ids());
        assertEquals(1, build.builder.prune(true, java.util.Optional.empty()).ids().size());
        assertEquals(List.of(), build.engine.images().verify(List.of(), java.util.Optional.empty(),
                dev.berth.image.Progress.NONE));
        assertEquals("1\n", build.read(image, "one"));
        assertNotEquals(image.id(), build.build(dockerfile).id());
    }

    @Test
    void removingAnImageLeavesWhatTheCacheHolds() throws Exception {
        String dockerfile = "FROM busybox\nRUN echo 1 > /one\n";
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("gone"));
        Image image = build.context().build(request, dockerfile);
        build.engine.images().remove("gone", new dev.berth.image.RemoveOptions(true, false), id -> List.of());
        assertEquals(image.id(), build.build(dockerfile).id());
        assertEquals(0, build.said.count("running"));
        assertEquals("1\n", build.read(build.engine.images().get(image.id().toString()), "one"));
    }
}
