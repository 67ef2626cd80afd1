package dev.berth.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole Dockerfiles: stages, lines, continuations, comments, directives and here-documents. */
class DockerfileTest {

    @Test
    void readsStagesAndGlobalArguments() {
        Dockerfile file = Dockerfile.parse("""
                # syntax=docker/dockerfile:1
                ARG VERSION=1.36
                FROM busybox:$VERSION AS Base
                RUN echo one
                from --platform=linux/arm64 debian
                COPY --from=base /a /b
                """);
        assertEquals(Optional.of("docker/dockerfile:1"), file.syntax());
        assertEquals(List.of(new Arg.Declaration("VERSION", Optional.of("1.36"))),
                file.globals().get(0).declarations());
        assertEquals(2, file.stages().size());
        assertEquals(Optional.of("base"), file.stages().get(0).name());
        assertEquals("busybox:$VERSION", file.stages().get(0).base());
        assertEquals(Optional.of("linux/arm64"), file.stages().get(1).platform());
        Copy copy = assertInstanceOf(Copy.class, file.stages().get(1).instructions().get(0));
        assertEquals(new Source(6, 6, "COPY --from=base /a /b"), copy.source());
        assertEquals(Optional.of("base"), copy.from());
        assertEquals(List.of("/a"), copy.paths());
    }

    @Test
    void joinsContinuedLinesAndLeavesOutWhatIsBetween() {
        Dockerfile file = Dockerfile.parse("FROM a\nRUN one && \\\n# comment\n  # another\n\n    two\\  \n three\n");
        Run run = assertInstanceOf(Run.class, file.stages().get(0).instructions().get(0));
        assertEquals(List.of("one &&     two three"), run.command().words());
        assertEquals(2, run.source().firstLine());
        assertEquals(7, run.source().lastLine());
        assertEquals(List.of(new Dockerfile.Warning(7,
                "Empty continuation line found in: RUN one &&     two three")), file.warnings());
    }

    /** Checks of a style and other front ends mean nothing here, and take no step of the build away. */
    @ParameterizedTest
    @ValueSource(strings = {"# check=skip=JSONArgsRecommended;error=true\n# syntax=docker/dockerfile:1.7-labs\n",
        "#check=skip=all\n", "# ChEcK =error=true\n#\tescape= `\n", "# unknown=x\n# escape=`\n", "\n# check=x\n"})
    void takesDirectivesOfOtherBuilders(String begin) {
        Dockerfile file = Dockerfile.parse(begin + "FROM a\nRUN x\n");
        assertEquals(1, file.stages().get(0).instructions().size());
        assertEquals(begin.contains("\t"), file.escape() == '`', "what comes after a comment is one");
    }

    @Test
    void takesByteOrderMarkAndDosLines() {
        Dockerfile file = Dockerfile.parse("\ufeffFROM a\r\nRUN x \\\r\n  y\r\nCMD [\"a\", \"b\"]\r\n");
        assertEquals("a", file.stages().get(0).base());
        assertEquals(List.of("x   y"), ((Run) file.stages().get(0).instructions().get(0)).command().words());
        assertEquals(List.of("a", "b"), ((Cmd) file.stages().get(0).instructions().get(1)).command().words());
    }

    @Test
    void takesAnotherEscapeCharacter() {
        Dockerfile file = Dockerfile.parse("# escape=`\nFROM a\nCOPY c:\\x `\n  d:\\\n");
        assertEquals('`', file.escape());
        Copy copy = (Copy) file.stages().get(0).instructions().get(0);
        assertEquals(List.of("c:\\x"), copy.paths());
        assertEquals("d:\\", copy.destination());
    }

    @Test
    void readsHereDocuments() {
        Dockerfile file = Dockerfile.parse("""
                FROM a
                RUN <<EOF
                set -e
                echo $HOME
                EOF
                COPY <<one.txt <<-"two" plain /etc/
                1 $A
                one.txt
                \t\t2 $B
                \ttwo
                RUN cat <<A && cat <<B
                a
                A
                b
                B
                RUN <<-X
                \t#!/bin/python
                \tprint
                X
                """);
        List<Instruction> all = file.stages().get(0).instructions();
        Run script = (Run) all.get(0);
        assertEquals(new CommandLine(List.of("set -e\necho $HOME\n"), true), script.effective());
        assertEquals(5, script.source().lastLine());
        Copy copy = (Copy) all.get(1);
        assertEquals(List.of(new InlineFile("one.txt", "1 $A\n", true), new InlineFile("two", "2 $B\n", false)),
                copy.files());
        assertEquals(List.of("plain"), copy.paths());
        Run two = (Run) all.get(2);
        assertEquals("cat <<A && cat <<B\na\nA\nb\nB", two.effective().words().get(0));
        assertTrue(two.script().isEmpty());
        assertEquals(Optional.of(new InlineFile("X", "#!/bin/python\nprint\n", false)), ((Run) all.get(3)).script());
    }
}
