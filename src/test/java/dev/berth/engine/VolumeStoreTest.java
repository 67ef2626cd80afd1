package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Volumes.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeStoreTest {

    @TempDir
    Path root;
    private final Map<String, List<String>> users = new HashMap<>();
    private final EventBus events = new EventBus();
    private VolumeStore store;

    @BeforeEach
    void open() throws Exception {
        store = new VolumeStore(root, name -> users.getOrDefault(name, List.of()), events);
    }

    private static String refused(org.junit.jupiter.api.function.Executable call) {
        EngineException e = assertThrows(EngineException.class, call);
        return e.kind().status() + " " + e.getMessage();
    }

    @Test
    void createsAndFinds() throws Exception {
        Volume made = store.create(Optional.of("data"), Map.of("a", "b"));
        assertEquals(root.resolve("data/_data"), made.path());
        assertTrue(Files.isDirectory(made.path()));
        assertFalse(made.anonymous());
        assertEquals(made, store.create(Optional.of("data"), Map.of("other", "label")));
        assertEquals(made, store.get("data"));
        Volume anonymous = store.create(Optional.empty(), Map.of());
        assertTrue(anonymous.anonymous());
        assertTrue(anonymous.name().matches("[0-9a-f]{64}"));
        assertEquals(2, store.list().size());
    }

    @Test
    void survivesItsEngine() throws Exception {
        Volume made = store.create(Optional.of("data"), Map.of("a", "b"));
        Volume anonymous = store.create(Optional.empty(), Map.of());
        Files.createDirectories(root.resolve(".half-made/_data"));
        Files.writeString(root.resolve(".half-made/_data/x"), "x");
        Files.createDirectories(root.resolve("damaged/_data"));
        Files.writeString(root.resolve("damaged/volume.json"), "{\"crea");
        open();
        assertEquals(made, store.get("data"));
        assertEquals(anonymous, store.get(anonymous.name()));
        assertEquals(Map.of(), store.get("damaged").labels());
        assertFalse(Files.exists(root.resolve(".half-made")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "a; volume name is too short, names should be at least two alphanumeric characters",
        "../x; '\"../x\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are"
            + " allowed. If you intended to pass a host directory, use absolute path'",
        ".hidden; '\".hidden\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\""
            + " are allowed. If you intended to pass a host directory, use absolute path'",
        "a/b; '\"a/b\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are"
            + " allowed. If you intended to pass a host directory, use absolute path'",
    })
    void refusesNames(String name, String why) {
        assertEquals("400 create " + name + ": " + why, refused(() -> store.create(Optional.of(name), Map.of())));
        assertEquals(List.of(), store.list());
    }

    @Test
    void removesWhatNobodyUses() throws Exception {
        Path outside = Files.createDirectories(root.resolveSibling(root.getFileName() + "-outside"));
        Files.writeString(outside.resolve("kept"), "kept");
        Volume volume = store.create(Optional.of("data"), Map.of());
        Files.createSymbolicLink(volume.path().resolve("link"), outside);
        users.put("data", List.of("c1", "c2"));
        assertEquals("409 remove data: volume is in use - [c1, c2]", refused(() -> store.remove("data", true)));
        users.clear();
        store.remove("data", false);
        assertEquals("404 get data: no such volume", refused(() -> store.get("data")));
        assertEquals("404 get data: no such volume", refused(() -> store.remove("data", false)));
        store.remove("data", true);
        assertTrue(Files.exists(outside.resolve("kept")), "links are not followed");
        try (var rest = Files.list(root)) {
            assertEquals(0, rest.count());
        }
        Files.delete(outside.resolve("kept"));
        Files.delete(outside);
    }

    @Test
    void tells() throws Exception {
        store.create(Optional.of("data"), Map.of());
        store.create(Optional.of("data"), Map.of());
        store.remove("data", false);
        List<String> told = new ArrayList<>();
        try (Events.Subscription subscription = events.subscribe(Optional.of(Instant.EPOCH))) {
            Optional<Instant> now = Optional.of(Instant.now());
            for (var e = subscription.next(now); e.isPresent(); e = subscription.next(now)) {
                told.add(e.get().type() + " " + e.get().action() + " " + e.get().id());
            }
        }
        assertEquals(List.of("volume create data", "volume destroy data"), told);
    }
}
