package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container;
import dev.berth.profile.Namespaces;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** A user of the machine who runs a set-user-id file that a container's root has made. */
class Cve2021_41091IT extends SecurityCase {

    @Test
    void usersOfTheMachineCannotReachTheFilesOfContainers() throws Exception {
        image("busybox", new Layers());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Container container = create("busybox", new ProfileBuilder(), "sh", "-c",
                "cp /bin/busybox /evil; chmod 4755 /evil; chmod 777 /; sleep 1000");
        engine.containers().start(container.id());
        Path evil = directory.resolve("data/containers").resolve(container.id()).resolve("rw/upper/evil");
        for (int i = 0; i < 200 && !Files.exists(evil); i++) {
            Thread.sleep(10);
        }
        assertTrue(Files.isExecutable(evil), "the container has not made its file");
        Process other = new ProcessBuilder("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
                "/bin/sh", "-c", evil + " id || exit 7").redirectErrorStream(true).start();
        String said = new String(other.getInputStream().readAllBytes());
        assertEquals(7, other.waitFor(), said);
        assertTrue(said.contains("ermission denied"), said);
    }

    @Test
    void mappedUsersStillRun() throws Exception {
        image("busybox", new Layers());
        ProfileBuilder mapped = new ProfileBuilder()
                .namespaces(new NamespacesBuilder().user(new Namespaces.User.Auto()).build());
        assertEquals("made\n", run("busybox", mapped, "sh", "-c", "touch /x && echo made").output());
    }
}
