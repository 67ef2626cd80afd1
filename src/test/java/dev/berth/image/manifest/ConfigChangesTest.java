package dev.berth.image.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidImage;
import dev.berth.image.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigChangesTest {

    private static final ImageConfig EMPTY = ImageConfig.empty(Platform.current());

    @Test
    void appliesEachInstruction() throws InvalidImage {
        ImageConfig config = ConfigChanges.apply(EMPTY, List.of("CMD [\"sh\", \"-l\"]", "entrypoint /bin/run it",
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
        assertEquals(List.of("CMD-SHELL", "curl -f localhost"), config.healthcheck().orElseThrow().test());
        assertEquals(Optional.of(Duration.ofSeconds(90)), config.healthcheck().orElseThrow().interval());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN true", "CMD", "", "ENV", "ENV A", "ENV =x", "LABEL a=b c", "EXPOSE http",
        "EXPOSE 80/icmp", "CMD [\"a\", 1]", "CMD [broken", "HEALTHCHECK nothing", "HEALTHCHECK --interval=3 CMD x",
        "HEALTHCHECK --what=1s CMD x", "FROM scratch"})
    void refuses(String change) {
        assertThrows(InvalidImage.class, () -> ConfigChanges.apply(EMPTY, List.of(change)));
    }

    @Test
    void survivesADocument() throws InvalidImage {
        ImageConfig config = ConfigChanges.apply(EMPTY, List.of("CMD [\"sh\"]", "ENV A=\"x \\\"y\\\"\"", "EXPOSE 80",
                "HEALTHCHECK NONE", "USER nobody", "LABEL ä=\"\u4e2d\""));
        ConfigDocument before = new ConfigDocument(config, List.of(), List.of(), Optional.empty(), Optional.empty(),
                Optional.empty());
        assertEquals(before, ConfigDocument.read(before.toBytes()));
    }
}
