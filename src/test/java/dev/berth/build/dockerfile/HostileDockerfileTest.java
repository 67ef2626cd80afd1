package dev.berth.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Mutations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dockerfiles of strangers: they are read or refused with a sentence, and take no more memory than they should. */
class HostileDockerfileTest {

    private static final String[] GOOD = {
        "# syntax=docker/dockerfile:1\n# escape=\\\nARG V=1\nFROM --platform=$BUILDPLATFORM a:${V:-2} AS b\n"
            + "ENV A=1 B=\"x $A\" C='y'\nRUN --mount=type=cache,target=/c,id=x,sharing=locked --network=none make \\\n"
            + "  # comment\n\n  install\nCOPY --from=b --chown=1:2 --chmod=u+x [\"a\", \"b c\", \"/d/\"]\n",
        "FROM scratch\nADD --checksum=sha256:0123 https://example.com/x.tar /x\nCOPY <<EOF <<-'B' /d/\nx $A\nEO"
        + "F\n\ty\n\tB\n"
            + "RUN <<E\n#!/bin/sh\necho ${A##*/} ${A%%.*} ${A//a/b} ${A:?no}\nE\n",
        "FROM a\nHEALTHCHECK --interval=1m30s --timeout=3s --retries=3 CMD [\"x\"]\nEXPOSE 80 90-95/udp\nVOLUME "
        + "[\"/a\"]\n"
            + "LABEL a=b \"c d\"=\"e\\\nf\"\nSHELL [\"/bin/sh\", \"-c\"]\nONBUILD COPY . /x\nSTOPSIGNAL SIGTER"
            + "M\nUSER 1:2\n"
            + "WORKDIR /w\nENTRYPOINT [\"x\", \"\\u0041\"]\nCMD x && y\nMAINTAINER me\nARG X=${V-$A} Y\n"};
    private static final String[] PIECES = {"\\", "\\\n", "\n", "\"", "'", "$", "${", "}", "${x:-", "${x//", "${x#",
            "<<", "<<EOF",
        "<<-\"", "[", "]", "[\"", "--", "--from=", "--mount=type=", "=", ",", "#", "FROM ", "ONBUILD ", "ARG ", "\0",
        "\u00ff",
        "\r", "\t", "99999999999999999999", "-1", "\u00e2\u0080\u00a8", "\"\\u", "\"\\ud800\"", "*", "../", "`"};

    /** What a stage's instructions become, as the builder makes it. */
    private static void walk(String text) {
        Dockerfile file = Dockerfile.parse(text);
        BuildArguments build = new BuildArguments(file, Map.of(), "linux/amd64", "linux/amd64", Optional.empty());
        StageGraph graph = new StageGraph(file, build.variables(), Optional.empty(), Set.of());
        for (int index : graph.needed()) {
            StageScope scope = new StageScope(file.escape(), build, List.of());
            for (Instruction instruction : file.stages().get(index).instructions()) {
                Instruction ready = new InstructionExpansion(file.escape(), scope.variables()).expand(instruction);
                new Expansion(file.escape(), scope.variables(), 1).shown(instruction.source().text());
                if (ready instanceof Arg arg) {
                    scope.declare(arg);
                } else if (ready instanceof Env env) {
                    scope.set(env);
                }
            }
        }
    }

    /** Each line doubles what the one before said, or says it many times over: the whole would be a terabyte. */
    @ParameterizedTest
    @ValueSource(strings = {"ARG", "ENV", "FROM", "LABEL", "wide", "replaced", "heredoc"})
    void variablesGrowNoFurtherThanMemory(String how) {
        StringBuilder text = new StringBuilder("ARG A=0123456789abcdef\n");
        if (how.equals("FROM")) {
            text.append("ARG A=$A$A\n".repeat(40)).append("FROM a\n");
        } else {
            text.append("FROM a\nARG A\n");
            switch (how) {
                case "ARG", "ENV" -> text.append((how + " A=$A$A\n").repeat(40));
                case "LABEL" -> {
                    text.append("ARG A=$A$A\n".repeat(15));
                    for (int i = 0; i < 40_000; i++) {
                        text.append("LABEL l").append(i).append("=$A\n");
                    }
                }
                case "wide" -> text.append("ARG A=$A$A\n".repeat(15)).append("ENV B=")
                        .append(("$A".repeat(10) + "\\\n").repeat(400));
                case "replaced" -> text.append("ARG A=$A$A\n".repeat(14)).append("ENV B=${A//?/$A}\n");
                default -> text.append("ARG A=$A$A\n".repeat(15)).append("COPY <<E /x\n").append("$A\n".repeat(1000))
                        .append("E\n");
            }
        }
        DockerfileException refused = assertThrows(DockerfileException.class, () -> walk(text.toString()));
        assertTrue(refused.sentence().contains("variables make"), refused.sentence().substring(Math.max(0,
                refused.sentence().length() - 200)));
    }

    /** 20,000 changes of good ones. */
    @Test
    void nothingElseHappens() {
        Mutations mutations = new Mutations(3, PIECES);
        for (int i = 0; i < 20_000; i++) {
            try {
                walk(mutations.of(mutations.one(List.of(GOOD))));
            } catch (DockerfileException refused) {
                assertTrue(refused.sentence().length() > 5, refused.getMessage());
            }
        }
    }
}
