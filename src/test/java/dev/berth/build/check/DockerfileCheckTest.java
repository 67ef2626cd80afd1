package dev.berth.build.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.context.IgnorePatterns;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileCheckTest {

    private static final Platform AMD64 = new Platform("linux", "amd64", Optional.empty());

    private static List<String> found(String text, String ignore, Map<String, String> given, String options,
            List<String> environment) {
        Dockerfile file = Dockerfile.parse(text);
        BuildArguments build = new BuildArguments(file, given, "linux/amd64", "linux/amd64", Optional.empty());
        StageGraph graph = new StageGraph(file, build.variables(), Optional.empty(), Set.of());
        ImageConfig empty = ImageConfig.empty(AMD64);
        ImageConfig config = new ImageConfig(empty.user(), environment, empty.entrypoint(), empty.cmd(),
                empty.workingDir(), empty.labels(), empty.exposedPorts(), empty.volumes(), empty.stopSignal(),
                empty.healthcheck(), empty.shell(), empty.onBuild(), AMD64);
        return new DockerfileCheck(file, build, graph, ignore.isEmpty() ? Optional.empty()
                : Optional.of(IgnorePatterns.parse(ignore)), CheckOptions.parse(options))
                .run(stage -> Optional.of(config), AMD64).stream().map(Finding::sentence).toList();
    }

    private static List<String> found(String text) {
        return found(text, "", Map.of(), "", List.of());
    }

    /** The sentences are those that docker 28 prints. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, value = {
        "FROM a AS Build ~ StageNameCasing: Stage name 'Build' should be lowercase (line 1)",
        "FROM a as b ~ FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)",
        "from a AS b ~ FromAsCasing: 'AS' and 'from' keywords' casing do not match (line 1)",
        "FROM a|RUN x \\||  y ~ NoEmptyContinuation: Empty continuation line (line 4)",
        "FROM a|Copy x /|RUN y ~ ConsistentInstructionCasing: Command 'Copy' should match the case of the command"
                + " majority (uppercase) (line 2)",
        "from a|copy x /|RUN y ~ ConsistentInstructionCasing: Command 'RUN' should match the case of the command"
                + " majority (lowercase) (line 3)",
        "FROM a AS x|FROM b AS x ~ DuplicateStageName: Duplicate stage name \"x\", stage names should be unique"
                + " (line 2)",
        "FROM a AS scratch ~ ReservedStageName: Stage name should not use the same name as reserved stage"
                + " \"scratch\" (line 1)",
        "FROM a|CMD x ~ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related"
                + " to OS signals (line 2)",
        "FROM a|ENTRYPOINT x ~ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended"
                + " behavior related to OS signals (line 2)",
        "FROM a|MAINTAINER me ~ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label"
                + " (line 2)",
        "ARG VERSION=1|FROM a:${VERSON:-2} ~ UndefinedArgInFrom: FROM argument 'VERSON' is not declared (did you mean"
                + " VERSION?) (line 2)",
        "FROM a|WORKDIR app|WORKDIR b ~ WorkdirRelativePath: Relative workdir \"app\" can have unexpected results if"
                + " the base image changes (line 2)",
        "FROM a|ENV NAME=1|COPY $NAMEE / ~ UndefinedVar: Usage of undefined variable '$NAMEE' (did you mean $NAME?)"
                + " (line 3)",
        "FROM a|ENV X=${LD_LIBRARY_PATH}:/x ~ UndefinedVar: Usage of undefined variable '$LD_LIBRARY_PATH' (line 2)",
        "FROM a|CMD [\"x\"]|CMD [\"y\"] ~ MultipleInstructionsDisallowed: Multiple CMD instructions should not be used"
                + " in the same stage because only the last one will be used (line 2)",
        "FROM a|ENV X y ~ LegacyKeyValueFormat: \"ENV key=value\" should be used instead of legacy \"ENV key value\""
                + " format (line 2)",
        "FROM --platform=$TARGETPLATFORM a ~ RedundantTargetPlatform: Setting platform to predefined $TARGETPLATFORM"
                + " in FROM is redundant as this is the default behavior (line 1)",
        "FROM --platform=linux/arm64 a AS b|FROM c ~ FromPlatformFlagConstDisallowed: FROM --platform flag should not"
                + " use constant value \"linux/arm64\" (line 1)",
        "FROM a|ARG API_TOKEN ~ SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ARG"
                + " \"API_TOKEN\") (line 2)",
        "FROM a|ENV dbPassword=x DB_PASSWORD=x ~ SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for"
                + " sensitive data (ENV \"DB_PASSWORD\") (line 2)",
        "ARG TAG|FROM a:$TAG ~ InvalidDefaultArgInFrom: Default value for ARG a:$TAG results in empty or invalid base"
                + " image name (line 2)",
        "FROM a|EXPOSE 80/TCP ~ ExposeProtoCasing: Defined protocol '80/TCP' in EXPOSE instruction should be lowercase"
                + " (line 2)",
        "FROM a|EXPOSE 127.0.0.1:80:8080 ~ ExposeInvalidFormat: EXPOSE instruction should not define an IP address or"
                + " host-port mapping, found '127.0.0.1:80:8080' (line 2)",
    })
    void saysWhatDockerSays(String text, String sentence) {
        Map<String, String> given = text.contains("TAG") && text.startsWith("ARG TAG") ? Map.of("TAG", "1") : Map.of();
        assertEquals(List.of(sentence), found(text.replace('|', '\n'), "", given, "", List.of()));
    }

    /** What is right, and what looks wrong but is not. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "FROM a AS build|SHELL [\"bash\", \"-c\"]|CMD x",
        "FROM a|CMD x|FROM b|CMD [\"y\"]",
        "FROM a|WORKDIR /x|WORKDIR y",
        "FROM a AS x|WORKDIR /x|FROM x|WORKDIR y",
        "FROM a|ARG NAME|COPY $NAME /",
        "FROM a|COPY $PATH /",
        "FROM a|RUN echo $NOTHING",
        "FROM --platform=$BUILDPLATFORM a",
        "FROM --platform=linux/amd64 a AS build-amd64|FROM c",
        "FROM a|ENV PUBLIC_KEY=x TOKEN_FILE=y AUTHOR=z MONKEY=1",
        "FROM scratch|EXPOSE 80 8000-8005/udp",
        "FROM a|HEALTHCHECK CMD x",
    })
    void findsNothing(String text) {
        assertEquals(List.of(), found(text.replace('|', '\n')).stream()
                .filter(sentence -> !(text.contains("FROM b") && sentence.startsWith("JSONArgs"))).toList());
    }

    @Test
    void aBasesEnvironmentIsKnown() {
        assertEquals(List.of(), found("FROM a\nENV X=$HERE\n", "", Map.of(), "", List.of("HERE=1")));
    }

    @Test
    void whatIsLeftOutOfTheContextCannotBeCopied() {
        String text = "FROM a\nCOPY ./secret.txt dir/x /\nADD . /all\nCOPY --from=b secret.txt /\n";
        assertEquals(List.of("CopyIgnoredFile: Attempting to Copy file \"secret.txt\" that is excluded by"
                + " .dockerignore (line 2)", "CopyIgnoredFile: Attempting to Copy file \"dir/x\" that is excluded by"
                + " .dockerignore (line 2)"), found(text, "secret.txt\ndir\n", Map.of(), "", List.of()));
        assertEquals(List.of(), found(text, "*\n!dir\n", Map.of(), "", List.of()));
        assertEquals(3, found(text, "*\n", Map.of(), "", List.of()).size());
    }

    @Test
    void aBaseForAnotherProcessorIsFound() {
        assertEquals(List.of("InvalidBaseImagePlatform: Base image a was pulled with platform \"linux/amd64\", expected"
                + " \"linux/arm64\" for current build (line 2)"),
                found("ARG P=linux/arm64\nFROM --platform=$P a\n"));
    }

    @Test
    void rulesAreSkippedByTheDirectiveTheUserAndACommentAboveAnInstruction() {
        String text = "FROM a\nCMD x\n\n# check=skip=LegacyKeyValueFormat\nENV X y\n";
        assertEquals(1, found(text).size());
        assertEquals(List.of(), found(text, "", Map.of(), "skip=JSONArgsRecommended", List.of()));
        assertEquals(List.of(), found(text, "", Map.of(), "skip=all;error=true", List.of()));
        assertEquals(Optional.of("skip=A,B;error=true"),
                Dockerfile.parse("# check=skip=A,B;error=true\nFROM a\n").check());
    }

    @Test
    void descriptionsAreCheckedWhereThatIsAskedFor() {
        String text = "# base image of all\nFROM a AS b\n# X is what\nARG X\n# something\n\nARG Y\n";
        assertEquals(List.of(), found(text));
        assertEquals(List.of("InvalidDefinitionDescription: Comment for FROM should follow the format: `# b"
                + " <description>` (line 2)"), found(text, "", Map.of(), "experimental=all", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "skip ~ invalid check option \"skip\"",
        "x=y ~ invalid check option \"x\"",
        "error=maybe ~ failed to parse check option \"error=maybe\": strconv.ParseBool: parsing \"maybe\": invalid"
                + " syntax"})
    void wrongOptionsAreRefused(String options, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> CheckOptions.parse(options))
                .getMessage());
    }

    @Test
    void everyRuleHasItsPage() {
        assertEquals("https://docs.docker.com/go/dockerfile/rule/json-args-recommended/",
                Rule.JSON_ARGS_RECOMMENDED.page());
        assertEquals(22, Arrays.stream(Rule.values()).map(Rule::title).distinct().count());
    }
}
