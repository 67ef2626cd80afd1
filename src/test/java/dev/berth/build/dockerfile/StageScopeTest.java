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

/** Which value a variable has where, with the examples of docker's reference ("ARG" and "Environment replacement"). */
class StageScopeTest {

    /** Goes through a stage as the builder does, and gives what its instructions became. */
    private static String walk(String text, Map<String, String> given, String... environment) {
        Dockerfile file = Dockerfile.parse(text);
        BuildArguments build = arguments(file, given);
        StringBuilder result = new StringBuilder();
        StageScope scope = new StageScope(file.escape(), build, List.of(environment));
        for (Instruction instruction : file.stages().get(file.stages().size() - 1).instructions()) {
            Instruction ready = new InstructionExpansion(file.escape(), scope.variables()).expand(instruction);
            if (ready instanceof Arg arg) {
                scope.declare(arg);
            } else if (ready instanceof Env env) {
                scope.set(env);
            } else if (ready instanceof Workdir workdir) {
                result.append(workdir.path()).append(';');
            } else if (ready instanceof Run) {
                result.append(scope.environment()).append(scope.arguments()).append(';');
            }
        }
        return result.toString();
    }

    private static BuildArguments arguments(Dockerfile file, Map<String, String> given) {
        return new BuildArguments(file, given, "linux/amd64", "linux/arm64/v8", Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        // all of an instruction's words see the values from before it
        "ENV abc=hello\\nENV abc=bye def=$abc\\nENV ghi=$abc\\nWORKDIR $def-$ghi ~ hello-bye;",
        "WORKDIR $A\\nARG A=1\\nWORKDIR $A ~ ;1;",
        "ARG A=1\\nENV A=2\\nWORKDIR $A ~ 2;",
        // the environment wins, also when the argument comes later
        "ENV A=2\\nARG A=1\\nWORKDIR $A ~ 2;",
        "ARG A\\nENV A=${A:-v1}\\nWORKDIR $A ~ v1;",
        "ARG A=1 B=$A-2\\nWORKDIR $B ~ 1-2;",
        "ARG A=1\\nARG A=2\\nWORKDIR $A ~ 2;",
        "ARG A=\"x y\" B='$A'\\nWORKDIR $A/$B ~ x y/$A;",
        "ARG G\\nWORKDIR $G ~ global;", "WORKDIR $G ~ ;", "ARG G=own\\nWORKDIR $G ~ own;",
        "ARG D\\nWORKDIR $D ~ global/deep;",
        "ARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT\\n"
            + "WORKDIR $TARGETPLATFORM-$TARGETOS-$TARGETARCH-$TARGETVARIANT ~ linux/arm64/v8-linux-arm64-v8;",
        "ARG BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT\\n"
            + "WORKDIR $BUILDPLATFORM-$BUILDOS-$BUILDARCH-${BUILDVARIANT-unset} ~ linux/amd64-linux-amd64-;",
        "ARG TARGETSTAGE\\nWORKDIR $TARGETSTAGE ~ last;", "WORKDIR $TARGETARCH ~ ;",
        "ENV A=1\\nARG A=9 B=2 C\\nRUN x ~ [A=1]{B=2};",
        "ENV A=1 B=2\\nENV A=3\\nRUN x ~ [A=3, B=2]{};",
        "ENV A  x 'y' $G\\nARG G\\nENV B \"q  r\"\\nRUN x ~ [A=x y , B=q  r]{G=global};",
    })
    void values(String stage, String expected) {
        assertEquals(Optional.ofNullable(expected).orElse(""), walk("ARG G=global D=$G/deep\nFROM a AS last\n"
                + stage.replace("\\n", "\n"), Map.of()));
    }

    @Test
    void whatIsGivenGoesBeforeDefaults() {
        Map<String, String> given = Map.of("A", "given", "G", "other", "TARGETARCH", "riscv64");
        assertEquals("given/other/riscv64;", walk("ARG G=global\nFROM a\nARG A=1\nARG G TARGETARCH\n"
                + "WORKDIR $A/$G/$TARGETARCH", given));
        assertEquals("x/;", walk("FROM a\nARG B=x\nWORKDIR $B/$A", given));
        assertEquals("base;", walk("FROM a\nARG A=1\nWORKDIR $A", given, "A=base"));
    }

    @Test
    void proxiesAreKnownWithoutBeingDeclaredButKeptOutOfTheCache() {
        Dockerfile file = Dockerfile.parse("FROM a\nARG no_proxy\n");
        StageScope scope = new StageScope('\\', arguments(file, Map.of("HTTP_PROXY", "p:1", "no_proxy", "x")),
                List.of());
        scope.declare((Arg) file.stages().get(0).instructions().get(0));
        assertEquals(Optional.of("p:1"), scope.variables().value("HTTP_PROXY"));
        assertEquals(Map.of("no_proxy", "x"), scope.arguments());
        assertEquals(Map.of("HTTP_PROXY", "p:1"), scope.hiddenArguments());
    }

