package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Census;
import dev.berth.engine.Attachment;
import dev.berth.engine.Container;
import dev.berth.engine.Execs;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Exec sessions whose clients go away without reading them leave neither descriptors nor threads in the engine (also
 * CVE-2022-23471, CVE-2025-64329).
 */
class Cve2022_31030IT extends SecurityCase {

    private static final int EXECS = Integer.getInteger("berth.test.execs", 120);
    /** So many at once in one container. */
    private static final int BATCH = 20;
    private static final int TRIES = 600;

    @Test
    void clientsThatGoAwayLeaveNothing() throws Exception {
        image("busybox", new Layers());
        batch();
        batch();
        settle();
        Map<String, Long> before = Census.descriptors();
        long threads = threads();
        for (int done = 0; done < EXECS; done += BATCH) {
            batch();
        }
        settle();
        for (int i = 0; i < TRIES && (!more(before).isEmpty() || threads() > threads); i++) {
            Thread.sleep(50);
        }
        assertEquals(Map.of(), more(before), "descriptors");
        assertTrue(threads() <= threads, threads + " threads became " + threads());
    }

    private void batch() throws Exception {
        Container container = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        for (int i = 0; i < BATCH; i++) {
            switch (i % 4) {
                case 0 -> leave(container, false, false, "echo", "x");
                case 1 -> leave(container, false, true, "cat");
                case 2 -> leave(container, true, true, "sh", "-c", "while :; do echo x; sleep 1; done");
                default -> leave(container, false, false, "sleep", "1000");
            }
        }
        engine.containers().remove(container.id(), true, true);
    }

    private void leave(Container container, boolean tty, boolean stdin, String... command) throws Exception {
        Execs.Exec exec = engine.execs().create(container.id(), new Execs.Request(List.of(command), tty, stdin,
                Map.of(), Optional.empty(), Optional.empty(), false, Optional.empty()));
        try (Attachment attachment = engine.execs().start(exec.id(), 24, 80)) {
            if (stdin) {
                attachment.write(ByteBuffer.wrap(new byte[] {'x', '\n'}));
            }
        }
    }

    /** Processes end after their container, and its directory is emptied in the background. */
    private void settle() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            try (Stream<Path> trash = Files.list(directory.resolve("data/trash"))) {
                if (trash.findAny().isEmpty()) {
                    return;
                }
            }
            Thread.sleep(50);
        }
    }

    private static long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.count();
        }
    }

    private static Map<String, Long> more(Map<String, Long> before) throws IOException {
        return Census.more(before, Census.descriptors());
    }
}
