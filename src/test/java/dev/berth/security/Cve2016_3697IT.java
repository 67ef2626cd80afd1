package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.engine.EngineException;
import dev.berth.profile.ProfileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users by name and number: a number that is a name in the image's passwd, ids that wrap to root (containerd's
 * CVE-2024-40635), sloppy parsing (crun's 2026-30892), supplementary groups (2022-36109, 2023-25173).
 */
class Cve2016_3697IT extends SecurityCase {

    private static Layers users() throws Exception {
        return new Layers().file("etc/passwd", "root:x:0:0::/root:/bin/sh\n1000:x:0:0::/:/bin/sh\n"
                + "web:x:33:34::/srv:/bin/sh\n").file("etc/group", "root:x:0:\nwww:x:34:\nextra:x:77:web,other\n");
    }

    @ParameterizedTest
    @CsvSource({"1000, '1000 0 0'", "web, '33 34 34 77'", "web:extra, '33 77 77'", "33, '33 34 34 77'",
        "33:0, '33 0 0'", "web:, '33 34 34 77'", "0, '0 0 0'", "00, '0 0 0'"})
    void isWhoWasAskedFor(String user, String ids) throws Exception {
        image("users", users());
        assertEquals(ids + "\n", run("users", new ProfileBuilder().user(user), "sh", "-c",
                "echo $(id -u) $(id -g) $(id -G)").output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967296", "2147483648:0", "0:4294967296", "-1", "0x0", "1e3", " 0", "nobody",
        "web:nobody", "33.0"})
    void refusesTheRest(String user) throws Exception {
        image("users", users());
        assertThrows(EngineException.class, () -> run("users", new ProfileBuilder().user(user), "id"), user);
    }

    @Test
    void execSessionsResolveTheSame() throws Exception {
        image("users", users());
        var container = create("users", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        assertEquals("33 34 34 77\n", exec(container, "web", false, "", "sh", "-c",
                "echo $(id -u) $(id -g) $(id -G)").output());
        assertThrows(EngineException.class, () -> exec(container, "4294967296", false, "", "id"));
    }
}
