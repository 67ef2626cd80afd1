package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.image.Image;
import dev.berth.image.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** When a step is carried out again, and what the cache keeps. */
class BuildCacheIT extends BuildTests {

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
    void whatWasMadeBeforeAFailureIsKept() throws Exception {
        build.context();
        assertThrows(BuildException.class, () -> build.build("FROM busybox\nRUN echo 1 > /one\nRUN false\n"));
        build.build("FROM busybox\nRUN echo 1 > /one\nRUN true\n");
        assertEquals(1, build.said.count("running"), build.said.lines().toString());
    }

    @Test
    void pruningTakesTheCacheButNotTheImages() throws Exception {
        String dockerfile = "FROM busybox\nRUN echo 1 > /one\n";
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("kept"));
        Image image = build.context().build(request, dockerfile);
        assertEquals(List.of(), build.builder.prune(false, Optional.empty(), OptionalLong.empty()).ids());
        assertEquals(1, build.builder.prune(true, Optional.empty(), OptionalLong.empty()).ids().size());
        assertEquals(List.of(), build.engine.images().verify(List.of(), Optional.empty(),
                dev.berth.image.Progress.NONE));
        assertEquals("1\n", build.read(image, "one"));
        assertNotEquals(image.id(), build.build(dockerfile).id());
    }

    private String step(String name) {
        return "FROM busybox\nRUN busybox head -c 1000000 /dev/zero > /" + name + "\n";
    }

    private boolean runs(String name) throws Exception {
        build.build(step(name));
        return build.said.count("running") > 0;
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws Exception {
        build.context();
        for (String name : List.of("a", "b", "c")) {
            assertTrue(runs(name));
            Thread.sleep(1100); // what was used is known to the second
        }
        assertFalse(runs("a"));
        removeBuilt();
        List<Long> sizes = build.builder.entries().stream().map(CacheEntry::bytes).toList();
        assertEquals(3, sizes.size());
        assertTrue(build.builder.entries().stream().noneMatch(CacheEntry::shared));
        Builder.Pruned pruned = build.builder.prune(false, Optional.empty(), OptionalLong.of(sizes.get(0) * 2));
        assertEquals(1, pruned.ids().size());
        assertEquals(sizes.get(0), pruned.bytes());
        assertFalse(runs("c"));
        assertFalse(runs("a"));
        assertTrue(runs("b"));
    }

    @Test
    void aFullCacheGivesUpWhatIsOldAfterABuild() throws Exception {
        build.context();
        assertTrue(runs("a"));
        long one = build.builder.entries().get(0).bytes();
        removeBuilt();
        build.cacheLimit = OptionalLong.of(one + one / 2);
        build.restart();
        Thread.sleep(1100); // as above
        assertTrue(runs("b"));
        assertEquals(2, build.builder.entries().size(), "what an image has does not count");
        removeBuilt();
        assertTrue(runs("c"));
        assertFalse(runs("b"));
        assertTrue(runs("a"), "it was the older one");
    }

    /** Images that have a layer keep it; the cache's own share is what is measured here. */
    private void removeBuilt() throws Exception {
        for (Image image : build.engine.images().list()) {
            if (image.layers().size() > 1) {
                build.engine.images().remove(image.id().toString(), new dev.berth.image.RemoveOptions(true, false),
                        id -> List.of());
            }
        }
    }

    @Test
    void stagesCanBeBuiltWithoutItAndHistoriesAreNoPartOfIt() throws Exception {
        String dockerfile = "FROM busybox AS One\nRUN echo 1 > /one\nFROM busybox AS two\nRUN echo 2 > /two\n"
                + "FROM scratch\nCOPY --from=one /one /\nCOPY --from=two /two /\n";
        build.context().build(dockerfile);
        BuildFixture.Request request = BuildFixture.request();
        request.withoutStages = List.of("one");
        request.cacheFrom = List.of("busybox", "other:1");
        build.build(request, dockerfile);
        assertEquals(List.of("running RUN echo 1 > /one"), build.said.lines().stream()
                .filter(line -> line.startsWith("running")).toList());
        assertEquals(List.of("warning --cache-from [busybox other:1] is not used: steps are found by what they are made"
                + " from, in this engine's own cache only"), build.said.lines().stream()
                .filter(line -> line.startsWith("warning")).toList());
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
