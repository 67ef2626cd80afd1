package dev.berth.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees are removed, and nothing but them. */
class FileTreeTest {

    @TempDir
    Path directory;

    @Test
    void removesLinksAndNotWhatTheyPointTo() throws Exception {
        Path kept = Files.createDirectory(directory.resolve("kept"));
        Path tree = Files.createDirectories(directory.resolve("tree/below"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        FileTree.remove(directory.resolve("tree"));
        assertFalse(Files.exists(directory.resolve("tree")));
        assertTrue(Files.isDirectory(kept));
    }

    @Test
    void doesNothingWhereNothingIs() throws Exception {
        FileTree.remove(directory.resolve("none"));
        FileTree.remove(directory.resolve("none/below"));
        assertTrue(Files.isDirectory(directory));
    }

    @Test
    void twoAtTheSameTreeDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                Path tree = tree(directory.resolve("tree"));
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Void> remover = () -> {
                    start.await();
                    FileTree.remove(tree);
                    return null;
                };
                for (Future<Void> end : threads.invokeAll(List.of(remover, remover))) {
                    end.get();
                }
                assertFalse(Files.exists(tree));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A container can make directories deeper than any path is long, one in the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 129, 5000})
    void removesTreesOfAnyDepth(int depth) throws Exception {
        byte[] name = "n".repeat(200).getBytes(StandardCharsets.UTF_8);
        Fd at = Fd.open(directory, OpenFlags.DIRECTORY, 0);
        for (int i = 0; i < depth; i++) {
            FileCalls.makeDirectory(at.number(), name, 0755);
            FileCalls.open(at.number(), "file".getBytes(StandardCharsets.UTF_8), OpenFlags.CREAT | OpenFlags.WRONLY,
                    0644).close();
            Fd below = FileCalls.open(at.number(), name, OpenFlags.DIRECTORY, 0);
            at.close();
            at = below;
        }
        at.close();
        Path tree = directory.resolve(new String(name, StandardCharsets.UTF_8));
        CompletableFuture<Void> removed = new CompletableFuture<>();
        // a stack as small as any of the engine's threads has
        new Thread(null, () -> {
            try {
                FileTree.remove(tree);
                removed.complete(null);
            } catch (Throwable e) {
                removed.completeExceptionally(e);
            }
        }, "remover", 256 * 1024).start();
        removed.get();
        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(directory.resolve("file")), "what is beside it stays");
    }

    @Test
    void removesADirectoryOfManyFiles() throws Exception {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        for (int i = 0; i < 3000; i++) {
            Files.createFile(tree.resolve("file" + i));
        }
        FileTree.remove(tree);
        assertFalse(Files.exists(tree));
    }

    @Test
    void saysWhyAFileCannotBeRemoved() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root makes files immutable");
        assumeTrue(Command.exists("chattr") && Files.getFileStore(directory).type().equals("ext4"), "needs ext4");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Path file = Files.createFile(tree.resolve("fixed"));
        Command.run("chattr", "+i", file.toString());
        try {
            KernelException error = assertThrows(KernelException.class, () -> FileTree.remove(tree));
            assertEquals("remove fixed: operation not permitted", error.getMessage());
        } finally {
            Command.run("chattr", "-i", file.toString());
        }
        FileTree.remove(tree);
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
