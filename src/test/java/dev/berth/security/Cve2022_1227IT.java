package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.profile.Namespaces;
import dev.berth.profile.ProfileBuilder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing a container's processes runs no program of its image, above all not as the host's. */
class Cve2022_1227IT extends SecurityCase {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void topReadsTheHostsProcOnly(boolean mapped) throws Exception {
        Layers layers = new Layers();
        for (String fake : new String[] {"bin/ps", "usr/bin/ps", "bin/nsenter", "usr/bin/nsenter", "bin/top"}) {
            layers.file(fake, "#!/bin/sh\necho $0 >> /ran\n".getBytes(StandardCharsets.US_ASCII), 0755);
        }
        image("fakes", layers);
        ProfileBuilder profile = new ProfileBuilder().init(true);
        if (mapped) {
            profile.namespaces().user(new Namespaces.User.Auto());
        }
        Container container = create("fakes", profile, "sleep", "1000");
        engine.containers().start(container.id());
        for (String arguments : new String[] {"", "aux", "-eo pid,comm"}) {
            Containers.Processes processes = engine.containers().top(container.id(), arguments);
            assertEquals(1, processes.rows().stream().filter(row -> row.get(row.size() - 1).startsWith("sleep"))
                    .count(), processes.toString());
        }
        assertEquals("no\n", exec(container, "", false, "", "sh", "-c", "[ -e /ran ] || echo no").output());
    }
}
