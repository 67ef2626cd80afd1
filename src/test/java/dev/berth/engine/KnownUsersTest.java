package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.berth.image.RootFilesystem;
import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users are remembered for what cannot change, and for nothing else. */
class KnownUsersTest {

    @TempDir
    Path image;

    private record Root(Path directory, boolean lasting) implements RootFilesystem {
        @Override
        public List<Path> lowerDirectories() {
            return List.of(directory);
        }

        @Override
        public Optional<Path> companion(String name) {
            return lasting ? Optional.of(directory.resolveSibling(name)) : Optional.empty();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @Test
    void anImageIsReadOnce() throws Exception {
        KnownUsers users = new KnownUsers();
        try (Fd root = root("first:x:7:7::/:/bin/sh\n")) {
            UserDatabase first = users.of(new Root(image, true), true, root);
            assertSame(first, users.of(new Root(image, true), true, root));
            assertEquals(7, first.find("first", List.of()).identity().uid());
        }
    }

    @Test
    void whatAContainerChangedIsReadAgain() throws Exception {
        KnownUsers users = new KnownUsers();
        try (Fd root = root("first:x:7:7::/:/bin/sh\n")) {
            users.of(new Root(image, true), true, root);
            Files.writeString(image.resolve("etc/passwd"), "first:x:8:8::/:/bin/sh\n");
            assertEquals(8, users.of(new Root(image, true), false, root).find("first", List.of()).identity().uid());
        }
    }

    @Test
    void aRootThatMayChangeIsReadEachTime() throws Exception {
        KnownUsers users = new KnownUsers();
        try (Fd root = root("first:x:7:7::/:/bin/sh\n")) {
            assertNotSame(users.of(new Root(image, false), true, root), users.of(new Root(image, false), true,
                    root));
        }
    }

    private Fd root(String passwd) throws Exception {
        Files.createDirectories(image.resolve("etc"));
        Files.writeString(image.resolve("etc/passwd"), passwd);
        return Fd.open(image, OpenFlags.PATH | OpenFlags.DIRECTORY, 0);
    }
}
