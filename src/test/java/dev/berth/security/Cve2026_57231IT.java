package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.engine.Container;
import dev.berth.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry without {@code =} in an image's environment, which elsewhere means the host's value. */
class Cve2026_57231IT extends SecurityCase {

    @Test
    void namesAloneAreNoVariables() throws Exception {
        List<String> ours = new ArrayList<>(System.getenv().keySet());
        ours.removeIf(name -> !name.matches("[A-Z_]+") || List.of("PATH", "HOME", "HOSTNAME", "TERM").contains(name));
        assertFalse(ours.isEmpty(), "the engine has an environment");
        List<String> entries = new ArrayList<>(List.of("\"PATH=/bin\"", "\"HOME\"", "\"SECRET\"", "\"=x\"", "\"\""));
        ours.forEach(name -> entries.add('"' + name + '"'));
        image("names", new Layers(), "{\"Env\":[" + String.join(",", entries) + "]}");
        Result result = run("names", new ProfileBuilder().hostname("box"), "env");
        assertEquals(List.of("HOME=/root", "HOSTNAME=box", "PATH=/bin"), result.lines().stream().sorted().toList());
        Container container = create("names", new ProfileBuilder().init(true).hostname("box"), "sleep", "1000");
        engine.containers().start(container.id());
        assertEquals(List.of("HOME=/root", "HOSTNAME=box", "PATH=/bin"),
                exec(container, "", false, "", "env").lines().stream().sorted().toList());
    }
}
