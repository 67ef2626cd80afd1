package dev.berth.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.BusyboxImage;
import dev.berth.image.ImportOptions;
import dev.berth.image.Reference;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** An engine with directories of its own and an image of busybox, for tests on the real kernel. */
final class EngineFixture implements AutoCloseable {

    /** First part of the name of the cgroup that test engines put their containers in, not shared by test runs. */
    static final String CGROUP = "berth-test-" + ProcessHandle.current().pid();

    private final Directories directories;
    private final String cgroup;
    private BerthEngine engine;

    private EngineFixture(Path directory, String cgroup) throws IOException {
        this.directories = new Directories(directory.resolve("data"), directory.resolve("run"));
        this.cgroup = cgroup;
        this.engine = open(directory, cgroup);
    }

    /** An engine on a directory that may have been another one's. */
    static EngineFixture on(Path directory, String cgroup) throws IOException {
        return new EngineFixture(directory, cgroup);
    }

    /** A new engine with the image. */
    static EngineFixture fresh(Path directory, String cgroup) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the engine needs root");
        assumeTrue(Files.exists(BusyboxImage.BUSYBOX), "needs the package busybox-static");
        EngineFixture fixture = new EngineFixture(directory, cgroup);
        fixture.engine.images().archives().importRootFilesystem(new ByteArrayInputStream(BusyboxImage.tar()),
                Optional.of(Reference.parse("busybox")), ImportOptions.NONE);
        return fixture;
    }

    static BerthEngine open(Path directory, String cgroup) throws IOException {
        return new BerthEngine(new Directories(directory.resolve("data"), directory.resolve("run")), cgroup,
                CreateRequest::flags);
    }

    BerthEngine engine() {
        return engine;
    }

    Directories directories() {
        return directories;
    }

    String cgroup() {
        return cgroup;
    }

    /** A container of the image that is not started yet. */
    Container create(ProfileBuilder profile, String... command) throws EngineException {
        return create(engine, Optional.empty(), profile, command);
    }

    static Container create(Engine engine, Optional<String> name, ProfileBuilder profile, String... command)
            throws EngineException {
        return engine.containers().create(new CreateRequest(name, Optional.empty(), Optional.empty(),
                profile.image("busybox").command(List.of(command)).build(), false, "")).container();
    }

    /** Starts a container and waits for its end. */
    int run(Container container) throws EngineException, InterruptedException {
        try (Containers.Waiting end = engine.containers().await(container.id(), Containers.Condition.NEXT_EXIT)) {
            engine.containers().start(container.id());
            return end.exitCode();
        }
    }

    /** Everything in a container's log. */
    String log(String container) throws EngineException, IOException, InterruptedException {
        try (Output output = engine.containers().logs(container, new LogQuery(true, true, false, Optional.empty(),
                Optional.empty(), OptionalInt.empty()))) {
            return text(output);
        }
    }

    /** Everything to the end of an output. */
    static String text(Output output) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Optional<LogChunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
            if (chunk.get().stream() == LogChunk.Stream.LOST) {
                text.append("[lost]");
            } else if (chunk.get().stream() != LogChunk.Stream.SIZE) {
                text.append(StandardCharsets.UTF_8.decode(chunk.get().payload()));
            }
        }
        return text.toString();
    }

    /** Ends this engine, as it is ended when the machine goes down, and begins another one on its directories. */
    void restart() throws IOException {
        engine.close();
        engine = new BerthEngine(directories, cgroup, CreateRequest::flags);
    }

    /** Waits until what was removed is deleted, which the engine does in the background. */
    void awaitTrash() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (Stream<Path> trash = Files.list(directories.trash())) {
                if (trash.findAny().isEmpty()) {
                    return;
                }
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Removes everything. */
    @Override
    public void close() throws EngineException, IOException {
        for (Container container : engine.containers().list()) {
            engine.containers().remove(container.id(), true, true);
        }
        awaitTrash();
        engine.close();
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            for (Path hierarchy : hierarchies.filter(h -> Files.isDirectory(h.resolve(cgroup))).toList()) {
                // one that still has groups in it stays: that is what a test of leaks looks for
                hierarchy.resolve(cgroup).toFile().delete();
            }
        }
    }
}
