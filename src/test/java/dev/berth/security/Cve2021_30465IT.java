package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A mount's target in a shared volume that another container exchanges with a link while it is being mounted; also
 * directories that are made on the way (CVE-2024-45310).
 */
class Cve2021_30465IT extends SecurityCase {

    private static final int STARTS = Integer.getInteger("berth.test.starts", 60);

    @Test
    void theHostIsNeverReached() throws Exception {
        image("busybox", new Layers());
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(directory.resolve("canary"), "host");
        Container racer = create("busybox", new ProfileBuilder().mount(bind(shared)), "sh", "-c",
                "cd /v; mkdir -p real; while :; do rm -rf t; mkdir t; rm -rf t; ln -s / t; rm -f t; ln -s " + outside
                        + " t; done");
        engine.containers().start(racer.id());
        for (int i = 0; i < STARTS; i++) {
            ProfileBuilder profile = new ProfileBuilder().mount(bind(shared))
                    .mount(new MountBuilder(Mount.Type.TMPFS, "/v/t/a/b").build());
            try {
                String output = run("busybox", profile, "sh", "-c", "cat /v/t" + directory + "/canary "
                        + directory + "/canary /v/t/a/b/../../.." + directory + "/canary 2>/dev/null; echo end")
                        .output();
                assertEquals("end\n", output);
            } catch (EngineException e) {
                // losing the race is an error, and a fine one
                assertFalse(e.getMessage().contains("canary"), e.getMessage());
            }
        }
        try (Stream<Path> made = Files.list(outside)) {
            assertEquals(0, made.count(), "something was made on the host");
        }
    }

    private static Mount bind(Path source) {
        return new MountBuilder(Mount.Type.BIND, "/v").source(source.toString()).build();
    }
}
