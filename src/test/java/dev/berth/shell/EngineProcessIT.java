package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's JVM as the client starts it: nobody loads an agent into it, and it leaves no files in /tmp. */
class EngineProcessIT {

    @TempDir
    Path directory;

    @Test
    void takesNoAgentsAndLeavesNoFiles() throws Exception {
        try (Installation berth = new Installation(directory)) {
            String pid = berth.berth("engine", "status", "--format", "{{.Pid}}").out().strip();
            List<String> options = List.of(Files.readString(Path.of("/proc", pid, "cmdline")).split("\0"));
            assertTrue(options.contains("-XX:+DisableAttachMechanism"), options.toString());
            assertTrue(options.contains("-XX:-UsePerfData"), options.toString());
            assertFalse(Files.exists(Path.of("/tmp/hsperfdata_root", pid)));
            assertFalse(Files.exists(Path.of("/tmp/.java_pid" + pid)));
        }
    }
}
