package dev.berth;

import dev.berth.api.ApiServer;
import dev.berth.build.Builder;
import dev.berth.console.Themes;
import dev.berth.docker.DockerJson;
import dev.berth.engine.BerthEngine;
import dev.berth.engine.Directories;
import dev.berth.engine.FileProfiles;
import dev.berth.engine.RegistryConfiguration;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.Sys;
import dev.berth.profile.Configuration;
import dev.berth.profile.Locations;
import dev.berth.profile.toml.ConfigurationReader;
import dev.berth.session.SessionServer;
import dev.berth.shell.Cli;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The engine's process: puts engine, API and sessions together, and ends them in order. */
final class EngineProcess {

    /** Parent of the containers' cgroups where the configuration names none. */
    private static final String CGROUP_PARENT = "berth";

    private final Locations locations;
    private final Configuration configuration;

    private EngineProcess(Locations locations, Configuration configuration) {
        this.locations = locations;
        this.configuration = configuration;
    }

    /**
     * Runs an engine until it is asked to end.
     *
     * @param arguments after {@code engine}: {@code --data DIR}, {@code --run DIR}
     * @param environment where it finds its places
     * @return the exit status
     */
    static int run(List<String> arguments, Map<String, String> environment) throws InterruptedException {
        long uid = Kernel.raw(Sys.GETUID, 0, 0);
        try {
            if (uid != 0) {
                throw new IOException("the engine needs root: run it as root or with sudo");
            }
            Configuration configuration = ConfigurationReader.read(Locations.configuration(environment, uid));
            Locations locations = Locations.of(environment, uid, option(arguments, "--data"),
                    option(arguments, "--run"), configuration);
            new EngineProcess(locations, configuration).serve();
            return 0;
        } catch (IOException | RuntimeException e) {
            System.err.println("berth: cannot start the engine: " + e.getMessage());
            return 1;
        }
    }

    private static Optional<Path> option(List<String> arguments, String name) throws IOException {
        int index = arguments.indexOf(name);
        if (index < 0) {
            return Optional.empty();
        } else if (index + 1 == arguments.size()) {
            throw new IOException(name + " needs a directory");
        }
        return Optional.of(Path.of(arguments.get(index + 1)).toAbsolutePath());
    }

    private void serve() throws IOException, InterruptedException {
        Files.createDirectories(locations.run());
        Path lockFile = locations.run().resolve("engine.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException("another engine runs with " + locations.run()
                        + "; give this one directories of its own with --run and --data");
            }
            Directories directories = new Directories(locations.data(), locations.run());
            try (BerthEngine engine = new BerthEngine(directories,
                    configuration.cgroupParent().orElse(CGROUP_PARENT), new FileProfiles(locations.profiles()),
                    RegistryConfiguration.of(configuration, System.getenv()), configuration.storageDriver());
                    Builder builder = Builder.open(engine);
                    ApiServer api = ApiServer.start(engine, Optional.of(builder), locations.profiles(),
                            locations.run().resolve("docker.sock"), new DockerJson());
                    ProgramSurroundings program = new ProgramSurroundings(locations.run().resolve("docker.sock"), true,
                            new Themes(Optional.of(locations.themes()), configuration.theme().orElse("")));
                    SessionServer sessions = new SessionServer(locations.run().resolve("session.sock"),
                            new Cli(program))) {
                awaitEnd();
            }
        }
    }

    /** Until SIGTERM or SIGINT. The JVM's own hook waits for the engine to let go of everything. */
    private static void awaitEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                main.join(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "end"));
        asked.await();
    }
}
