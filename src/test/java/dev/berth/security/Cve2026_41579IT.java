package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.EngineException;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths of an image that are links to the host's, where the engine makes something: devices (runc CVE-2026-41579, crun
 * CVE-2026-47766), the working directory (podman CVE-2026-55686), volumes (containerd CVE-2022-23648), mount points.
 */
class Cve2026_41579IT extends SecurityCase {

    private Path outside;

    @BeforeEach
    void canary() throws Exception {
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("canary"), "host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "dev/pts", "dev/shm", "proc", "sys", "etc", "w", "v"})
    void nothingIsMadeThere(String name) throws Exception {
        String deep = "../../../../../../../../..";
        for (String target : new String[] {outside.toString(), deep + outside}) {
            Layers layers = name.startsWith("dev/") ? new Layers().directory("dev") : new Layers();
            image("hostile", layers.link(name, target));
            ProfileBuilder profile = new ProfileBuilder().workdir("/w/deep").tty(true)
                    .mount(new MountBuilder(Mount.Type.TMPFS, "/v/deep").build())
                    .mount(new MountBuilder(Mount.Type.VOLUME, "/v/volume").build());
            try {
                String output = run("hostile", profile, "sh", "-c", "cat /" + name + "/canary; pwd").output();
                assertFalse(output.contains("host\n") || output.startsWith("host"), output);
            } catch (EngineException e) {
                assertFalse(e.getMessage().isBlank(), "a refusal says why");
            }
        }
        try (Stream<Path> made = Files.list(outside)) {
            assertEquals(1, made.count(), "something was made on the host");
        }
    }

    @Test
    void anOrdinaryLinkInsideWorks() throws Exception {
        image("linked", new Layers().directory("real").link("w", "/real"));
        assertEquals("/real/deep\n", run("linked", new ProfileBuilder().workdir("/w/deep"), "sh", "-c",
                "cd -P . && pwd -P").output());
    }
}
