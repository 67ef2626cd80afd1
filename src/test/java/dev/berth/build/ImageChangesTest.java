package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import dev.berth.image.manifest.ConfigDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code --change} does; docker gave the same for each of these. */
class ImageChangesTest {

    private static final ImageConfig EMPTY = ImageConfig.empty(Platform.current());

    @Test
    void appliesEachInstruction() throws BuildException {
        ImageConfig config = ImageChanges.apply(EMPTY, List.of("CMD [\"sh\", \"-l\"]", "entrypoint /bin/run it",
                "ENV A=1 B=\"two words\"", "ENV C three words", "ENV A=2", "LABEL x=y \"z w\"='v'", "EXPOSE 80 53/udp",
                "VOLUME /data /more", "USER 1000:1000", "WORKDIR /srv", "WORKDIR app", "STOPSIGNAL SIGINT",
                "ONBUILD RUN true", "HEALTHCHECK --interval=1m30s --retries=2 CMD curl -f localhost"));
        assertEquals(List.of("sh", "-l"), config.cmd());
        assertEquals(List.of("/bin/sh", "-c", "/bin/run it"), config.entrypoint());
        assertEquals(List.of("A=2", "B=two words", "C=three words"), config.env());
        assertEquals(Map.of("x", "y", "z w", "v"), config.labels());
        assertEquals(Set.of("80/tcp", "53/udp"), config.exposedPorts());
        assertEquals(Set.of("/data", "/more"), config.volumes());
        assertEquals(Optional.of("/srv/app"), config.workingDir());
        assertEquals(Optional.of("SIGINT"), config.stopSignal());
        assertEquals(List.of("RUN true"), config.onBuild());
        assertEquals(List.of("CMD-SHELL", "curl -f localhost"), config.healthcheck().orElseThrow().test());
        assertEquals(Optional.of(Duration.ofSeconds(90)), config.healthcheck().orElseThrow().interval());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                row("an entry point takes the container's arguments out of use", c -> c.cmd() + "" + c.entrypoint(),
                        "[][top]", "ENTRYPOINT [\"top\"]"),
                row("but not those set with it", c -> c.cmd() + "" + c.entrypoint(), "[y][x]", "CMD [\"y\"]",
                        "ENTRYPOINT [\"x\"]"),
                row("an empty one leaves them", c -> c.cmd() + "" + c.entrypoint(), "[old, arguments][]",
                        "ENTRYPOINT []"),
                row("no arguments are the container's", c -> c.cmd() + "", "[old, arguments]", "CMD []"),
                row("variables are put in", ImageConfig::env, "[PATH=/bin, A=/bin:/x, B=none, C=$PATH]",
                        "ENV A=$PATH:/x B=${NONE:-none} C='$PATH'"),
                row("those of changes before too", ImageConfig::labels, "{x=1 /bin}",
                        "ENV A=1", "LABEL x=\"$A $PATH\""),
                row("ports in a range are ports", c -> new java.util.TreeSet<>(c.exposedPorts()),
                        "[8000/tcp, 8001/tcp, 8002/tcp]", "EXPOSE 8000-8002"),
                row("only a container's port counts", ImageConfig::exposedPorts, "[80/tcp]", "EXPOSE 8080:80"),
                row("a directory is as it was written", ImageConfig::workingDir, "Optional[/a/../b/]",
                        "WORKDIR /a/../b/"),
                row("a list of volumes", c -> new java.util.TreeSet<>(c.volumes()), "[/v, /w x]",
                        "VOLUME [\"/v\",\"/w x\"]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void changes(String what, Function<ImageConfig, Object> part, String expected, List<String> changes)
            throws BuildException {
        ImageConfig before = new ImageConfig(Optional.empty(), List.of("PATH=/bin"), List.of(),
                List.of("old", "arguments"), Optional.empty(), Map.of(), Set.of(), Set.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), Platform.current());
        assertEquals(expected, part.apply(ImageChanges.apply(before, changes)).toString());
    }

    @Test
    void nothingIsAddedToWhatTheContainerHad() throws BuildException {
        assertEquals(EMPTY, ImageChanges.apply(EMPTY, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "RUN true | RUN is not a valid change command",
        "FROM scratch | FROM is not a valid change command",
        "SHELL [\"a\"] | SHELL is not a valid change command",
        "MAINTAINER me | MAINTAINER is not a valid change command",
        "ENV | ENV requires at least one argument",
        "ENV A | ENV must have two arguments",
        "ENV =x | ENV names can not be blank",
        "LABEL a=b c | Syntax error - can't find = in \"c\". Must be of the form: name=value",
        "EXPOSE abc | invalid containerPort: abc",
        "EXPOSE 99999 | invalid containerPort: 99999",
        "EXPOSE 80/icmp | invalid proto: icmp",
        "ONBUILD FROM x | FROM isn't allowed as an ONBUILD trigger",
        "ONBUILD ONBUILD RUN x | Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
        "WORKDIR | WORKDIR requires exactly one argument",
        "HEALTHCHECK CMD | Missing command after HEALTHCHECK CMD",
        "HEALTHCHECK nothing | Unknown type \"NOTHING\" in HEALTHCHECK (try CMD)"})
    void refuses(String change, String why) {
        assertEquals(why, assertThrows(BuildException.class, () -> ImageChanges.apply(EMPTY, List.of(change)))
                .getMessage());
    }

    @Test
    void survivesADocument() throws Exception {
        ImageConfig config = ImageChanges.apply(EMPTY, List.of("CMD [\"sh\"]", "ENV A=\"x \\\"y\\\"\"", "EXPOSE 80",
                "HEALTHCHECK NONE", "USER nobody", "LABEL \u00e4=\"\u4e2d\""));
        ConfigDocument before = new ConfigDocument(config, List.of(), List.of(), Optional.empty(), Optional.empty(),
                Optional.empty());
        assertEquals(before, ConfigDocument.read(before.toBytes()));
    }

    private static Arguments row(String what, Function<ImageConfig, Object> part, String expected, String... changes) {
        return Arguments.of(what, part, expected, List.of(changes));
    }
}
