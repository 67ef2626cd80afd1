package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.LogSettings;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log under bad conditions: a full disk, readers that are slow, an engine that stands still. */
@Timeout(300)
class EngineLogIT {

    private static final String CGROUP = EngineFixture.CGROUP + "-log";

    @TempDir
    Path directory;

    private static ProfileBuilder logs(long segmentBytes, int segments) {
        return new ProfileBuilder().log(new LogSettings(Optional.empty(), OptionalLong.of(segmentBytes),
                OptionalInt.of(segments)));
    }

    @Test
    void aFullDiskLosesLinesButNotTheContainer() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        mount("-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString());
        try (EngineFixture engine = EngineFixture.fresh(disk, CGROUP)) {
            Container container = engine.create(logs(64 << 20, 4), "sh", "-c",
                    "yes 0123456789012345678901234567890123456789012345678901234567890123456789012345678"
                            + " | head -n 500000; rm /tmp/none 2>/dev/null; echo end >&2; exit 7");
            assertEquals(7, engine.run(container));
            MonitorFiles.Exit exit = MonitorFiles.exit(engine.directories().container(container.id())).orElseThrow();
            long kept = 0;
            long lines = 0;
            try (Output output = engine.engine().containers().logs(container.id(), new LogQuery(true, true, false,
                    Optional.empty(), Optional.empty(), OptionalInt.empty()))) {
                for (Optional<LogChunk> c = output.next(); c.isPresent(); c = output.next()) {
                    if (c.get().stream().number() <= 2) {
                        ByteBuffer payload = c.get().payload();
                        kept += payload.remaining();
                        while (payload.hasRemaining()) {
                            lines += payload.get() == '\n' ? 1 : 0;
                        }
                    }
                }
            }
            assertTrue(exit.lostBytes() > 0, "the disk was full");
            assertEquals(500_000L * 80 + 4, kept + exit.lostBytes());
            assertEquals(500_001L, lines + exit.lostLines());
        } finally {
            unmount(disk);
        }
    }

    @Test
    void rotationTakesNothingFromSlowReaders() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            Container container = engine.create(logs(1 << 20, 4), "seq", "1", "3000000");
            StringBuilder numbers = new StringBuilder();
            try (Attachment attachment = engine.engine().containers().attach(container.id(), Optional.empty())) {
                engine.run(container);
                assertFalse(Files.exists(container.logPath().resolve("1")), "the log was rotated");
                long expected = 1;
                long number = 0;
                Output output = attachment.output();
                for (Optional<LogChunk> c = output.next(); c.isPresent(); c = output.next()) {
                    assertEquals(LogChunk.Stream.STDOUT, c.get().stream());
                    ByteBuffer payload = c.get().payload();
                    while (payload.hasRemaining()) {
                        byte b = payload.get();
                        if (b == '\n') {
                            assertEquals(expected++, number);
                            number = 0;
                        } else {
                            number = 10 * number + b - '0';
                        }
                    }
                }
                assertEquals(3_000_001, expected, numbers.toString());
            }
            String tail = engine.log(container.id());
            assertTrue(tail.endsWith("2999999\n3000000\n"));
        }
    }

    @Test
    void anEngineThatStandsStillStallsNobody() throws Exception {
        EngineFixture.fresh(directory, CGROUP).close();
        try (EngineChild child = EngineChild.start(directory, CGROUP, "c")) {
            for (int i = 0; i < 10; i++) {
                child.said();
            }
            child.signal(19);
            try {
                // those that were started end, all by themselves
                for (int i = 0; i < 600 && running() > 0; i++) {
                    Thread.sleep(50);
                }
                assertEquals(0, running());
            } finally {
                child.signal(18);
            }
            child.said();
        }
        try (EngineFixture engine = EngineFixture.on(directory, CGROUP)) {
            assertTrue(engine.log("c5").endsWith("line " + EngineChild.LINES + "\n"));
        }
    }

    /** How many containers have a start record and no exit record. */
    private long running() throws IOException {
        long count = 0;
        try (var all = Files.newDirectoryStream(directory.resolve("data/containers"))) {
            for (Path container : all) {
                count += Files.exists(container.resolve("started")) && !Files.exists(container.resolve("exit")) ? 1 : 0;
            }
        }
        return count;
    }

    private static void mount(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "mount";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private static void unmount(Path directory) throws Exception {
        assertEquals(0, new ProcessBuilder("umount", "-l", directory.toString()).inheritIO().start().waitFor());
    }
}
