package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the engine while containers start, write and end: nothing is lost, nothing is left. */
@Timeout(300)
class EngineCrashIT {

    private static final int ROUNDS = Integer.getInteger("berth.test.crashes", 6);
    private static final String LINES = IntStream.rangeClosed(1, EngineChild.LINES).mapToObj(i -> "line " + i + "\n")
            .collect(Collectors.joining());

    @TempDir
    Path directory;

    @Test
    void losesNothing() throws Exception {
        String cgroup = EngineFixture.CGROUP + "-crash";
        EngineFixture.fresh(directory, cgroup).close();
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Integer> codes = new HashMap<>();
            try (EngineChild child = EngineChild.start(directory, cgroup, "r" + round + "-")) {
                int count = 1 + random.nextInt(40);
                for (int i = 0; i < count; i++) {
                    String[] said = child.said().split(" ");
                    codes.put(said[1], Integer.parseInt(said[0]));
                }
                Thread.sleep(random.nextInt(20)); // somewhere in the last start
                child.kill();
                for (String line = lastWords(child); !line.isEmpty(); line = lastWords(child)) {
                    codes.put(line.split(" ")[1], Integer.parseInt(line.split(" ")[0]));
                }
            }
            try (EngineFixture engine = EngineFixture.on(directory, cgroup)) {
                check(engine, codes);
            }
            assertEquals(0, entries(directory.resolve("data/containers")), "directories of containers");
            assertEquals(0, groups(cgroup), "cgroups");
        }
    }

    private static String lastWords(EngineChild child) {
        try {
            return child.said();
        } catch (IOException e) {
            return "";
        }
    }

    private static void check(EngineFixture engine, Map<String, Integer> codes) throws Exception {
        int ended = 0;
        for (Container container : engine.engine().containers().list()) {
            try (Containers.Waiting end = engine.engine().containers().await(container.id(),
                    Containers.Condition.NOT_RUNNING)) {
                end.exitCode();
            }
            Container now = engine.engine().containers().get(container.id());
            String log = engine.log(container.id());
            if (now.state().status() == Status.CREATED) {
                assertEquals("", log, "a container that was not started has written nothing");
                continue;
            }
            assertEquals(Status.EXITED, now.state().status(), now.toString());
            assertEquals(LINES, log, container.name());
            assertEquals(codes.get(container.name()), now.state().exitCode(), container.name());
            ended++;
        }
        assertTrue(ended >= codes.size() - 1, ended + " of " + codes.size() + " containers ran");
    }

    static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    /** How many cgroups of containers there are, in all hierarchies. */
    static long groups(String parent) throws IOException {
        long count = 0;
        Path root = Path.of("/sys/fs/cgroup");
        try (Stream<Path> hierarchies = Files.list(root)) {
            for (Path hierarchy : Stream.concat(Stream.of(root), hierarchies).toList()) {
                Path group = hierarchy.resolve(parent);
                if (Files.isDirectory(group) && !Files.isSymbolicLink(hierarchy)) {
                    try (Stream<Path> inside = Files.list(group)) {
                        count += inside.filter(Files::isDirectory).count();
                    }
                }
            }
        }
        return count;
    }
}
