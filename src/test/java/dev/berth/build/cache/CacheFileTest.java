package dev.berth.build.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.image.Digest;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.store.BuiltLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFileTest {

    @TempDir
    Path directory;

    private static Digest digest(int n) {
        return new Digest(String.format("%064x", n));
    }

    private static CacheRecord record(int n) {
        return new CacheRecord(digest(n), Instant.ofEpochSecond(n, 1000), Optional.of(new BuiltLayer(digest(n + 1),
                Descriptor.of("application/vnd.oci.image.layer.v1.tar", digest(n + 2), 512))),
                Optional.of(digest(n + 3)));
    }

    @Test
    void whatIsAddedIsReadAgain() throws IOException {
        CacheFile file = new CacheFile(directory.resolve("cache"));
        CacheRecord none = new CacheRecord(digest(7), Instant.EPOCH, Optional.empty(), Optional.empty());
        file.add(record(1));
        file.add(none);
        assertEquals(Map.of(digest(1), record(1), digest(7), none), file.read().records());
        file.write(new CacheFile.Content(Map.of(digest(7), none), Map.of()));
        assertEquals(Map.of(digest(7), none), file.read().records());
    }

    @Test
    void whenStepsWereUsedLastIsKept() throws IOException {
        CacheFile file = new CacheFile(directory.resolve("cache"));
        file.add(record(1));
        file.use(digest(1), Instant.ofEpochSecond(10));
        file.use(digest(1), Instant.ofEpochSecond(20));
        file.use(digest(5), Instant.ofEpochSecond(30));
        CacheFile.Content read = file.read();
        assertEquals(Map.of(digest(1), Instant.ofEpochSecond(20)), read.used(), "nobody knows step 5");
        file.write(read);
        assertEquals(read, file.read());
    }

    @Test
    void aLineThatWasCutOffIsPassedOverAndTheNextOneIsNot() throws IOException {
        Path path = directory.resolve("cache");
        CacheFile file = new CacheFile(path);
        file.add(record(1));
        file.add(record(10));
        byte[] whole = Files.readAllBytes(path);
        for (int cut = 1; cut < whole.length; cut++) {
            Files.write(path, java.util.Arrays.copyOf(whole, cut));
            file.add(record(20));
            Map<Digest, CacheRecord> read = file.read().records();
            assertEquals(record(20), read.get(digest(20)), "cut at " + cut);
            read.values().forEach(one -> assertEquals(one, List.of(record(1), record(10), record(20)).stream()
                    .filter(r -> r.key().equals(one.key())).findFirst().orElseThrow()));
        }
    }
}
