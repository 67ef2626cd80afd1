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
import org.junit.jupiter.api.Test;

/** {@code /dev/console} and {@code /dev/pts} of the image that lead elsewhere. */
class Cve2025_52565IT extends SecurityCase {

    private static final int STARTS = Integer.getInteger("berth.test.starts", 20);

    @Test
    void theConsoleIsTheContainersTerminal() throws Exception {
        image("hostile", new Layers().directory("dev").directory("dev/pts").link("dev/console", "/etc/passwd")
                .link("dev/pts/0", "/etc/passwd"));
        Result result = run("hostile", new ProfileBuilder().tty(true), "sh", "-c",
                "stat -c %t:%T /dev/console; tty; stat -L -c %t:%T /dev/pts/0; cat /etc/passwd");
        // 136 is 0x88, the first major number of devpts
        assertEquals("88:0\r\n/dev/pts/0\r\n88:0\r\nroot:x:0:0:root:/root:/bin/sh\r\n", result.output());
    }

    /** A container changes what another one has as {@code /dev}, whose terminal is on its way. */
    @Test
    void noRaceLeadsATerminalOut() throws Exception {
        Path pattern = Path.of("/proc/sys/kernel/core_pattern");
        String before = Files.readString(pattern);
        image("busybox", new Layers());
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Container racer = create("busybox", new ProfileBuilder().mount(bind(shared, "/v")), "sh", "-c", "cd /v;"
                + " while :; do mkdir -p pts; for n in console null ptmx pts/0 pts/ptmx; do"
                + " rm -rf $n; ln -s /proc/sys/kernel/core_pattern $n; done; rm -rf pts; ln -s /proc/sys/kernel pts;"
                + " rm -f pts console null ptmx; done 2>/dev/null");
        engine.containers().start(racer.id());
        for (int i = 0; i < STARTS; i++) {
            try {
                Container container = create("busybox", new ProfileBuilder().tty(true).mount(bind(shared, "/dev")),
                        "sh", "-c", "sleep 1000");
                engine.containers().start(container.id());
                // its terminals are nowhere to be found, or its own
                exec(container, true, "", false, "", "sh", "-c", "echo '|/x'");
                engine.containers().remove(container.id(), true, true);
            } catch (EngineException e) {
                assertFalse(e.getMessage().isBlank(), "a refusal says why");
            }
        }
        assertEquals(before, Files.readString(pattern));
    }

    private static Mount bind(Path source, String target) {
        return new MountBuilder(Mount.Type.BIND, target).source(source.toString()).build();
    }
}
