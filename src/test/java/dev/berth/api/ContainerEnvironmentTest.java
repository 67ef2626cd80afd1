package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Container;
import dev.berth.engine.Container.Status;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import dev.berth.profile.ProfileBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docker shows of an environment: as its 20.10.24 did for the same image and flags. */
class ContainerEnvironmentTest {

    @ParameterizedTest
    @CsvSource({
        // the image's, the creator's, the process's; what is shown
        "'', '', PATH=/bin HOSTNAME=box TERM=xterm, ''",
        "PATH=/bin Q=1, '', PATH=/bin HOSTNAME=box Q=1, PATH=/bin Q=1",
        "PATH=/bin Q=1, Z=2 Q=3, PATH=/bin HOSTNAME=box Q=3 Z=2, Z=2 Q=3 PATH=/bin",
        "'', A=1 TERM=vt220, PATH=/bin HOSTNAME=box TERM=vt220 A=1, A=1 TERM=vt220",
        "'', HOSTNAME=mine, PATH=/bin HOSTNAME=mine, HOSTNAME=mine",
        "HOSTNAME=image, '', PATH=/bin HOSTNAME=image, HOSTNAME=image",
        "PATHS=1, '', PATH=/bin PATHS=1, PATHS=1"})
    void showsWhatWasSaid(String image, String asked, String process, String shown) {
        ProfileBuilder profile = new ProfileBuilder();
        words(asked).forEach(entry -> profile.env(entry.split("=")[0], entry.split("=")[1]));
        Container container = container(profile, words(process), "/");
        assertEquals(words(shown),
                ContainerEnvironment.of(container, Optional.of(config(words(image), ""))).variables());
    }

    @ParameterizedTest
    @CsvSource({"'', '', /, ''", "'', /, /, /", "/, '', /, /", "/srv, '', /srv, /srv", "/srv, /tmp, /tmp, /tmp"})
    void showsAWorkingDirectoryThatWasNamed(String image, String asked, String process, String shown) {
        ProfileBuilder profile = new ProfileBuilder();
        if (!asked.isEmpty()) {
            profile.workdir(asked);
        }
        Container container = container(profile, List.of(), process);
        assertEquals(shown, ContainerEnvironment.of(container, Optional.of(config(List.of(), image))).workdir());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static ImageConfig config(List<String> environment, String workdir) {
        return new ImageConfig(Optional.empty(), environment, List.of(), List.of(),
                Optional.of(workdir).filter(dir -> !dir.isEmpty()), Map.of(), Set.of(), Set.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), Platform.current());
    }

    private static Container container(ProfileBuilder profile, List<String> environment, String workdir) {
        Container one = FakeContainers.container("one", Status.RUNNING, false);
        return new Container(one.id(), one.name(), one.created(), one.image(), one.imageId(), profile.build(),
                one.profileName(), one.path(), one.arguments(), environment, workdir, one.tty(), one.openStdin(),
                one.stdinOnce(), one.mounts(), one.logPath(), one.restartCount(), one.state(), one.request());
    }
}
