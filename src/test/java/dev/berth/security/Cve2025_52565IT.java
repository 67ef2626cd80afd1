package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;

/** {@code /dev/console} and {@code /dev/pts} of the image that lead elsewhere. */
class Cve2025_52565IT extends SecurityCase {

    @Test
    void theConsoleIsTheContainersTerminal() throws Exception {
        image("hostile", new Layers().directory("dev").directory("dev/pts").link("dev/console", "/etc/passwd")
                .link("dev/pts/0", "/etc/passwd"));
        Result result = run("hostile", new ProfileBuilder().tty(true), "sh", "-c",
                "stat -c %t:%T /dev/console; tty; stat -L -c %t:%T /dev/pts/0; cat /etc/passwd");
        // 136 is 0x88, the first major number of devpts
        assertEquals("88:0\r\n/dev/pts/0\r\n88:0\r\nroot:x:0:0:root:/root:/bin/sh\r\n", result.output());
    }
}
