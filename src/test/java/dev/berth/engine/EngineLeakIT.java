package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand containers later the machine is as it was before. */
@Timeout(600)
class EngineLeakIT {

    private static final int RUNS = Integer.getInteger("berth.test.runs", 1000);
    private static final int THREADS = 4;
    private static final String CGROUP = EngineFixture.CGROUP + "-leak";

    @TempDir
    Path directory;

    @Test
    void leavesNothing() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, CGROUP)) {
            runs(engine, 20);
            Map<String, Long> before = census();
            runs(engine, RUNS);
            Map<String, Long> after = census();
            // the kernel takes network namespaces down behind our back
            for (int i = 0; i < 300 && after.get("network namespaces") > before.get("network namespaces"); i++) {
                Thread.sleep(100);
                after = census();
            }
            long spaces = after.remove("network namespaces") - before.remove("network namespaces");
            assertTrue(spaces <= 8, spaces + " network namespaces more than before");
            assertEquals(before, after);
        }
        assertEquals(0, EngineCrashIT.entries(directory.resolve("data/containers")));
        assertEquals(0, EngineCrashIT.entries(directory.resolve("data/trash")));
    }

    private static void runs(EngineFixture engine, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Callable<Void> loop = () -> {
                for (int i = 0; i < count / THREADS; i++) {
                    one(engine, i);
                }
                return null;
            };
            all.add(threads.submit(loop));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
    }

    /** Some end by themselves, some cannot be started, some are attached to and killed with an exec session in them. */
    private static void one(EngineFixture engine, int i) throws Exception {
        Containers containers = engine.engine().containers();
        if (i % 10 == 3) {
            Container container = engine.create(new ProfileBuilder(), "nothing");
            try {
                containers.start(container.id());
            } catch (EngineException e) {
                assertEquals(127, e.exitCode());
            }
            containers.remove(container.id(), false, true);
        } else if (i % 10 == 7) {
            Container container = engine.create(new ProfileBuilder().tty(true).interactive(true), "sh");
            try (Attachment attachment = containers.attach(container.id(), java.util.Optional.empty())) {
                containers.start(container.id());
                Execs.Exec exec = engine.engine().execs().create(container.id(), new Execs.Request(List.of("sleep",
                        "1000"), true, true, Map.of(), java.util.Optional.empty(), java.util.Optional.empty(), false,
                        java.util.Optional.empty()));
                engine.engine().execs().start(exec.id(), 24, 80).close();
                containers.remove(container.id(), true, true);
                EngineFixture.text(attachment.output());
            }
        } else {
            Container container = engine.create(new ProfileBuilder().remove(true), "sh", "-c", "echo x; exit 5");
            try (Containers.Waiting gone = containers.await(container.id(), Containers.Condition.REMOVED)) {
                containers.start(container.id());
                assertEquals(5, gone.exitCode());
            }
        }
    }

    private Map<String, Long> census() throws IOException, InterruptedException {
        Map<String, Long> census = new LinkedHashMap<>();
        // trash is emptied in the background, and exec sessions end after their container
        for (int i = 0; i < 100 && EngineCrashIT.entries(directory.resolve("data/trash")) > 0; i++) {
            Thread.sleep(50);
        }
        census.put("mounts", (long) Files.readAllLines(Path.of("/proc/self/mountinfo")).size());
        census.put("cgroups", EngineCrashIT.groups(CGROUP));
        census.put("containers", EngineCrashIT.entries(directory.resolve("data/containers")));
        census.put("trash", EngineCrashIT.entries(directory.resolve("data/trash")));
        census.put("run files", EngineCrashIT.entries(directory.resolve("run")));
        census.put("descriptors", descriptors());
        census.put("children", ProcessHandle.current().children().count());
        census.put("network namespaces", networkNamespaces());
        return census;
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.count();
        }
    }

    private static long networkNamespaces() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/slabinfo"))) {
            if (line.startsWith("net_namespace ")) {
                return Long.parseLong(line.split(" +")[1]);
            }
        }
        return 0;
    }
}
