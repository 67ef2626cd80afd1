package dev.berth.image.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.IdShift;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A container makes directories as deep as it likes: a request goes through them, small as its stack is. */
class DeepTreeTest {

    private static final int STACK_BYTES = 256 * 1024;
    private static final byte[] NAME = {'n'};

    @TempDir
    Path directory;
    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("file"), "123");
    }

    /** JUnit's own way of removing what is temporary takes no path of such a length. */
    @AfterEach
    void removeTree() throws IOException {
        FileTree.remove(tree);
        FileTree.remove(directory.resolve("copy"));
    }

    /** What goes through a tree; it answers how many directories it has seen. */
    @FunctionalInterface
    interface Walker {
        long count(Path tree, Path copy) throws IOException;
    }

    static Stream<Arguments> walkers() {
        return Stream.of(walker("packing", (tree, copy) -> packed(tree)),
                walker("changes", (tree, copy) -> UpperChanges.list(tree, List.of(), Set.of()).size() - 1),
                walker("comparison", (tree, copy) -> TreeComparison.of(Optional.empty(), tree, IdShift.NONE, Set.of())
                        .changes().size() - 1),
                walker("copy", (tree, copy) -> {
                    Files.createDirectory(copy);
                    TreeCopy.copy(tree, copy, IdShift.NONE);
                    return packed(copy);
                }));
    }

    private static Arguments walker(String name, Walker walker) {
        return Arguments.of(name, walker);
    }

    private static long packed(Path tree) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        LayerPacker.ofUpper(new TarWriter(archive), Set.of()).pack(tree);
        long directories = 0;
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(archive.toByteArray()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                directories += entry.isDirectory() ? 1 : 0;
            }
        }
        return directories;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walkers")
    void goesAsDeepAsPathsCanBe(String name, Walker walker) throws Exception {
        deepen(2000);
        assertEquals(2000, onSmallStack(walker));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walkers")
    void refusesWhatIsDeeper(String name, Walker walker) throws Exception {
        deepen(3000);
        Exception failure = assertThrows(Exception.class, () -> onSmallStack(walker));
        KernelException refused = (KernelException) failure.getCause();
        assertEquals(Errno.ENAMETOOLONG, refused.errno());
        assertTrue(refused.getMessage().contains("has more than 4095 bytes"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {2000, 3000})
    void sizesAreCountedHoweverDeepATreeIs(int depth) throws Exception {
        deepen(depth);
        assertEquals(3, onSmallStack((tree, copy) -> TreeSize.of(tree)));
    }

    private long onSmallStack(Walker walker) throws Exception {
        FutureTask<Long> task = new FutureTask<>(() -> walker.count(tree, directory.resolve("copy")));
        new Thread(null, task, "request", STACK_BYTES).start();
        return task.get();
    }

    private void deepen(int depth) throws IOException {
        Fd at = Fd.open(tree, OpenFlags.DIRECTORY, 0);
        for (int i = 0; i < depth; i++) {
            FileCalls.makeDirectory(at.number(), NAME, 0755);
            Fd inner = FileCalls.open(at.number(), NAME, OpenFlags.DIRECTORY, 0);
            at.close();
            at = inner;
        }
        at.close();
    }
}
