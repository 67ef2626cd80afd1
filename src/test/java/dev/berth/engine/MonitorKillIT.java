package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container.Status;
import dev.berth.kernel.Fd;
import dev.berth.kernel.Kernel;
import dev.berth.kernel.Pidfd;
import dev.berth.kernel.Sys;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A container whose monitor is killed: without one nobody keeps its output and nobody sees its end. So it ends as well,
 * also while no engine is there.
 */
@Timeout(120)
class MonitorKillIT {

    private static final long PATIENCE_MILLIS = 30_000;
    /** Lets go of the parent-death signal, as every program does that becomes another user. */
    private static final String[] ANOTHER_USER = {"start-stop-daemon", "-S", "-c", "web", "-n", "none", "-a",
        "/bin/sh", "--", "-c", "echo ready; sleep 1000"};
    private static final String[] WAITS = {"sh", "-c", "echo ready; sleep 1000"};

    @TempDir
    Path directory;
    private EngineFixture engine;

    @BeforeEach
    void start() throws Exception {
        engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-monitor");
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private Container running(ProfileBuilder profile, String... command) throws Exception {
        Container container = engine.create(profile, command);
        engine.engine().containers().start(container.id());
        try (Output log = engine.engine().containers().logs(container.id(), new LogQuery(true, true, true,
                Optional.empty(), Optional.empty(), java.util.OptionalInt.empty()))) {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("ready") < 0) {
                text.append(java.nio.charset.StandardCharsets.UTF_8.decode(log.next().orElseThrow().payload()));
            }
        }
        return container;
    }

    private MonitorFiles.Started started(Container container) throws IOException {
        return MonitorFiles.started(engine.directories().containers().resolve(container.id())).orElseThrow();
    }

    private static void kill(int pid) throws IOException {
        Kernel.check(Kernel.raw(Sys.KILL, pid, 9), "kill", pid);
    }

    private void assertUnseen(Container container, String what) throws Exception {
        Container.State state = engine.engine().containers().get(container.id()).state();
        assertEquals(Status.EXITED, state.status());
        assertEquals(137, state.exitCode());
        assertTrue(state.error().startsWith("nobody saw its end") && state.error().contains(what), state.error());
        assertEquals("ready\n", engine.log(container.id()));
    }

    /** Nobody but the kernel ends it, also where AppArmor puts it under a profile. */
    @ParameterizedTest
    @CsvSource({"false, ''", "false, web", "true, ''", "true, web"})
    void endsWithItWithoutAnEngine(boolean init, String user) throws Exception {
        ProfileBuilder profile = new ProfileBuilder().init(init);
        Container container = running(user.isEmpty() ? profile : profile.user(user), WAITS);
        assertEndsWithItsMonitor(container);
        assertUnseen(container, "monitor");
    }

    /** Init keeps the signal, whatever is done below it. */
    @Test
    void initEndsWhatBecameAnotherUser() throws Exception {
        assertEndsWithItsMonitor(running(new ProfileBuilder().init(true), ANOTHER_USER));
    }

    private void assertEndsWithItsMonitor(Container container) throws Exception {
        MonitorFiles.Started started = started(container);
        try (Fd process = Pidfd.open(started.process().pid())) {
            engine.engine().close();
            kill(started.monitor().pid());
            assertTrue(Pidfd.awaitEnd(process, PATIENCE_MILLIS), "the container outlives its monitor");
        }
        engine.restart();
    }

    @Test
    void theNextEngineEndsWhatOutlivedItAndSaysSo() throws Exception {
        Container container = running(new ProfileBuilder(), ANOTHER_USER);
        MonitorFiles.Started started = started(container);
        try (Fd process = Pidfd.open(started.process().pid()); Fd monitor = Pidfd.open(started.monitor().pid())) {
            engine.engine().close();
            kill(started.monitor().pid());
            assertTrue(Pidfd.awaitEnd(monitor, PATIENCE_MILLIS));
            assertFalse(Pidfd.ended(process), "it has kept the signal, so this test shows nothing");
            engine.restart();
            assertTrue(Pidfd.awaitEnd(process, PATIENCE_MILLIS), "the next engine left it running");
        }
        assertUnseen(container, "were killed");
    }

    @Test
    void anEngineThatIsThereEndsItAtOnce() throws Exception {
        Container container = running(new ProfileBuilder(), ANOTHER_USER);
        try (Containers.Waiting end = engine.engine().containers().await(container.id(),
                Containers.Condition.NEXT_EXIT)) {
            kill(started(container).monitor().pid());
            assertEquals(137, end.exitCode());
        }
        assertUnseen(container, "were killed");
    }
}
