package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.isolation.lsm.AppArmor;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Mounts on a shared volume that another container exchanges with links into {@code /proc}, so that what the runtime
 * writes to procfs goes to another file there.
 */
class Cve2025_52881IT extends SecurityCase {

    /** 200 are what the advisory's race takes. */
    private static final int STARTS = Integer.getInteger("berth.test.starts", 40);
    private static final List<String> CANARIES = List.of("core_pattern", "sysrq", "modprobe", "hostname");

    @Test
    void whatTheRuntimeWritesGoesWhereItShould() throws Exception {
        image("busybox", new Layers());
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Container racer = create("busybox", new ProfileBuilder().mount(bind(shared)), "sh", "-c",
                "cd /v; while :; do mkdir t; rmdir t; ln -s /proc/self/attr t; rm -f t; ln -s /proc t; rm -f t;"
                        + " ln -s /proc/sys/kernel t; rm -f t; done 2>/dev/null");
        engine.containers().start(racer.id());
        List<String> before = canaries();
        boolean apparmor = new AppArmor().enabled();
        int started = 0;
        for (int i = 0; i < STARTS; i++) {
            ProfileBuilder profile = new ProfileBuilder().mount(bind(shared))
                    .mount(new MountBuilder(Mount.Type.TMPFS, "/v/t").build());
            profile.limits().oomScore(321);
            try {
                Container container = create("busybox", profile.init(true), "sleep", "1000");
                engine.containers().start(container.id());
                // as the host sees it: inside, the container's own /proc may be covered by then
                Path process = Path.of("/proc/" + engine.containers().get(container.id()).state().pid());
                assertEquals("321\n", Files.readString(process.resolve("oom_score_adj")));
                if (apparmor) {
                    assertEquals("berth-default (enforce)\n", Files.readString(process.resolve("attr/current")));
                }
                started++;
                engine.containers().remove(container.id(), true, true);
            } catch (EngineException e) {
                // losing the race is an error, and a fine one
                assertFalse(e.getMessage().isBlank());
            }
        }
        assertEquals(before, canaries());
        assertTrue(started > 0, "no start won the race");
    }

    private static List<String> canaries() throws Exception {
        List<String> values = new ArrayList<>();
        for (String name : CANARIES) {
            Path file = Path.of("/proc/sys/kernel", name);
            values.add(name + "=" + (Files.exists(file) ? Files.readString(file) : ""));
        }
        return values;
    }

    private static Mount bind(Path source) {
        return new MountBuilder(Mount.Type.BIND, "/v").source(source.toString()).build();
    }
}
