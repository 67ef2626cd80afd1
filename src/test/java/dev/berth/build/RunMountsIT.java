package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** {@code RUN --mount} on the real kernel. */
class RunMountsIT extends BuildTests {

    private static final String MEET = "touch /meet/$me; until test -e /meet/$other; do sleep 0.05; done";

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
        assertFalse(build.builder.prune(true, Optional.empty(), OptionalLong.empty()).ids().isEmpty());
    }

    private List<CacheEntry> directories() throws IOException {
        return build.builder.entries().stream().filter(one -> one.kind() == CacheEntry.Kind.DIRECTORY).toList();
    }

    private static String fill(String id, int bytes) {
        return "FROM busybox\nRUN --mount=type=cache,id=" + id + ",target=/c/" + id + " busybox head -c " + bytes
                + " /dev/zero > /c/" + id + "/f\n";
    }

    @Test
    void cachesCountAndGoAsOtherPartsOfTheCacheDo() throws Exception {
        build.context().build(fill("one", 100_000));
        Thread.sleep(1100); // what was used is known to the second
        build.build(fill("two", 200_000));
        assertEquals(List.of("cache mount /c/one 100000", "cache mount /c/two 200000"), directories().stream()
                .sorted(java.util.Comparator.comparing(CacheEntry::lastUsed))
                .map(one -> one.description() + ' ' + one.bytes()).toList());
        Builder.Pruned older = build.builder.prune(false, Optional.empty(), OptionalLong.of(200_000));
        assertEquals(100_000, older.bytes());
        assertEquals(1, older.ids().size());
        assertEquals(0, build.builder.prune(false, Optional.of(java.time.Instant.EPOCH), OptionalLong.empty())
                .bytes());
        build.cacheLimit = OptionalLong.of(50_000);
        build.restart();
        assertEquals(1, directories().size(), "an engine that was started anew finds it");
        build.build("FROM busybox\nRUN --mount=type=cache,target=/small echo x > /small/x\n");
        assertEquals(List.of("cache mount /small 2"), directories().stream()
                .map(one -> one.description() + ' ' + one.bytes()).toList());
        assertEquals(2, build.builder.prune(false, Optional.empty(), OptionalLong.empty()).bytes());
        assertEquals(List.of(), directories());
    }

    @Test
    void aCacheInUseStays() throws Exception {
        Thread building = new Thread(() -> {
            try {
                build.context().build("FROM busybox\nRUN --mount=type=cache,target=/c echo x > /c/x; echo up; "
                        + "sleep 1000\n");
            } catch (BuildException | IOException | InterruptedException e) {
                // it is given up below
            }
        });
        building.start();
        while (!build.said.output().equals("up\n")) {
            Thread.sleep(20);
        }
        assertEquals(List.of(true), directories().stream().map(CacheEntry::inUse).toList());
        build.builder.prune(true, Optional.empty(), OptionalLong.empty());
        assertEquals(1, directories().size());
        building.interrupt();
        building.join();
        assertEquals(1, build.builder.prune(true, Optional.empty(), OptionalLong.empty()).ids().size());
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

    /** Whether any file below holds a word. What is thrown away goes meanwhile, and then holds nothing. */
    private static boolean holds(Path below, String word) throws IOException {
        boolean[] found = new boolean[1];
        Files.walkFileTree(below, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    found[0] |= attributes.isRegularFile()
                            && Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return found[0];
    }

    /** Two stages that run side by side, each with a cache and a place where they meet. */
    private Image sideBySide(String sharing, String script) throws Exception {
        StringBuilder dockerfile = new StringBuilder();
        for (String[] who : new String[][] {{"one", "two"}, {"two", "one"}}) {
            dockerfile.append("FROM busybox AS ").append(who[0])
                    .append("\nRUN --mount=type=cache,target=/meet,id=meet-").append(sharing)
                    .append(" --mount=type=cache,target=/c,id=c-").append(sharing).append(",sharing=")
                    .append(sharing).append(" me=").append(who[0]).append("; other=").append(who[1])
                    .append("; ").append(script).append(" && echo $me > /$me\n");
        }
        return build.context().build(dockerfile + "FROM scratch\nCOPY --from=one /one /\nCOPY --from=two /two /\n");
    }

    @Test
    void aSharedCacheIsTheSameForAllAtOnce() throws Exception {
        Image image = sideBySide("shared", "touch /c/$me; " + MEET + "; until test -e /c/$other; do sleep 0.05; done");
        assertEquals(2, image.layers().size());
    }

    @Test
    void aPrivateCacheIsAnotherOneForEachAtOnce() throws Exception {
        Image image = sideBySide("private", "touch /c/$me; " + MEET + "; test ! -e /c/$other");
        assertEquals(2, image.layers().size());
    }

    @Test
    void aLockedCacheIsForOneAfterTheOther() throws Exception {
        Image image = sideBySide("locked", "mkdir /meet/in && sleep 0.3 && rmdir /meet/in");
        assertEquals(2, image.layers().size());
    }

    @Test
    void memoryHasItsSizeAndIsInNoLayer() throws Exception {
        Image image = build.context().build("FROM busybox\nRUN --mount=type=tmpfs,target=/m,size=1m "
                + "grep ' /m ' /proc/mounts > /seen && ! busybox head -c 2000000 /dev/zero > /m/f\n");
        assertTrue(build.read(image, "seen").contains("size=1024k"), build.read(image, "seen"));
        assertEquals(List.of("A /seen"), build.top(image));
    }

    @Test
    void aStepWithoutNetworkHasLoopbackAloneAndTheHostsNeedsAWord() throws Exception {
        build.context().build("FROM busybox\nRUN --network=none ls /sys/class/net\n");
        assertEquals("lo\n", build.said.output());
        BuildException refused = assertThrows(BuildException.class,
                () -> build.build("FROM busybox\nRUN --network=host true\n"));
        assertTrue(refused.getMessage().startsWith("granting entitlement network.host is not allowed"),
                refused.getMessage());
        BuildException insecure = assertThrows(BuildException.class,
                () -> build.build("FROM busybox\nRUN --security=insecure true\n"));
        assertTrue(insecure.getMessage().contains("security"), insecure.getMessage());
    }
}
