package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import dev.berth.image.Platform;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code --platform} of builds and of {@code FROM}, and the arguments that tell of them. */
class PlatformBuildIT extends BuildTests {

    private static final String OTHER = Platform.current().architecture().equals("arm64") ? "amd64" : "arm64";

    private Image build(String platform, Map<String, String> arguments, String dockerfile) throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.platform = Optional.of(Platform.parse(platform));
        request.arguments = arguments;
        return build.context().build(request, dockerfile);
    }

    @Test
    void aStageOfThisMachineBuildsForAnother() throws Exception {
        String dockerfile = """
                FROM --platform=$BUILDPLATFORM busybox AS build
                ARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDPLATFORM BUILDARCH TARGETSTAGE
                RUN echo $TARGETPLATFORM $TARGETOS $TARGETARCH .$TARGETVARIANT. $BUILDPLATFORM $BUILDARCH $TARGETSTAGE
                RUN echo $TARGETARCH > /made
                FROM scratch
                COPY --from=build /made /
                """;
        Image image = build("linux/" + OTHER + "/v9", Map.of(), dockerfile);
        String own = Platform.current().architecture();
        assertEquals("linux/" + OTHER + "/v9 linux " + OTHER + " .v9. linux/" + own + ' ' + own + " default\n",
                build.said.output());
        assertEquals(OTHER + "\n", build.read(image, "made"));
        assertEquals(new Platform("linux", OTHER, Optional.of("v9")), image.config().platform());
    }

    @Test
    void whatIsNotDeclaredIsNotThereAndWhatIsGivenWins() throws Exception {
        String dockerfile = "FROM busybox\nRUN echo .$TARGETARCH.\nARG TARGETARCH\nRUN echo .$TARGETARCH.\n";
        build("linux/" + Platform.current().architecture(), Map.of(), dockerfile);
        assertEquals("..\n." + Platform.current().architecture() + ".\n", build.said.output());
        build("linux/" + Platform.current().architecture(), Map.of("TARGETARCH", "mine"), dockerfile);
        assertEquals(".mine.\n", build.said.output());
    }

    @Test
    void aPlatformThatTheBaseIsNotForIsAskedForElsewhere() throws Exception {
        build("linux/" + Platform.current().architecture(), Map.of(),
                "FROM --platform=linux/" + Platform.current().architecture() + " busybox\nRUN true\n");
        // a registry on a port where nobody listens
        build.engine.images().tag(build.engine.images().get("busybox"),
                dev.berth.image.Reference.parse("127.0.0.1:1/busybox"));
        BuildException missing = assertThrows(BuildException.class, () -> build("linux/" + OTHER, Map.of(),
                "FROM 127.0.0.1:1/busybox\nRUN true\n"));
        assertTrue(missing.getMessage().contains("127.0.0.1:1"), missing.getMessage());
        BuildException none = assertThrows(BuildException.class, () -> build.context().build(
                "FROM --platform=a/b/c/d busybox\n"));
        assertTrue(none.getMessage().startsWith("failed to parse platform a/b/c/d: "), none.getMessage());
    }
}
