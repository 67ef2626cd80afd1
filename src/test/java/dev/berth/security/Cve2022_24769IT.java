package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Container;
import dev.berth.profile.ProfileBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Inheritable capabilities that are not empty (also CVE-2022-29162, 2022-27649, 2022-27650, youki's 2025-27612), and
 * ambient ones (2016-8867).
 */
class Cve2022_24769IT extends SecurityCase {

    private static final String DEFAULT = "00000000a80425fb";
    private static final String NONE = "0000000000000000";

    private static Map<String, String> sets(Result result) {
        Map<String, String> sets = new TreeMap<>();
        result.lines().forEach(line -> sets.put(line.substring(0, line.indexOf(':')),
                line.substring(line.indexOf(':') + 1).trim()));
        return sets;
    }

    private static Map<String, String> expected(String bounding, String own) {
        return Map.of("CapInh", NONE, "CapPrm", own, "CapEff", own, "CapBnd", bounding, "CapAmb", NONE);
    }

    @Test
    void inheritsNothing() throws Exception {
        image("busybox", new Layers());
        String[] show = {"grep", "^Cap", "/proc/self/status"};
        assertEquals(expected(DEFAULT, DEFAULT), sets(run("busybox", new ProfileBuilder(), show)));
        assertEquals(expected(DEFAULT, NONE), sets(run("busybox", new ProfileBuilder().user("1000"), show)));
        Container container = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        assertEquals(expected(DEFAULT, DEFAULT), sets(exec(container, "", false, "", show)));
        assertEquals(expected(DEFAULT, NONE), sets(exec(container, "1000:1000", false, "", show)));
        Map<String, String> privileged = sets(exec(container, "", true, "", show));
        assertEquals(NONE, privileged.get("CapInh"));
        assertEquals(NONE, privileged.get("CapAmb"));
    }
}
