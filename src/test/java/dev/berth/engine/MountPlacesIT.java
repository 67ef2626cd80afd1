package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.RootFilesystem;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places that an engine mounts its files on are made once for an image, and nobody sees a difference. */
class MountPlacesIT {

    @TempDir
    Path directory;

    @Test
    void laterContainersHaveNothingCopiedUp() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-places")) {
            Container first = run(engine, "stat -c '%a %u %g %Y' /etc; cat /etc/hostname");
            Container second = run(engine, "stat -c '%a %u %g %Y' /etc; cat /etc/hostname");
            String[] seen = engine.log(second.id()).split("\n");
            assertEquals(second.id().substring(0, 12), seen[1]);
            assertEquals(engine.log(first.id()).split("\n")[0], seen[0]);
            for (Container one : List.of(first, second)) {
                assertEquals(List.of(), written(one));
                assertEquals(List.of(), engine.engine().containers().changes(one.id()));
            }
            assertEquals(export(engine, first), export(engine, second));
            assertTrue(export(engine, second).contains("etc/resolv.conf"));
        }
    }

    @Test
    void whatAContainerDoesThereIsItsOwn() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-places")) {
            run(engine, "true");
            Container changed = run(engine, "echo x > /etc/own; chmod 700 /etc");
            assertEquals(List.of("etc", "etc/own"), written(changed));
            Container other = run(engine, "ls /etc; stat -c %a /etc");
            assertTrue(engine.log(other.id()).endsWith("755\n"), engine.log(other.id()));
            assertFalse(engine.log(other.id()).contains("own"));
            assertEquals(0, engine.run(changed), "it starts again");
        }
    }

    private static Container run(EngineFixture engine, String script) throws Exception {
        Container container = engine.create(new ProfileBuilder(), "sh", "-c", script);
        assertEquals(0, engine.run(container));
        return engine.engine().containers().get(container.id());
    }

    /** What it wrote: nothing may be left of the places, not {@code /etc} and not {@code /proc}. */
    private List<String> written(Container container) throws IOException {
        Path upper = directory.resolve("data/containers").resolve(container.id()).resolve("rw/upper");
        try (Stream<Path> all = Files.walk(upper)) {
            return all.map(path -> upper.relativize(path).toString()).filter(path -> !path.isEmpty()).sorted().toList();
        }
    }

    /** The names in an export: as bytes, since a name of up to 100 of them stands in its header as it is. */
    private static List<String> export(EngineFixture engine, Container container) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RootFilesystem base = engine.engine().archives().base(container.id())) {
            engine.engine().images().archives().export(engine.engine().containers().written(container.id()), base, out);
        }
        String text = out.toString(StandardCharsets.ISO_8859_1);
        return Stream.of("etc/hosts\0", "etc/hostname\0", "etc/resolv.conf\0", "bin/busybox\0")
                .filter(text::contains).map(name -> name.substring(0, name.length() - 1)).toList();
    }
}
