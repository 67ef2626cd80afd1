package dev.berth.build.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.kernel.DirectoryEntries;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.OpenFlags;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {

    @TempDir
    Path directory;
    private Fd root;
    private SourceTree tree;

    @BeforeEach
    void open() throws Exception {
        root = Fd.open(directory, OpenFlags.DIRECTORY, 0);
        tree = new SourceTree(root);
    }

    @AfterEach
    void close() {
        root.close();
    }

    @ParameterizedTest
    @CsvSource({"**/f, a/b/f a/f f", "**/**/f, a/b/f a/f f", "**/b/**/f, a/b/f", "a/**, a a/b", "*/f, a/f",
        "**/[fg], a/b/f a/f f", "../../a/f, a/f", "nope*, ''"})
    void patterns(String pattern, String expected) throws Exception {
        Files.createDirectories(directory.resolve("a/b"));
        for (String file : List.of("f", "a/f", "a/b/f")) {
            Files.writeString(directory.resolve(file), "");
        }
        assertEquals(expected, String.join(" ", tree.select(pattern).stream().sorted().toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/**/**/**/**/**/**/**/**/**/**/**/none", "**/*/**/*/**/*/**/*/**/*/**/*/**/none"})
    @Timeout(60)
    void aHostilePatternTakesNoLongerThanItsLength(String pattern) throws Exception {
        // 40 directories deep: to name every way through them would take longer than there is time
        Files.createDirectories(directory.resolve("d/".repeat(40)));
        assertEquals(List.of(), tree.select(pattern));
    }

    @Test
    void namesThatAreNoTextAreFoundAndCopied() throws Exception {
        byte[] name = {'a', (byte) 0xFF, (byte) 0xC3, '.', 't'};
        try (Fd file = FileCalls.open(root.number(), name, OpenFlags.CREAT | OpenFlags.WRONLY, 0600)) {
            file.write("content".getBytes(StandardCharsets.US_ASCII));
        }
        List<String> found = tree.select("a*.t");
        assertEquals(1, found.size());
        assertEquals(7, tree.status(found.get(0)).orElseThrow().size());
        Path copies = Files.createDirectory(directory.resolve("copies"));
        try (Fd from = tree.open(found.get(0)); Fd to = Fd.open(copies, OpenFlags.DIRECTORY, 0)) {
            new TreeCopier(Optional.empty(), Optional.empty(), path -> false).file(from, tree.status(found.get(0))
                    .orElseThrow(), to, found.get(0));
            assertArrayEquals(name, DirectoryEntries.names(to.number()).get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "grüße", "\uD83D\uDE00", ""})
    void textOfNamesIsWhatItAlwaysWas(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        assertEquals(name, FileName.text(bytes));
        assertArrayEquals(bytes, FileName.bytes(name));
    }
}
