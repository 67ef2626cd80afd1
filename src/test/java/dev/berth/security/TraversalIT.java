package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.EngineException;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and ids that lead out of the directory that they are looked up in (moby 4f84bcb9 and its like). */
class TraversalIT extends SecurityCase {

    @ParameterizedTest
    @ValueSource(strings = {"../canary", "..", ".", "/", "../../canary", "x/../../canary", "%2e%2e/canary", "a/b",
        "canary\n", "../canary/file", "-rf", ".canary"})
    void namesAreOneComponentOfAPath(String name) throws Exception {
        image("busybox", new Layers());
        Path canary = Files.createDirectories(directory.resolve("data/canary"));
        Files.writeString(canary.resolve("file"), "kept");
        Files.createDirectories(canary.resolve("data"));
        Container container = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        var containers = engine.containers();

        refused(() -> containers.create(new CreateRequest(Optional.of(name), Optional.empty(), Optional.empty(),
                new ProfileBuilder().image("busybox").command(List.of("true")).build(), false, "")));
        refused(() -> containers.get(name));
        refused(() -> containers.rename(container.id(), name));
        refused(() -> containers.remove(name, true, true));
        refused(() -> engine.execs().get(name));
        refused(() -> engine.execs().get(container.id() + "/" + name));
        refused(() -> engine.execs().get(container.id() + "/../" + name));
        refused(() -> engine.execs().start(container.id() + "/../1", 0, 0));
        refused(() -> engine.volumes().create(Optional.of(name), Map.of()));
        refused(() -> engine.volumes().get(name));
        if (!name.startsWith("/")) {
            refused(() -> run("busybox", new ProfileBuilder().mount(new MountBuilder(Mount.Type.VOLUME, "/v")
                    .source(name).build()), "true"));
        }
        try {
            engine.volumes().remove(name, true);
        } catch (EngineException e) {
            assertEquals(EngineException.Kind.NOT_FOUND, e.kind(), e.getMessage());
        }
        assertEquals("kept", Files.readString(canary.resolve("file")));
        assertTrue(Files.isDirectory(canary.resolve("data")));
        assertEquals(1, containers.list().size());
    }

    private static void refused(Call call) {
        EngineException e = assertThrows(EngineException.class, call::make);
        assertTrue(e.kind() == EngineException.Kind.BAD_PARAMETER || e.kind() == EngineException.Kind.NOT_FOUND,
                e.kind() + ": " + e.getMessage());
    }

    /** A call of the engine's. */
    private interface Call {
        void make() throws Exception;
    }
}
