package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of builds on the real kernel: each has an engine of its own, and leaves nothing. */
abstract class BuildTests {

    @TempDir
    Path directory;
    BuildFixture build;

    /** The storage driver of the engine. */
    String driver() {
        return "overlay2";
    }

    @BeforeEach
    void begin() throws IOException {
        build = new BuildFixture(directory, driver());
    }

    @AfterEach
    void end() throws IOException {
        assertEquals(List.of(), build.leftovers());
        build.close();
    }
}
