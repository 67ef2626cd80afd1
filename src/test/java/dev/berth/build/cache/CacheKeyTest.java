package dev.berth.build.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.image.Digest;
import dev.berth.image.Platform;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheKeyTest {

    private static final Platform AMD = new Platform("linux", "amd64", Optional.empty());
    private static final Digest BELOW = new Digest("ab".repeat(32));

    private static CacheKey run() {
        return new CacheKey("RUN", AMD).with("command", List.of("/bin/sh", "-c", "x"));
    }

    @Test
    void theSameStepOnTheSameFilesHasTheSameKey() {
        assertEquals(run().on(Optional.of(BELOW)), run().on(Optional.of(BELOW)));
    }

    @Test
    void everyPartCounts() {
        Set<Digest> keys = new HashSet<>(List.of(run().on(Optional.empty()), run().on(Optional.of(BELOW)),
                run().on(Optional.of(new Digest("cd".repeat(32)))), run().with("user", "app").on(Optional.of(BELOW)),
                run().with("user", "").on(Optional.of(BELOW)), run().with("workdir", "app").on(Optional.of(BELOW)),
                new CacheKey("COPY", AMD).with("command", List.of("/bin/sh", "-c", "x")).on(Optional.of(BELOW)),
                new CacheKey("RUN", new Platform("linux", "arm64", Optional.empty()))
                        .with("command", List.of("/bin/sh", "-c", "x")).on(Optional.of(BELOW))));
        assertEquals(8, keys.size());
    }

    @Test
    void noTwoListsStandForEachOther() {
        CacheKey one = new CacheKey("RUN", AMD).with("a", List.of("x", "y")).with("b", List.of());
        CacheKey two = new CacheKey("RUN", AMD).with("a", List.of("x")).with("b", List.of("y"));
        CacheKey three = new CacheKey("RUN", AMD).with("a", List.of("xy")).with("b", List.of());
        assertNotEquals(one.on(Optional.empty()), two.on(Optional.empty()));
        assertNotEquals(one.on(Optional.empty()), three.on(Optional.empty()));
    }
}
