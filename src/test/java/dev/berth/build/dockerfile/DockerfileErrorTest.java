package dev.berth.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dockerfiles that are none, in docker's words. A semicolon stands for a line's end. */
class DockerfileErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "FROM a;FOO bar ~ 2: unknown instruction: FOO (did you mean FROM?)",
        "FROM a;copyy a b ~ 2: unknown instruction: copyy (did you mean copy?)",
        "FROM a;BOOMERANG ~ 2: unknown instruction: BOOMERANG",
        "FROM a;;  # x;RUNN ls ~ 4: unknown instruction: RUNN (did you mean RUN?)",
        "FROM a b ~ 1: FROM requires either one or three arguments",
        "FROM ~ 1: FROM requires either one or three arguments",
        "FROM a like b ~ 1: FROM requires either one or three arguments",
        "FROM a AS 1b ~ 1: invalid name for build stage: \"1b\", name can't start with a number or contain symbols",
        "FROM a AS b/c ~ 1: invalid name for build stage: \"b/c\", name can't start with a number or contain symbols",
        "RUN x ~ 1: no build stage in current context",
        "ARG A;ENV B=$A;FROM a ~ 2: no build stage in current context",
        "FROM a;COPY x ~ 2: COPY requires at least two arguments, but only one was provided. "
            + "Destination could not be determined",
        "FROM a;COPY ~ 2: COPY requires at least two arguments, but only one was provided. "
            + "Destination could not be determined",
        "FROM a;ADD [\"x\"] ~ 2: ADD requires at least two arguments, but only one was provided. "
            + "Destination could not be determined",
        "FROM a;COPY --from=$X a b ~ 2: 'from' doesn't support variable expansion, define alias stage instead",
        "FROM a;COPY x <<E;E ~ 2: COPY cannot accept a heredoc as a destination",
        "FROM a;COPY --chmodd=1 a b ~ 2: unknown flag: --chmodd (did you mean chmod?)",
        "FROM a;COPY --chmod a b ~ 2: missing a value on flag: --chmod",
        "FROM a;COPY --link= a b ~ 2: missing a value on flag: --link",
        "FROM a;COPY --link=maybe a b ~ 2: expecting boolean value for flag --link, not: maybe",
        "FROM a;COPY --chown=1 --chown=2 a b ~ 2: duplicate flag specified: --chown",
        "FROM a;ADD --from=x a b ~ 2: unknown flag: --from",
        "FROM a;ENV ~ 2: ENV requires at least one argument",
        "FROM a;ENV A ~ 2: ENV must have two arguments",
        "FROM a;ENV A=1 B ~ 2: Syntax error - can't find = in \"B\". Must be of the form: name=value",
        "FROM a;ENV =x ~ 2: ENV names can not be blank",
        "FROM a;LABEL A=1 =x ~ 2: LABEL names can not be blank",
        "FROM a;ARG ~ 2: ARG requires at least one argument",
        "FROM a;ARG =x ~ 2: ARG names can not be blank",
        "FROM a;WORKDIR ~ 2: WORKDIR requires exactly one argument",
        "FROM a;USER ~ 2: USER requires exactly one argument",
        "FROM a;STOPSIGNAL ~ 2: STOPSIGNAL requires exactly one argument",
        "FROM a;MAINTAINER --boo joe ~ 2: unknown flag: --boo",
        "FROM a;EXPOSE ~ 2: EXPOSE requires at least one argument",
        "FROM a;VOLUME ~ 2: VOLUME requires at least one argument",
        "FROM a;VOLUME [\"/a\", \" \"] ~ 2: VOLUME specified can not be an empty string",
        "FROM a;SHELL bash -c ~ 2: SHELL requires the arguments to be in JSON form",
        "FROM a;SHELL [] ~ 2: SHELL requires at least one argument",
        "FROM a;RUN ~ 2: RUN requires at least one argument",
        "FROM a;RUN [1] ~ 2: when using JSON array syntax, arrays must be comprised of strings only",
        "FROM a;RUN --network=mesh x ~ 2: invalid network mode \"mesh\"",
        "FROM a;RUN --security=insecure x ~ 2: RUN --security=insecure is not supported: "
            + "every step runs isolated with the build's profile",
        "FROM a;RUN --security=none x ~ 2: security \"none\" is not valid",
        "FROM a;RUN --mount=type=nfs,target=/x y ~ 2: unsupported mount type \"nfs\"",
        "FROM a;ONBUILD ~ 2: ONBUILD requires at least one argument",
        "FROM a;ONBUILD FROM b ~ 2: FROM isn't allowed as an ONBUILD trigger",
        "FROM a;onbuild maintainer me ~ 2: MAINTAINER isn't allowed as an ONBUILD trigger",
        "FROM a;ONBUILD ONBUILD RUN x ~ 2: Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
        "FROM a;ONBUILD ENV x ~ 2: ENV must have two arguments",
        "FROM a;HEALTHCHECK ~ 2: HEALTHCHECK requires at least one argument",
        "FROM a;HEALTHCHECK NONE x ~ 2: HEALTHCHECK NONE takes no arguments",
        "FROM a;HEALTHCHECK CMD ~ 2: Missing command after HEALTHCHECK CMD",
        "FROM a;HEALTHCHECK CMD [] ~ 2: Missing command after HEALTHCHECK CMD",
        "FROM a;HEALTHCHECK HTTP / ~ 2: Unknown type \"HTTP\" in HEALTHCHECK (try CMD)",
        "FROM a;HEALTHCHECK --interval=1 CMD x ~ 2: time: missing unit in duration \"1\"",
        "FROM a;HEALTHCHECK --timeout=1d CMD x ~ 2: time: invalid duration \"1d\"",
        "FROM a;HEALTHCHECK --interval=50ns CMD x ~ 2: Interval \"interval\" cannot be less than 1ms",
        "FROM a;HEALTHCHECK --retries=-1 CMD x ~ 2: --retries cannot be negative (-1)",
        "# escape=x;FROM a ~ 1: invalid escape token 'x' does not match ` or \\",
        "# escape=`;# escape=`;FROM a ~ 2: only one escape parser directive can be used",
        "# syntax=a;# Syntax=b;FROM a ~ 2: only one syntax parser directive can be used",
        "# check=skip=all;#check=error=true;FROM a ~ 2: only one check parser directive can be used",
        "FROM a;RUN <<E;x ~ 2: unterminated heredoc",
    })
    void saysLineAndSentence(String text, String expected) {
        DockerfileException e = assertThrows(DockerfileException.class,
                () -> Dockerfile.parse(text.replace(';', '\n')));
        assertEquals("Dockerfile:" + expected, e.getMessage());
        assertEquals("dockerfile parse error on line " + expected, e.dockerMessage());
        assertEquals(Integer.parseInt(expected.substring(0, expected.indexOf(':'))), e.line());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"'' ~ the Dockerfile cannot be empty", "'# a;' ~ file with no instructions",
        "ARG A=1 ~ dockerfile contains no stages to build"})
    void saysWhatIsWrongWithTheWhole(String text, String expected) {
        DockerfileException e = assertThrows(DockerfileException.class,
                () -> Dockerfile.parse(text.replace(';', '\n')));
        assertEquals("Dockerfile: " + expected, e.getMessage());
        assertEquals(expected, e.dockerMessage());
    }

    @Test
    void refusesLinesThatDockerCannotRead() {
        String text = "FROM a\nRUN " + "x".repeat(65_600) + '\n';
        assertEquals("Dockerfile:2: dockerfile line greater than max allowed size of 65535",
                assertThrows(DockerfileException.class, () -> Dockerfile.parse(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM a", "MAINTAINER a", "ONBUILD RUN a", "RUN a\nRUN b", "# nothing", "FOO"})
    void refusesWhatIsNoTrigger(String trigger) {
        assertThrows(DockerfileException.class, () -> Dockerfile.trigger(trigger));
    }

    /** Deeper than any stack, and a Dockerfile all the same: a command for the shell. */
    @Test
    void deepBracketsAreNoJson() {
        Cmd cmd = (Cmd) Parsing.one("CMD " + "[".repeat(30_000) + "]".repeat(30_000));
        assertEquals(true, cmd.command().shellForm());
    }
}
