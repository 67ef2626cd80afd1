package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;

/** The runtime's own program, opened for writing from inside through {@code /proc/PID/exe}. */
class Cve2019_5736IT extends SecurityCase {

    @Test
    void theLauncherCannotBeOverwritten() throws Exception {
        image("busybox", new Layers().file("self", "#!/proc/self/exe\n".getBytes(), 0755));
        // writes into every program that appears; what it got hold of it names
        Container racer = create("busybox", new ProfileBuilder(), "sh", "-c", "while :; do for p in /proc/[0-9]*; do"
                + " case $(readlink $p/exe) in /bin/busybox|'') ;; *) echo $(readlink $p/exe)"
                + " >> /tmp/seen; echo x 2>/dev/null > $p/exe && echo written > /tmp/written;; esac; done; done");
        engine.containers().start(racer.id());
        for (int i = 0; i < 30; i++) {
            assertEquals("ok\n", exec(racer, "", false, "", "echo", "ok").output());
            try {
                exec(racer, "", false, "", "/proc/self/exe");
                exec(racer, "", false, "", "/self");
            } catch (EngineException e) {
                assertNotEquals("", e.getMessage());
            }
        }
        assertFalse(exec(racer, "", false, "", "cat", "/tmp/written").output().startsWith("written"));
        assertEquals("ok\n", run("busybox", new ProfileBuilder(), "echo", "ok").output());
    }

    @Test
    void itIsNoEntrypointEither() throws Exception {
        image("busybox", new Layers());
        try {
            assertNotEquals(0, run("busybox", new ProfileBuilder(), "/proc/self/exe").exitCode());
        } catch (EngineException e) {
            assertNotEquals("", e.getMessage());
        }
        assertEquals("ok\n", run("busybox", new ProfileBuilder(), "echo", "ok").output());
    }
}