    @Test
    void aStageInheritsWhatTheOneItBeginsWithDeclared() {
        Dockerfile file = Dockerfile.parse("FROM a\nARG A=1\nENV E=2\n");
        StageScope scope = new StageScope('\\', arguments(file, Map.of()), List.of());
        scope.declare((Arg) file.stages().get(0).instructions().get(0));
        StageScope child = scope.child();
        scope.set((Env) file.stages().get(0).instructions().get(1));
        assertEquals(Optional.of("1"), child.variables().value("A"));
        assertEquals(Optional.empty(), child.variables().value("E"));
    }

    @Test
    void tellsWhichArgumentsNothingDeclared() {
        Dockerfile file = Dockerfile.parse("ARG A\nFROM a\nARG B\n");
        BuildArguments build = arguments(file, Map.of("A", "1", "B", "2", "C", "3", "https_proxy", "4"));
        assertEquals(List.of("B", "C"), List.copyOf(build.unused()));
        new StageScope('\\', build, List.of()).declare((Arg) file.stages().get(0).instructions().get(0));
        assertEquals(Set.of("C"), build.unused());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "COPY $A \"$A\"b $A/ ~ Copy paths=[/x, /xb] destination=/x/",
        "COPY [\"$A b\", \"$A\"] ~ Copy paths=[/x b] destination=/x",
        "COPY --chown=$U --chmod=$M --from=s a b ~ Copy chown=1:2 chmod=0644",
        "ADD --checksum=$M $A b ~ Add checksum=0644",
        "USER ${U%:*} ~ User[1]", "WORKDIR \"$A\"'$A' ~ Workdir[/x$A]", "STOPSIGNAL $M ~ StopSignal[0644]",
        "VOLUME $A [b] ~ Volume[/x, [b]]", "EXPOSE $P 22 ~ Expose[80, 81, 22]",
        "LABEL $M=\"$A\" ~ Label[0644=/x]",
        "RUN echo $A ~ same", "CMD [\"$A\"] ~ same", "ENTRYPOINT $A ~ same", "SHELL [\"$A\"] ~ same",
        "HEALTHCHECK CMD $A ~ same", "ONBUILD RUN $A ~ same", "MAINTAINER $A ~ same", "ARG X=$A ~ same",
    })
    void whichInstructionsTakeVariables(String text, String expected) {
        Map<String, String> values = Map.of("A", "/x", "U", "1:2", "M", "0644", "P", "80 81");
        Instruction written = Parsing.one(text);
        Instruction ready = new InstructionExpansion('\\', name -> Optional.ofNullable(values.get(name)))
                .expand(written);
        assertEquals(expected, ready.equals(written) ? "same" : shown(ready));
    }

    private static String shown(Instruction ready) {
        if (ready instanceof Copy copy) {
            return copy.chown().isPresent() ? "Copy chown=" + copy.chown().get() + " chmod=" + copy.chmod().get()
                    : "Copy paths=" + copy.paths() + " destination=" + copy.destination();
        }
        if (ready instanceof Add add) {
            return "Add checksum=" + add.checksum().get();
        }
        if (ready instanceof Label label) {
            return "Label[" + label.labels().get(0).key() + '=' + label.labels().get(0).value() + ']';
        }
        if (ready instanceof Volume volume) {
            return "Volume" + volume.paths();
        }
        if (ready instanceof Expose expose) {
            return "Expose" + expose.ports();
        }
        String text = ready.toString();
        return text.substring(0, text.indexOf('[')) + '[' + text.substring(text.lastIndexOf('=') + 1);
    }

    @Test
    void hereDocumentsOfCopyTakeVariablesUnlessTheirWordIsQuoted() {
        Copy copy = (Copy) Parsing.one("COPY <<a <<\"b\" /\n$A '$A' \\$A\na\n$A\nb");
        Copy ready = (Copy) new InstructionExpansion('\\', name -> Optional.of("1")).expand(copy);
        assertEquals(List.of(new InlineFile("a", "1 '1' $A\n", false), new InlineFile("b", "$A\n", false)),
                ready.files());
    }

    @Test
    void errorsKnowTheirLine() {
        assertEquals("Dockerfile:3: failed to process \"${A?}\": A: is not allowed to be unset",
                assertThrows(DockerfileException.class, () -> walk("FROM a\nRUN x\nENV B=${A?}", Map.of()))
                        .getMessage());
        assertEquals("Dockerfile:1: failed to process \"${A?}\": A: is not allowed to be unset",
                assertThrows(DockerfileException.class, () -> walk("ARG B=${A?}\nFROM a", Map.of())).getMessage());
    }
}
