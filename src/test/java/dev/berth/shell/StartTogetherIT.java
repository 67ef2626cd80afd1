package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.client.DockerClient;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainerInspect;
import dev.berth.docker.DockerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many containers, 50 or {@code -Dberth.test.together=N}, that are started through the API in one moment. */
@Timeout(600)
class StartTogetherIT {

    private static final int COUNT = Integer.getInteger("berth.test.together", 50);
    private static final DockerJson JSON = new DockerJson();
    private static final ContainerCreate REQUEST = ContainerCreate.fromJson(JSON, """
            {"Image": "busybox", "Cmd": ["sh", "-c", "echo $HOSTNAME; exec sleep 1000"],
             "HostConfig": {"NetworkMode": "none", "Memory": 33554432, "PidsLimit": 16}}
            """.getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    /** One call of the API, of the client with this number. */
    private interface Step {
        void run(DockerClient client, int number) throws IOException;
    }

    @Test
    void allRunAndNoneLeavesAnything() throws Exception {
        try (Installation berth = new Installation(directory)) {
            String pid = berth.berth("engine", "status", "--format", "{{.Pid}}").out().strip();
            String[] ids = new String[COUNT];
            together((client, i) -> ids[i] = client.containers().create("", "", REQUEST).id());
            assertEquals(COUNT, Set.of(ids).size());
            together((client, i) -> assertTrue(client.containers().start(ids[i])));
            Set<Long> processes = new HashSet<>();
            Set<String> groups = new HashSet<>();
            try (DockerClient client = client()) {
                for (String id : ids) {
                    ContainerInspect container = client.containers().inspect(id);
                    assertEquals("running", container.state().status(), id);
                    assertTrue(processes.add((long) container.state().pid()), id);
                    groups.addAll(groups(container.state().pid(), id));
                }
            }
            assertEquals(COUNT, berth.berth("ps", "-q").out().lines().count());
            together((client, i) -> client.containers().remove(ids[i], true, true));
            assertEquals(List.of(), berth.berth("ps", "-aq").out().lines().toList());
            for (long process : processes) {
                assertFalse(Files.exists(Path.of("/proc", Long.toString(process))), "process " + process);
            }
            assertEquals(List.of(), entries(directory.resolve("data/containers")));
            assertEquals(List.of(), present(groups));
            assertEquals(List.of(), Files.readAllLines(Path.of("/proc", pid, "mountinfo")).stream()
                    .filter(line -> line.contains(directory.toString())).toList());
            assertEquals(0, ProcessHandle.of(Long.parseLong(pid)).orElseThrow().children().count());
        }
    }

    private DockerClient client() {
        return new DockerClient(directory.resolve("run/docker.sock"));
    }

    /** Every client has its connection and its thread; none begins before all are there. */
    private void together(Step step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        CyclicBarrier start = new CyclicBarrier(COUNT);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                try (DockerClient client = client()) {
                    client.system().ping();
                    start.await();
                    step.run(client, number);
                }
                return null;
            }));
        }
        try {
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(Path::toString).toList();
        }
    }

    /** The names of a process's own cgroups: one at least, since it has limits. */
    private static List<String> groups(int pid, String id) throws IOException {
        List<String> own = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("/proc", Integer.toString(pid), "cgroup"))) {
            if (line.contains(id)) {
                own.add(line.substring(line.indexOf('/') + 1));
            }
        }
        assertFalse(own.isEmpty(), "process " + pid + " is in no group of its container");
        return own;
    }

    /** Which of them are there, in any tree. */
    private static List<String> present(Set<String> groups) throws IOException {
        Path root = Path.of("/sys/fs/cgroup");
        List<String> present = new ArrayList<>();
        try (Stream<Path> trees = Files.list(root)) {
            for (Path tree : Stream.concat(Stream.of(root), trees).toList()) {
                for (String group : groups) {
                    if (Files.exists(tree.resolve(group))) {
                        present.add(tree.resolve(group).toString());
                    }
                }
            }
        }
        return present;
    }
}
