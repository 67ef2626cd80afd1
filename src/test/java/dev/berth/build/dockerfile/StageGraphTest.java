package dev.berth.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageGraphTest {

    private static StageGraph graph(String text, String target) {
        Dockerfile file = Dockerfile.parse(text);
        BuildArguments build = new BuildArguments(file, Map.of(), "linux/amd64", "linux/amd64", Optional.empty());
        return new StageGraph(file, build.variables(), Optional.of(target), Set.of());
    }

    private static final String DIAMOND = """
            FROM busybox AS base
            FROM base AS left
            RUN --mount=type=bind,from=base,target=/b one
            FROM Base AS Right
            FROM alpine AS unused
            FROM scratch
            COPY --from=LEFT /a /
            COPY --from=2 /b /
            ADD x /
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"'' ~ 0,1,2,4 ~ 4", "left ~ 0,1 ~ 1", "RIGHT ~ 0,2 ~ 2", "3 ~ 3 ~ 3",
        "unused ~ 3 ~ 3", "0 ~ 0 ~ 0", "base ~ 0 ~ 0"})
    void needsWhatTheTargetNames(String target, String needed, int index) {
        StageGraph graph = graph(DIAMOND, target);
        assertEquals(List.of(needed.split(",")), graph.needed().stream().map(String::valueOf).toList());
        assertEquals(index, graph.target());
    }

    @Test
    void knowsWhatDependsOnWhat() {
        StageGraph graph = graph(DIAMOND, "");
        assertEquals(Set.of(), graph.dependencies(0));
        assertEquals(Set.of(0), graph.dependencies(1));
        assertEquals(Set.of(0), graph.dependencies(2));
        assertEquals(Set.of(1, 2), graph.dependencies(4));
    }

    @Test
    void knowsWhatStagesBeginWith() {
        StageGraph graph = graph("ARG V=1\nARG P=linux/arm64\nFROM --platform=$P a:${V} AS x\nFROM X\nFROM scratch\n"
                + "FROM SCRATCH\n", "");
        assertEquals(new StageGraph.Base.Image("a:1"), graph.base(0));
        assertEquals(Optional.of("linux/arm64"), graph.platform(0));
        assertEquals(new StageGraph.Base.Earlier(0), graph.base(1));
        assertEquals(Optional.empty(), graph.platform(1));
        assertEquals(new StageGraph.Base.Scratch(), graph.base(2));
        assertEquals(new StageGraph.Base.Image("SCRATCH"), graph.base(3));
    }

    /** A later stage of the same name is not meant, nor is a stage's number by FROM. */
    @Test
    void ofSeveralOfOneNameTheNearestBeforeCounts() {
        StageGraph graph = graph("FROM a AS x\nFROM x AS x\nFROM b\nCOPY --from=x /a /\nFROM 0\n", "2");
        assertEquals(Set.of(0), graph.dependencies(1));
        assertEquals(Set.of(1), graph.dependencies(2));
        assertEquals(new StageGraph.Base.Image("0"), graph.base(3));
    }

    @Test
    void whatIsNoStageIsAnImageOrANamedContext() {
        StageGraph graph = graph("FROM a\nCOPY --from=busybox:1 /a /b\nRUN --mount=from=tools,target=/t x\n", "");
        assertEquals(Set.of(), graph.dependencies(0));
        assertEquals(Optional.empty(), graph.find("tools", 0, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "FROM a AS x;COPY --from=y /a /;FROM b AS y ~ "
            + "Dockerfile:2: cannot copy from stage \"y\", it needs to be defined before current stage \"x\"",
        "FROM a;RUN --mount=from=1,target=/x y;FROM b ~ "
            + "Dockerfile:2: cannot copy from stage \"1\", it needs to be defined before current stage \"0\"",
        "FROM a AS x;COPY --from=x /a / ~ Dockerfile:2: circular dependency detected on stage: x",
        "FROM a;COPY --from=0 /a / ~ Dockerfile:2: circular dependency detected on stage: 0",
        "FROM a;COPY --from=1 /a / ~ Dockerfile:2: invalid stage index 1",
        "FROM a;COPY --from=99999999999 /a / ~ Dockerfile:2: invalid stage index 99999999999",
        "FROM $NONE ~ Dockerfile:1: base name ($NONE) should not be blank",
        "FROM --platform=$NONE a ~ Dockerfile:1: empty platform value from expression $NONE "
            + "(did you mean to declare an ARG before FROM?)",
        "FROM ${X ~ Dockerfile:1: failed to process \"${X\": syntax error: missing '}'",
    })
    void refusals(String text, String message) {
        assertEquals(message, assertThrows(DockerfileException.class, () -> graph(text.replace(';', '\n'), ""))
                .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"nothing", "7", "-1", "99999999999"})
    void refusesTargetsThatAreNone(String target) {
        assertEquals("Dockerfile: target stage \"" + target + "\" could not be found",
                assertThrows(DockerfileException.class, () -> graph(DIAMOND, target)).getMessage());
    }
}
