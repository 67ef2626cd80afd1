package dev.berth.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for monitors among the machine's processes: only when an engine finds a launch that was under way. */
final class Monitors {

    private Monitors() {
    }

    /** Whether a container's monitor or launcher runs. */
    static boolean running(String id) throws IOException {
        byte[] wanted = ("berth-monitor\0" + id + "\0").getBytes(StandardCharsets.ISO_8859_1);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    if (java.util.Arrays.equals(wanted, Files.readAllBytes(process.resolve("cmdline")))) {
                        return true;
                    }
                } catch (IOException e) {
                    continue; // it has just ended
                }
            }
        }
        return false;
    }
}
