package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Census;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            runs(engine, 10 * THREADS); // one of each kind, so that what is made on first use is there
            Map<String, Long> before = census();
            runs(engine, RUNS);
            assertEquals(Map.of(), Census.more(before, census()));
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
        Map<String, Long> census = new TreeMap<>();
        // trash is emptied in the background, and exec sessions end after their container
        for (int i = 0; i < 1200 && EngineCrashIT.entries(directory.resolve("data/trash")) > 0; i++) {
            Thread.sleep(50);
        }
        // A network namespace stays as long as a process, a descriptor or a mount holds it.
        census.put("mounts", Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(directory.toString()) || line.contains("nsfs")).count());
        census.put("cgroups", EngineCrashIT.groups(CGROUP));
        census.put("containers", EngineCrashIT.entries(directory.resolve("data/containers")));
        census.put("trash", EngineCrashIT.entries(directory.resolve("data/trash")));
        census.put("run files", EngineCrashIT.entries(directory.resolve("run")));
        Census.descriptors().forEach((what, count) -> census.put("descriptors of " + what, count));
        census.put("children", ProcessHandle.current().children().count());
        return census;
    }
}
