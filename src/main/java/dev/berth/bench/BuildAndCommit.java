package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds of a small Dockerfile and commits of a container that wrote 200 MB, beside docker where there is one (its own
 * environment variables say where it is).
 */
final class BuildAndCommit implements Measurement {

    private static final String DOCKERFILE = """
            FROM berth-bench-base
            RUN echo 1 > /1
            RUN echo 2 > /2
            COPY file /file
            RUN echo 3 > /3
            """;
    private static final String BASE = "berth-bench-base";
    private static final String BUILT = "berth-bench-built";
    private static final String CHANGED = "berth-bench-changed";
    private static final int ROUNDS = 5;
    private static final int COMMITS = 3;
    private static final int MEMORY_MIB = 200;
    private static final double CACHED_MILLIS = 20;

    @Override
    public String name() {
        return "build";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        if (place.archive().isEmpty()) {
            return List.of(Row.skipped("build and commit", "BERTH_PEERS is not set: there is no busybox to build on"));
        }
        Path context = Files.createDirectories(place.directory().resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
        Files.writeString(context.resolve("file"), "content");
        Optional<String> docker = docker(place);
        place.berth("tag", place.image(), BASE);
        try {
            List<Row> rows = new ArrayList<>(builds(place, context.toString(), docker));
            rows.addAll(commits(place, docker));
            rows.add(Row.amount("engine's memory at most, so far", ProcessFigures.peakKib(place.engine().pid())
                    / 1024.0, "MiB", MEMORY_MIB));
            return rows;
        } finally {
            if (docker.isPresent()) {
                place.programs().run("sh", "-c", "docker rm -f " + CHANGED + "; docker rmi -f " + BUILT + " " + BASE
                        + "; true");
            }
        }
    }

    /** Docker with the image to build on; nothing if there is none that answers. */
    private static Optional<String> docker(Workplace place) throws InterruptedException {
        try {
            place.programs().run("docker", "import", place.archive().orElseThrow().toString(), BASE);
            return Optional.of("docker");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Row> builds(Workplace place, String context, Optional<String> docker) throws Exception {
        Interleaved.Action fresh = () -> place.berth("build", "--no-cache", "-q", "-t", BUILT, context);
        Interleaved.Action cached = () -> place.berth("build", "-q", "-t", BUILT, context);
        List<Row> rows = new ArrayList<>();
        if (docker.isEmpty()) {
            Samples[] times = Interleaved.time(1, ROUNDS, fresh, cached);
            rows.add(Row.skipped("build, no cache, beside docker", "no docker answers; "
                    + Math.round(times[0].median()) + " ms"));
            rows.add(Row.time("build, all cached", times[1], CACHED_MILLIS));
            return rows;
        }
        Samples[] times = Interleaved.time(1, ROUNDS, fresh, cached,
                () -> place.programs().run("docker", "build", "--no-cache", "-q", "-t", BUILT, context),
                () -> place.programs().run("docker", "build", "-q", "-t", BUILT, context));
        rows.add(Row.beside("build, no cache", times[0], "docker", times[2], 0.25));
        rows.add(Row.time("build, all cached", times[1], CACHED_MILLIS));
        rows.add(Row.beside("build, all cached", times[1], "docker", times[3], 1));
        return rows;
    }

    private static List<Row> commits(Workplace place, Optional<String> docker) throws Exception {
        String[] run = {"run", "--name", CHANGED, BASE, "sh", "-c", "head -c 200000000 /dev/urandom > /changed"};
        place.berth(run);
        if (docker.isEmpty()) {
            Samples[] times = Interleaved.time(0, COMMITS, () -> place.berth("commit", CHANGED, BUILT));
            place.berth("rm", CHANGED);
            return List.of(Row.skipped("commit of 200 MB, beside docker", "no docker answers; "
                    + Math.round(times[0].median()) + " ms"));
        }
        List<String> theirs = new ArrayList<>(List.of("docker"));
        theirs.addAll(List.of(run));
        place.programs().run(theirs.toArray(String[]::new));
        Samples[] times = Interleaved.time(0, COMMITS, () -> place.berth("commit", CHANGED, BUILT),
                () -> place.programs().run("docker", "commit", CHANGED, BUILT));
        place.berth("rm", CHANGED);
        return List.of(Row.beside("commit of 200 MB", times[0], "docker", times[1], 1));
    }
}
