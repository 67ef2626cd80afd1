package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Container;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels of an image are shown, and steer nothing: no logger, no privilege, no profile. */
class Cve2026_53488IT extends SecurityCase {

    @Test
    void labelsOfAnImageAreOnlyLabels() throws Exception {
        Path canary = directory.resolve("canary");
        Map<String, String> labels = new LinkedHashMap<>();
        for (String prefix : new String[] {"berth", "dev.berth", "io.berth", "io.containerd", "io.podman.annotations",
            "io.kubernetes.cri-o", "com.docker.compose", "com.docker.swarm", "org.criu"}) {
            labels.put(prefix + ".logger", "binary:///bin/touch?" + canary);
            labels.put(prefix + ".privileged", "TRUE");
            labels.put(prefix + ".profile", "host");
            labels.put(prefix + ".seccomp", "unconfined");
            labels.put(prefix + ".apparmor", "unconfined");
            labels.put(prefix + ".userns", "host");
            labels.put(prefix + ".network", "host");
            labels.put(prefix + ".restart", "always");
        }
        StringBuilder json = new StringBuilder("{\"Labels\":{\"devices\":\"/dev/sda\"");
        labels.forEach((key, value) -> json.append(",\"").append(key).append("\":\"").append(value).append('"'));
        image("labelled", new Layers(), json.append("}}").toString());
        image("plain", new Layers(), "{}");
        String[] command = {"sh", "-c", "grep -E '^(Cap|Seccomp|NoNewPrivs|Uid)' /proc/self/status; cat"
                + " /proc/self/attr/current 2>/dev/null; cat /proc/net/dev | wc -l"};
        assertEquals(run("plain", new ProfileBuilder(), command), run("labelled", new ProfileBuilder(), command));
        Container labelled = create("labelled", new ProfileBuilder(), "true");
        Container plain = create("plain", new ProfileBuilder(), "true");
        assertEquals("TRUE", labelled.labels().get("dev.berth.privileged"));
        assertEquals(without(plain), without(labelled));
        assertFalse(Files.exists(canary));
    }

    /** What a container asks for, its image's name and its labels left out. */
    private static String without(Container container) {
        Profile profile = container.profile();
        String text = profile.toString().replace(profile.labels().toString(), "{}");
        return text.replace("labelled", "plain");
    }
}
