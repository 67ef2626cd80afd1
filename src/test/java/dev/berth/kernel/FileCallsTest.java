package dev.berth.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCallsTest {

    @TempDir
    Path directory;

    @Test
    void aDirectoryIsSpreadAndKeepsItsOtherFlags() throws IOException {
        assumeTrue(Files.getFileStore(directory).type().equals("ext4"), "only ext4 has the flag");
        assumeTrue(Command.exists("chattr"), "needs chattr");
        Command.run("chattr", "+A", directory.toString());
        String before = flags(directory);
        assertTrue(before.contains("A") && !before.contains("T"), before);
        spread(directory);
        String after = flags(directory);
        assertTrue(after.contains("T"), after);
        assertEquals(before, after.replace("T", "-"));
    }

    @Test
    void whereThereIsNoSuchFlagNothingHappens() {
        assertDoesNotThrow(() -> spread(Path.of("/proc/self")));
    }

    private static void spread(Path path) throws IOException {
        try (Fd fd = Fd.open(path, OpenFlags.DIRECTORY, 0)) {
            FileCalls.spread(fd.number());
        }
    }

    private static String flags(Path path) throws IOException {
        return Command.run("lsattr", "-d", path.toString()).split(" ")[0];
    }
}
