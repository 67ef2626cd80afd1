package dev.berth;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.berth.api.ApiServer;
import dev.berth.build.Builder;
import dev.berth.console.CustomCommand;
import dev.berth.console.Themes;
import dev.berth.docker.DockerJson;
import dev.berth.engine.BerthEngine;
import dev.berth.engine.Directories;
import dev.berth.engine.DiskRefusal;
import dev.berth.engine.FileProfiles;
import dev.berth.engine.RegistryConfiguration;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.LoginSession;
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
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The engine's process: puts engine, API and sessions together, and ends them in order. */
final class EngineProcess {

    private static final System.Logger LOG = System.getLogger(EngineProcess.class.getName());
    /** Parent of the containers' cgroups where the configuration names none. */
    private static final String CGROUP_PARENT = "berth";

    private static final List<String> OPTIONS = List.of("--data", "--run");
    /** Docker's status for a command line that it does not understand. */
    private static final int USAGE_ERROR = 125;
    private static final String HELP = """
            Usage:  berth engine [OPTIONS]
                    berth engine COMMAND

            Run the engine in the foreground, or manage the one that runs

            Commands:
              status      Show whether and how the engine runs
              stop        Stop the engine; containers keep running

            Options:
                  --data string   Directory of images, containers and volumes (BERTH_DATA)
                  --run string    Directory of the sockets (BERTH_RUN)

            Run 'berth engine COMMAND --help' for more information on a command.
            """;
    /** How long another engine may take to end, for which it gives itself 5 seconds, or to begin, as clients wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        if (arguments.contains("--help") || arguments.equals(List.of("help"))) {
            System.out.print(HELP);
            return 0;
        }
        Optional<String> unknown = unknown(arguments);
        if (unknown.isPresent()) {
            System.err.println("berth: unknown " + (unknown.get().startsWith("-") ? "flag: " : "command: berth engine ")
                    + unknown.get() + "\n\nUsage:  berth engine [OPTIONS]\n        berth engine COMMAND\n\n"
                    + "Run 'berth engine --help' for more information");
            return USAGE_ERROR;
        }
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
        } catch (NoSuchFileException | AccessDeniedException e) {
            // their message is the path alone
            System.err.println("berth: cannot start the engine: cannot make or open " + e.getMessage() + ": "
                    + (e instanceof NoSuchFileException ? "no such file or directory" : "permission denied"));
            return 1;
        } catch (IOException | RuntimeException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            System.err.println("berth: cannot start the engine: " + message + remedy(message));
            return 1;
        }
    }

    /** What to do about a disk that refuses, whose message says what and why only. */
    private static String remedy(String message) {
        return DiskRefusal.of(message).map(disk -> "; " + (disk == DiskRefusal.READ_ONLY ? "make it writable"
                : "make room there") + ", or give the engine other directories with --data and --run").orElse("");
    }

    /** The first argument that means nothing to an engine. */
    private static Optional<String> unknown(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (OPTIONS.contains(arguments.get(i))) {
                i++;
            } else {
                return Optional.of(arguments.get(i));
            }
        }
        return Optional.empty();
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

    /** An engine that a client started in somebody's login goes on after it, as its containers do. */
    private static void leaveLoginSession() {
        try {
            LoginSession.leave();
        } catch (CgroupException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
    }

    private static void removeGroup() {
        try {
            LoginSession.removeGroup();
        } catch (CgroupException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
    }

    private void serve() throws IOException, InterruptedException {
        Directories.prepareRun(locations.run());
        Path lockFile = locations.run().resolve("engine.lock");
        // who can read a file can keep a lock on it from others
        try (FileChannel channel = FileChannel.open(lockFile, Set.of(CREATE, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                FileLock lock = lock(channel)) {
            Directories directories = new Directories(locations.data(), locations.run());
            leaveLoginSession();
            try (BerthEngine engine = new BerthEngine(directories,
                    configuration.cgroupParent().orElse(CGROUP_PARENT), new FileProfiles(locations.profiles()),
                    RegistryConfiguration.of(configuration, System.getenv()), configuration.storageDriver());
                    Builder builder = Builder.open(engine, configuration.buildCacheBytes());
                    ApiServer api = ApiServer.start(engine, Optional.of(builder), locations.profiles(),
                            locations.run().resolve("docker.sock"), configuration.socketGroup(), new DockerJson());
                    ProgramSurroundings program = new ProgramSurroundings(locations.run().resolve("docker.sock"), true,
                            new Themes(Optional.of(locations.themes()), configuration.theme().orElse("")),
                            configuration.commands().stream().map(c -> CustomCommand.of(c.name(), c.key(), c.on(),
                                    c.run())).toList());
                    SessionServer sessions = new SessionServer(locations.run().resolve("session.sock"),
                            new Cli(program))) {
                awaitEnd();
            } finally {
                removeGroup();
            }
        }
    }

    /**
     * Waits for an engine that is ending, whose socket is gone first and its lock last, and for one that is beginning:
     * if it begins, it is the one that runs. A socket that does not answer was left by one that was killed.
     */
    private FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (SessionServer.answers(locations.run().resolve("session.sock")) || System.nanoTime() > end) {
                throw new IOException("another engine runs with " + locations.run()
                        + "; give this one directories of its own with --run and --data");
            }
            Thread.sleep(20);
            lock = channel.tryLock();
        }
        return lock;
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
