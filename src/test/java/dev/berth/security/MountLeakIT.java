package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Container;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.SecurityBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mounts of the host that stay visible in a container or go on propagating (runc before 1.1.15, many mounts). */
class MountLeakIT extends SecurityCase {

    private static final int MOUNTS = 500;

    /** A process for each mount: minutes where machines are emulated. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void noneOfManyMountsIsLeftInsideOrComesOut() throws Exception {
        image("busybox", new Layers());
        List<Path> mounted = new ArrayList<>();
        try {
            for (int i = 0; i < MOUNTS; i++) {
                Path point = Files.createDirectories(directory.resolve("mounts/m" + i));
                call("mount", "-t", "tmpfs", "leak" + i, point.toString());
                mounted.add(point);
            }
            Container container = create("busybox",
                    new ProfileBuilder().security(new SecurityBuilder().privileged(true).build()), "sh", "-c",
                    "grep -c leak /proc/self/mountinfo; mkdir /m; mount -t tmpfs outward /m; echo ready; sleep 1000");
            engine.containers().start(container.id());
            Path info = Path.of("/proc", Integer.toString(engine.containers().get(container.id()).state().pid()),
                    "mountinfo");
            for (int i = 0; i < 300 && !Files.readString(info).contains("outward"); i++) {
                Thread.sleep(10);
            }
            assertFalse(Files.readString(info).contains("leak"), "mounts of the host are in the container");
            assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains("outward"),
                    "a mount of the container came out");
            Path later = Files.createDirectories(directory.resolve("mounts/later"));
            call("mount", "-t", "tmpfs", "leaklater", later.toString());
            mounted.add(later);
            assertFalse(Files.readString(info).contains("leak"), "a later mount of the host came in");
        } finally {
            for (Path point : mounted) {
                call("umount", point.toString());
            }
        }
    }

    private static void call(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }
}
