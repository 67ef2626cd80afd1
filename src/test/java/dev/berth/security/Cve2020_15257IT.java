package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.profile.Namespaces;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An abstract socket of the runtime that a container in the host's network namespace can connect to. */
class Cve2020_15257IT extends SecurityCase {

    @Test
    void noAbstractSocketsAndClosedDirectories() throws Exception {
        image("busybox", new Layers());
        ProfileBuilder profile = new ProfileBuilder();
        profile.namespaces().network(new Namespaces.Network.Host());
        assertFalse(run("busybox", profile, "cat", "/proc/net/unix").output().contains("@berth"));
        var others = EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
        try (Stream<Path> directories = Stream.of(directory.resolve("data"), directory.resolve("run"))) {
            for (Path path : directories.toList()) {
                var open = Files.getPosixFilePermissions(path);
                open.retainAll(others);
                assertEquals(EnumSet.noneOf(PosixFilePermission.class), open, path.toString());
            }
        }
    }
}
