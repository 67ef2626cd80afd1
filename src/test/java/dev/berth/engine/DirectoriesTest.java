package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees are deleted, and nothing but them. */
class DirectoriesTest {

    @TempDir
    Path directory;

    @Test
    void deletesLinksAndNotWhatTheyPointTo() throws Exception {
        Path kept = Files.createDirectory(directory.resolve("kept"));
        Path tree = Files.createDirectories(directory.resolve("tree/below"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Directories.delete(directory.resolve("tree"));
        assertFalse(Files.exists(directory.resolve("tree")));
        assertTrue(Files.isDirectory(kept));
    }

    @Test
    void doesNothingWhereNothingIs() throws Exception {
        Directories.delete(directory.resolve("none"));
        assertTrue(Files.isDirectory(directory));
    }

    @Test
    void twoAtTheSameTreeDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                Path tree = tree(directory.resolve("tree"));
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Void> deleter = () -> {
                    start.await();
                    Directories.delete(tree);
                    return null;
                };
                for (Future<Void> end : threads.invokeAll(List.of(deleter, deleter))) {
                    end.get();
                }
                assertFalse(Files.exists(tree));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Path tree(Path root) throws IOException {
        for (int i = 0; i < 10; i++) {
            Path below = Files.createDirectories(root.resolve("d" + i));
            for (int j = 0; j < 20; j++) {
                Files.createFile(below.resolve("f" + j));
            }
        }
        return root;
    }
}
