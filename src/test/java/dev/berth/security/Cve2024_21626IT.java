package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A descriptor of a host directory that stays open, with a working directory of {@code /proc/self/fd/N}. */
class Cve2024_21626IT extends SecurityCase {

    private static final int DESCRIPTORS = 24;

    @BeforeEach
    void image() throws Exception {
        image("busybox", new Layers());
        Files.writeString(directory.resolve("canary"), "host");
    }

    /** Walks up from wherever it is and looks for the host's file. */
    private String[] look() {
        return new String[] {"sh", "-c", "d=.; for i in 1 2 3 4 5 6 7 8; do d=$d/..; cat $d" + directory
                + "/canary 2>/dev/null; done; echo inside"};
    }

    @Test
    void aRunStaysInside() throws Exception {
        for (int fd = 0; fd < DESCRIPTORS; fd++) {
            try {
                assertEquals("inside\n", run("busybox", new ProfileBuilder().workdir("/proc/self/fd/" + fd), look())
                        .output(), "descriptor " + fd);
            } catch (EngineException e) {
                assertFalse(e.getMessage().contains("canary"), e.getMessage());
            }
        }
    }

    @Test
    void anExecSessionStaysInside() throws Exception {
        Container container = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        for (int fd = 0; fd < DESCRIPTORS; fd++) {
            try {
                String output = exec(container, "", false, "/proc/self/fd/" + fd, look()).output();
                assertFalse(output.contains("host"), "descriptor " + fd + ": " + output);
            } catch (EngineException e) {
                assertFalse(e.getMessage().contains("canary"), e.getMessage());
            }
        }
    }

    @Test
    void onlyTheStandardStreamsAreOpen() throws Exception {
        // the fourth is the directory that ls reads
        assertEquals("0\n1\n2\n3\n", run("busybox", new ProfileBuilder(), "ls", "/proc/self/fd").output());
        assertEquals("0\n1\n2\n3\n", run("busybox", new ProfileBuilder().init(true).interactive(true), "ls",
                "/proc/self/fd").output());
        Container container = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        assertEquals("0\n1\n2\n3\n", exec(container, "", false, "", "ls", "/proc/self/fd").output());
        assertEquals("0\n1\n2\n", exec(container, "", false, "", "ls", "/proc/1/fd").output());
    }
}
