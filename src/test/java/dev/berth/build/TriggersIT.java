package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import dev.berth.image.Reference;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ONBUILD} triggers that name stages of the Dockerfile in which they are pulled. */
class TriggersIT extends BuildTests {

    @BeforeEach
    void base() throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("triggers"));
        build.context().build(request, "FROM busybox\nONBUILD COPY --from=made /out/file /copied\n"
                + "ONBUILD RUN --mount=from=config,source=/c,target=/c cat /c > /mounted\n");
    }

    @Test
    void stagesThatOnlyTriggersNameAreBuilt() throws Exception {
        String dockerfile = "FROM busybox AS inner\nRUN echo deep > /deep\n"
                + "FROM busybox AS made\nCOPY --from=inner /deep /out/file\n"
                + "FROM busybox AS config\nRUN echo configured > /c\nFROM busybox AS unused\nRUN false\n"
                + "FROM triggers\nRUN cat /copied /mounted\n";
        Image image = build.context().build(dockerfile);
        assertEquals("deep\nconfigured\n", build.said.output());
        assertEquals("deep\n", build.read(image, "copied"));
        assertEquals(image.id(), build.build(dockerfile).id());
        assertEquals(0, build.said.count("running"));
    }

    @Test
    void aStageThatManyNeedIsBuiltOnce() throws Exception {
        build.context().build("FROM busybox AS made\nRUN mkdir /out && echo x > /out/file\n"
                + "FROM busybox AS config\nRUN echo c > /c\n"
                + "FROM triggers AS one\nRUN echo 1 > /n\nFROM triggers AS two\nRUN echo 2 > /n\n"
                + "FROM scratch\nCOPY --from=one /n /1\nCOPY --from=two /n /2\n");
        assertEquals(1, build.said.lines().stream().filter("running RUN echo c > /c"::equals).count());
    }

    @Test
    void aStageThatIsNotThereOrFailsIsSaid() throws Exception {
        BuildException failed = assertThrows(BuildException.class, () -> build.context().build(
                "FROM busybox AS made\nRUN exit 7\nFROM busybox AS config\nFROM triggers\n"));
        assertEquals("The command '/bin/sh -c exit 7' returned a non-zero code: 7", failed.getMessage());
        BuildException later = assertThrows(BuildException.class, () -> build.context().build(
                "FROM triggers AS x\nFROM busybox AS made\nFROM scratch\nCOPY --from=x /copied /\n"));
        assertTrue(later.getMessage().contains("it needs to be defined before current stage"), later.getMessage());
    }
}
