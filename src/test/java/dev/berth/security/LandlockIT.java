package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.EngineException;
import dev.berth.isolation.lsm.Landlock;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.Security;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Landlock ruleset on the real kernel; a kernel without it refuses, as a setting of security that is asked for. */
class LandlockIT extends SecurityCase {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allowsWhatIsListedAndNothingElse(boolean noNewPrivileges) throws Exception {
        image("busybox", new Layers().directory("data").directory("other").file("secret", "s").file("motd", "hello\n"));
        ProfileBuilder profile = new ProfileBuilder();
        profile.security().noNewPrivileges(noNewPrivileges)
                .landlock(new Security.Landlock(List.of("/bin", "/motd"), List.of("/data", "/dev/null")));
        String[] command = {"sh", "-c", "cat /motd; cat /secret 2>/dev/null || echo refused; echo x > /data/f && cat"
                + " /data/f; (echo x > /other/f) 2>/dev/null || echo refused; ls / >/dev/null 2>&1 || echo refused"};
        if (Landlock.abi() == 0) {
            assertTrue(assertThrows(EngineException.class, () -> run("busybox", profile, command)).getMessage()
                    .startsWith("security.landlock cannot be had: "));
        } else {
            assertEquals("hello\nrefused\nx\nrefused\nrefused\n", run("busybox", profile, command).output());
        }
    }
}
