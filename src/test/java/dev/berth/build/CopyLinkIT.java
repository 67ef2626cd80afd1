package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code COPY --link} and {@code ADD --link}: a layer of its own, whatever is below. */
class CopyLinkIT extends BuildTests {

    private static final String DOCKERFILE = """
            FROM busybox
            ARG BASE
            RUN echo $BASE > /base && ln -s /tmp /way && ln -s /etc/passwd /file && mkdir -p /kept/in
            COPY --link a /way/a
            COPY --link --chown=7:8 a /file
            COPY --link dir /kept/in
            RUN cat /way/a /kept/in/b /kept/in/old 2>/dev/null; ls /kept/in
            """;

    private Image build(String base, boolean noCache) throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.arguments = Map.of("BASE", base);
        request.noCache = noCache;
        return build.build(request, DOCKERFILE);
    }

    @Test
    void theCacheIsKeptWhenWhatIsBelowChanges() throws Exception {
        build.context().file("a", "1").file("dir/b", "2");
        Image first = build("first", false);
        Image second = build("second", false);
        assertEquals(List.of("cached COPY --link a /way/a", "cached COPY --link --chown=7:8 a /file",
                "cached COPY --link dir /kept/in"), cachedCopies());
        assertEquals(first.layers().subList(2, 5), second.layers().subList(2, 5));
        assertNotEquals(first.layers().get(1), second.layers().get(1));
        assertEquals("12b\n", build.said.output());
        assertEquals("second\n", build.read(second, "base"));
        assertEquals(first.id(), build("first", false).id());
        build("first", true);
        assertEquals(List.of(), cachedCopies(), "--no-cache means these too");
        build.context().file("a", "changed").file("dir/b", "2");
        build("first", false);
        assertEquals(List.of("cached COPY --link dir /kept/in"), cachedCopies());
    }

    private List<String> cachedCopies() {
        return build.said.lines().stream().filter(line -> line.startsWith("cached COPY")).toList();
    }

    @Test
    void linksBelowAreReplacedAndNotFollowed() throws Exception {
        Image image = build.context().file("a", "1").file("dir/b", "2").build(DOCKERFILE);
        assertTrue(Files.isDirectory(build.path(image, "way").orElseThrow(),
                java.nio.file.LinkOption.NOFOLLOW_LINKS));
        assertEquals("1", build.read(image, "file"));
        assertEquals(Map.of("uid", 7, "gid", 8), Files.readAttributes(build.path(image, "file").orElseThrow(),
                "unix:uid,gid"));
        assertTrue(build.read(image, "etc/passwd").startsWith("root:"));
    }

    @Test
    void namesOfOwnersAreThoseOfTheImage() throws Exception {
        Image image = build.context().file("a", "1").build("FROM busybox\nCOPY --link --chown=app a /new/a\n"
                + "ADD --link --chown=app a /new/b\n");
        for (String file : List.of("new/a", "new/b")) {
            assertEquals(1234, Files.getAttribute(build.path(image, file).orElseThrow(), "unix:uid"));
        }
    }

    @Test
    void aStageOfNothingButCopies() throws Exception {
        Image image = build.context().file("a", "1").build("FROM busybox AS one\nRUN echo x > /x\nFROM scratch\n"
                + "COPY --link a /\nCOPY --link --from=one /x /\n");
        assertEquals("1", build.read(image, "a"));
        assertEquals("x\n", build.read(image, "x"));
        assertEquals(2, image.layers().size());
    }

    /**
     * As with BuildKit the layer is that of a copy onto nothing, so directories of the base get the modes of a new one,
     * which {@code --chmod} says.
     */
    @Test
    void directoriesOfTheBaseGetTheModesOfNewOnes() throws Exception {
        build.context().file("a", "1").build("FROM busybox\nRUN mkdir -m 2710 /kept && chown app /kept\n"
                + "COPY --link a /tmp/\nCOPY --link --chown=app --chmod=1777 a /other/\nCOPY --link a /kept/a\n"
                + "RUN stat -c '%n %u %a' /tmp /other /kept\n");
        assertEquals("/tmp 0 755\n/other 1234 1777\n/kept 0 755\n", build.said.output());
        build.context().file("a", "1").build("FROM busybox\nCOPY a /tmp/\nCOPY --link --chmod=1777 a /tmp/b\n"
                + "RUN stat -c '%n %a' /tmp /tmp/a /tmp/b\n");
        assertEquals("/tmp 1777\n/tmp/a 644\n/tmp/b 1777\n", build.said.output());
    }
}
