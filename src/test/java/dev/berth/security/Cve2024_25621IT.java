package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Directories of the engine's that any user of the machine may go through. */
class Cve2024_25621IT extends SecurityCase {

    private static final int MOST = 2000;

    @Test
    void nobodyReadsWhatTheEngineKeeps() throws Exception {
        image("busybox", new Layers());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        engine.volumes().create(Optional.of("kept"), Map.of());
        Container container = create("busybox", new ProfileBuilder().init(true), "sh", "-c",
                "echo secret > /secret; chmod 777 / /secret; sleep 1000");
        engine.containers().start(container.id());
        assertEquals("ok\n", exec(container, "", false, "", "echo", "ok").output());
        List<Path> paths;
        try (Stream<Path> data = walk("data"); Stream<Path> run = walk("run")) {
            paths = Stream.concat(data, run).limit(MOST).toList();
        }
        assertTrue(paths.size() > 20, paths.toString());
        Path list = Files.write(directory.resolve("list"), paths.stream().map(Path::toString).toList());
        // names that can be guessed count too, so each is tried and none is looked up
        Process nobody = new ProcessBuilder("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
                "/bin/sh", "-c", "while read -r f; do if [ -d \"$f\" ]; then [ -r \"$f\" -o -w \"$f\" ] && echo \"$f\";"
                        + " elif [ -r \"$f\" -o -w \"$f\" ]; then echo \"$f\"; fi; done; echo end")
                .redirectInput(list.toFile()).redirectErrorStream(true).start();
        String said = new String(nobody.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, nobody.waitFor(), said);
        assertEquals("end\n", said);
    }

    /** Not what is mounted there: the container's own files have the modes that its image gives them. */
    private Stream<Path> walk(String name) throws IOException {
        return Files.walk(directory.resolve(name), 6);
    }
}
