package dev.berth.bench;

import dev.berth.engine.BerthEngine;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.CreateRequest;
import dev.berth.engine.Directories;
import dev.berth.image.ImportOptions;
import dev.berth.image.Reference;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An engine in this JVM: from the request to run {@code true} until the container has ended and is removed. */
final class EngineRun implements Measurement {

    private static final String WHAT = "engine: run true";

    @Override
    public String name() {
        return "engine-run";
    }

    @Override
    public List<Row> measure(Workplace place) throws Exception {
        Path directory = place.directory().resolve("in-process");
        try (BerthEngine engine = new BerthEngine(new Directories(directory.resolve("data"),
                directory.resolve("run")), "berth-bench", CreateRequest::flags)) {
            if (place.archive().isPresent()) {
                try (InputStream in = Files.newInputStream(place.archive().get())) {
                    engine.images().archives().importRootFilesystem(in, Optional.of(Reference.parse("busybox")),
                            ImportOptions.NONE);
                }
            }
            Interleaved.Action berth = () -> run(engine.containers(), place.image());
            Interleaved.Action unshare = () -> place.programs().run("unshare", "-mpuinCf", "--mount-proc", "true");
            List<Row> rows = new ArrayList<>();
            if (place.crun().isEmpty()) {
                Samples[] times = Interleaved.time(200, 200, berth, unshare);
                rows.add(Row.skipped(WHAT, "BERTH_PEERS is not set"));
                rows.add(Row.beside(WHAT, times[0], "unshare", times[1], 2));
                return rows;
            }
            String bundle = place.crun().get().bundle("true", "true").toString();
            Samples[] times = Interleaved.time(200, 200, berth, unshare,
                    () -> place.crun().get().run("run", "--bundle", bundle, "bench"));
            rows.add(Row.beside(WHAT, times[0], "crun run", times[2], 0.45));
            rows.add(Row.beside(WHAT, times[0], "unshare", times[1], 2));
            return rows;
        }
    }

    private static void run(Containers containers, String image) throws Exception {
        ProfileBuilder asked = new ProfileBuilder().image(image).command(List.of("true")).remove(true);
        asked.limits().memoryBytes(256L << 20).pids(128);
        Profile profile = asked.build();
        Container container = containers.create(new CreateRequest(Optional.empty(), Optional.empty(),
                Optional.empty(), profile, false, "")).container();
        try (Containers.Waiting end = containers.await(container.id(), Containers.Condition.REMOVED)) {
            containers.start(container.id());
            int status = end.exitCode();
            if (status != 0) {
                throw new IllegalStateException("true ended with " + status);
            }
        }
    }
}
