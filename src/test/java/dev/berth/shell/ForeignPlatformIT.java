package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Platform;
import dev.berth.shell.Installation.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An image that is for another machine only, as docker 28 has it (daemon/images: PullImage, GetImage, create). */
@Timeout(120)
class ForeignPlatformIT extends InstallationCase {

    private static final String MACHINE = Platform.current().toString();

    private String name;

    @BeforeEach
    void push() throws Exception {
        install("berth-foreign", "");
        name = server.host() + "/foreign:1";
        done("import", "--platform", "linux/s390x", directory.resolve("busybox.tar").toString(), name);
        done("push", "-q", name);
        done("rmi", name);
    }

    private static String refusal(String name) {
        return "image with reference " + name + " was found but its platform (linux/s390x) does not match the "
                + "specified platform (" + MACHINE + ")";
    }

    @Test
    void isPulledWithAWarning() throws Exception {
        Result pulled = berth.berth("pull", "--platform", MACHINE, name);
        assertEquals(0, pulled.status(), pulled.err());
        assertTrue(pulled.out().contains("\nWARNING: " + refusal(name) + '\n'), pulled.out());
        assertTrue(done("pull", name).indexOf("WARNING") < 0, "nobody asked for another");
    }

    @Test
    void makesAContainerWithAWarning() throws Exception {
        done("pull", "-q", name);
        Result created = berth.berth("create", "--network", "none", name, "true");
        assertEquals(0, created.status(), created.err());
        assertEquals("WARNING: The requested image's platform (linux/s390x) does not match the detected host platform ("
                + MACHINE + ") and no specific platform was requested\n", created.err());
        assertEquals("", berth.berth("create", "--network", "none", "--platform", "linux/s390x", name, "true").err());
    }

    @Test
    void isNotTheOneThatWasAskedFor() throws Exception {
        Result created = berth.berth("create", "--network", "none", "--platform", MACHINE, name, "true");
        assertEquals(1, created.status());
        assertTrue(created.err().startsWith("Unable to find image '" + name + "' locally\n"), created.err());
        assertTrue(created.err().endsWith("Error response from daemon: " + refusal(name) + '\n'), created.err());
    }

    @Test
    void dockersClientHearsTheSame() throws Exception {
        String socket = "unix://" + directory.resolve("run/docker.sock");
        Result pulled = berth.run(Map.of("DOCKER_HOST", socket, "DOCKER_CONTEXT", ""),
                List.of("sh", "-c", "! command -v docker > /dev/null || docker pull --platform " + MACHINE + ' '
                        + name));
        assumeTrue(!pulled.out().isEmpty(), "docker's command line is not installed");
        assertTrue(pulled.out().contains("WARNING: " + refusal(name)), pulled.out() + pulled.err());
    }
}
