package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code /dev/null} of the image as a link, which would be bound over the masked paths. */
class Cve2025_31133IT extends SecurityCase {

    @Test
    void masksAreOurOwnNull() throws Exception {
        Path pattern = Path.of("/proc/sys/kernel/core_pattern");
        String before = Files.readString(pattern);
        image("hostile", new Layers().directory("dev").link("dev/null", "/proc/sys/kernel/core_pattern"));
        assertEquals("1:3\n1:3\n0\n", run("hostile", new ProfileBuilder(), "sh", "-c",
                "stat -c %t:%T /dev/null; stat -c %t:%T /proc/interrupts; cat /proc/interrupts /proc/keys | wc -c;"
                        + " echo '|/x' 2>/dev/null > /proc/interrupts; echo '|/x' > /dev/null").output());
        assertEquals(before, Files.readString(pattern));
    }
}
