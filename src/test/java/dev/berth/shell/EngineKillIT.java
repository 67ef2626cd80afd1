package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.BusyboxImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code kill -9} of the whole engine at random moments of what changes the store: the next engine starts, the store
 * verifies, the same command completes then, and nothing is left of the killed one. {@code -Dberth.kills=200} for more
 * than the few that every run does.
 */
class EngineKillIT extends InstallationCase {

    private static final int KILLS = Integer.getInteger("berth.kills", 13);
    private static final String CGROUP = "berth-kill-" + ProcessHandle.current().pid();
    private static final String DOCKERFILE = """
            FROM killed
            RUN for i in 1 2 3 4 5 6 7 8 9; do echo $i > /made$i; done
            COPY noise /copied
            RUN rm /made1
            """;

    private String name;

    @BeforeEach
    void prepare() throws Exception {
        install("berth-kill", "cgroup_parent = \"" + CGROUP + "\"\n");
        name = server.host() + "/killed:1";
        Path context = Files.createDirectory(directory.resolve("context"));
        byte[] noise = new byte[4_000_000];
        new Random(1).nextBytes(noise);
        Files.write(context.resolve("noise"), noise);
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nCOPY noise /noise\n"
                + "RUN i=0; while [ $i -lt 400 ]; do echo $i > /small$i; i=$((i+1)); done\n");
        done("build", "-q", "-t", name, context.toString());
        done("tag", name, "killed");
        done("push", "-q", name);
        done("save", "-o", directory.resolve("saved.tar").toString(), name);
        Files.write(directory.resolve("root.tar"), BusyboxImage.tar());
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
        done("run", "--name", "box", "busybox", "sh", "-c", "head -c 3000000 /dev/urandom > /changed; rm /bin/cat");
    }

    @Override
    @AfterEach
    void removeAll() throws Exception {
        super.removeAll();
        for (Path group : groups(true)) {
            Files.deleteIfExists(group);
        }
    }

    /** What is killed, and what must be so before it. */
    private enum Doing {
        PULL, BUILD, COMMIT, LOAD, PUSH, REMOVE, HIDE, SWEEP, PRUNE, IMPORT, SAVE, TAG, BUILD_PRUNE;

        /** Whether it finds nothing to do, and says so, if the killed one had done it. */
        boolean removes() {
            return this == REMOVE || this == HIDE || this == SWEEP;
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void isWholeAfterEachKill() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Doing, long[]> millis = new TreeMap<>();
        Map<Doing, int[]> kills = new TreeMap<>();
        for (int i = 0; i < KILLS; i++) {
            Doing doing = Doing.values()[i % Doing.values().length];
            String when = doing + ", kill " + i + ", seed " + seed;
            String[] command = prepared(doing, i);
            long[] lasts = millis.computeIfAbsent(doing, d -> new long[] {300});
            int[] inTheMiddle = kills.computeIfAbsent(doing, d -> new int[2]);
            inTheMiddle[0]++;
            inTheMiddle[1] += killed(command, random.nextInt((int) lasts[0])) ? 1 : 0;
            assertWhole(when);
            if (doing == Doing.SAVE && Files.exists(saved())) {
                done("load", "-q", "-i", saved().toString());
            }
            lasts[0] = Math.min(3000, (lasts[0] + again(doing, command, when) + 2) / 2);
            assertNothingLeft(when);
        }
        done("image", "prune", "-a", "-f");
        done("builder", "prune", "-a", "-f");
        assertEquals(3, entries("data/images/blobs/sha256").size(), "the container's image");
        assertEquals(1, entries("data/layers").size(), "its layer");
        kills.forEach((doing, n) -> System.out.println(doing + ": " + n[0] + " kills, " + n[1]
                + " of them before the command had ended"));
    }

    private String[] prepared(Doing doing, int number) throws Exception {
        return switch (doing) {
            case PULL -> {
                removed();
                yield new String[] {"pull", "-q", name};
            }
            case BUILD -> {
                done("pull", "-q", name);
                done("tag", name, "killed");
                yield new String[] {"build", "-q", "--no-cache", "-t", "built",
                        directory.resolve("context").toString()};
            }
            case COMMIT -> new String[] {"commit", "box", "committed"};
            case LOAD -> {
                removed();
                yield new String[] {"load", "-q", "-i", directory.resolve("saved.tar").toString()};
            }
            case PUSH -> {
                done("pull", "-q", name);
                String there = server.host() + "/pushed" + number + ":1";
                done("tag", name, there);
                yield new String[] {"push", "-q", there};
            }
            case REMOVE -> {
                done("pull", "-q", name);
                yield new String[] {"rmi", "-f", name};
            }
            case HIDE -> {
                used();
                yield new String[] {"rmi", "-f", name};
            }
            case SWEEP -> {
                used();
                done("rmi", "-f", name);
                yield new String[] {"rm", "user"};
            }
            case PRUNE -> {
                done("pull", "-q", name);
                yield new String[] {"image", "prune", "-a", "-f"};
            }
            case IMPORT -> new String[] {"import", directory.resolve("root.tar").toString(), "imported"};
            case SAVE -> {
                done("pull", "-q", name);
                Files.deleteIfExists(saved());
                yield new String[] {"save", "-o", saved().toString(), name};
            }
            case TAG -> {
                done("pull", "-q", name);
                yield new String[] {"tag", name, "tagged:" + number};
            }
            case BUILD_PRUNE -> {
                done("pull", "-q", name);
                done("tag", name, "killed");
                done("build", "-q", "-t", "built", directory.resolve("context").toString());
                done("rmi", "built");
                yield new String[] {"builder", "prune", "-a", "-f"};
            }
        };
    }

    /** An image that a container stands on: removed with force it is hidden, and swept when the container goes. */
    private void used() throws Exception {
        removed();
        done("pull", "-q", name);
        done("create", "--name", "user", name, "true");
    }

    private Path saved() {
        return directory.resolve("again.tar");
    }

    /** Removes all images but the container's. */
    private void removed() throws Exception {
        done("image", "prune", "-a", "-f");
    }

    /** Whether the engine was killed before the command had ended. */
    private boolean killed(String[] command, int afterMillis) throws Exception {
        long engine = Long.parseLong(done("engine", "status", "--format", "{{.Pid}}").strip());
        Process client = berth.start(command);
        Thread.sleep(afterMillis);
        boolean running = client.isAlive();
        ProcessHandle process = ProcessHandle.of(engine).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        client.waitFor();
        return running;
    }

    /** The same command to its end; how long it took, milliseconds. */
    private long again(Doing doing, String[] command, String when) throws Exception {
        long before = System.nanoTime();
        Installation.Result result = berth.berth(command);
        long millis = (System.nanoTime() - before) / 1_000_000;
        boolean removedBefore = doing.removes() && result.err().contains("No such ");
        assertTrue(result.status() == 0 || removedBefore, when + ": " + result);
        if (doing == Doing.BUILD) {
            assertEquals("9\n", done("run", "--rm", "built", "cat", "/made9"), when);
        } else if (doing == Doing.COMMIT) {
            assertEquals("3000000\n", done("run", "--rm", "committed", "stat", "-c", "%s", "/changed"), when);
        } else if (doing == Doing.PULL || doing == Doing.LOAD) {
            assertEquals("399\n", done("run", "--rm", name, "cat", "/small399"), when);
        } else if (doing == Doing.IMPORT) {
            assertEquals("fine\n", done("run", "--rm", "imported", "echo", "fine"), when);
        } else if (doing == Doing.HIDE || doing == Doing.SWEEP) {
            assertSwept(when);
        }
        assertWhole(when);
        return millis;
    }

    /** With its last container an image is gone that was removed before. */
    private void assertSwept(String when) throws Exception {
        if (done("ps", "-aq", "--filter", "name=user").length() > 0) {
            done("rm", "user");
        }
        Path index = directory.resolve("data/images/index.json");
        for (int i = 0; i < 100 && Files.readString(index).contains("dev.berth.removed"); i++) {
            Thread.sleep(50); // an engine that starts does it beside its work
        }
        assertFalse(Files.readString(index).contains("dev.berth.removed"), when);
    }

    /** No mounts, no cgroups, no steps, no half layers, no half blobs; only the container. */
    private void assertNothingLeft(String when) throws Exception {
        assertEquals(List.of(), Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(directory.toString())).toList(), when);
        assertEquals(List.of(), groups(false), when);
        assertEquals(1, entries("data/containers").size(), when);
        assertEquals(List.of(), entries("data/steps"), when);
        assertEquals(List.of(), entries("data/images/ingest"), when);
        assertEquals(List.of(), entries("data/layers").stream().map(p -> p.getFileName().toString())
                .filter(n -> !n.matches("[0-9a-f]{32}")).toList(), when);
        assertEquals(List.of(), entries("").stream().map(p -> p.getFileName().toString())
                .filter(n -> n.contains("tmp") || n.contains("temp")).toList(), when);
        assertEquals(List.of("cache"), entries("data/build").stream().map(p -> p.getFileName().toString()).toList(),
                when);
    }

    private List<Path> entries(String name) throws IOException {
        Path place = directory.resolve(name);
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }

    /** The groups of this test's engine in all hierarchies. */
    private static List<Path> groups(boolean itself) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            for (Path hierarchy : hierarchies.filter(h -> Files.isDirectory(h.resolve(CGROUP))).toList()) {
                try (Stream<Path> groups = Files.walk(hierarchy.resolve(CGROUP))) {
                    groups.filter(Files::isDirectory).sorted(java.util.Comparator.reverseOrder()).filter(group -> itself
                            || group.getFileName().toString().length() == 64).forEach(found::add);
                }
            }
        }
        return found;
    }
}
