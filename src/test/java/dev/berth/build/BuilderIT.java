package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import dev.berth.image.Reference;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Dockerfiles carried out on the real kernel. */
class BuilderIT extends BuildTests {

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
}
