package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container.HealthState;
import dev.berth.profile.Health;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Health checks in real containers. */
@Timeout(120)
class EngineHealthIT {

    @TempDir
    Path directory;

    private static Health check(String command, int timeoutMillis) {
        return new Health(List.of(command), true, Optional.of(Duration.ofMillis(200)),
                Optional.of(Duration.ofMillis(timeoutMillis)), Optional.empty(), Optional.empty(), OptionalInt.of(2));
    }

    @Test
    void followsTheContainer() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-health");
                Events.Subscription events = engine.engine().events().subscribe(Optional.empty())) {
            Container container = engine.create(new ProfileBuilder().init(true)
                    .health(check("echo looking; test ! -e /tmp/sick", 10_000)), "sleep", "1000");
            engine.engine().containers().start(container.id());
            assertEquals("starting", health(engine, container).status());
            assertEquals("health_status: healthy", changed(events));
            assertEquals("looking\n", health(engine, container).log().get(0).output());
            Execs.Exec sick = engine.engine().execs().create(container.id(), new Execs.Request(List.of("touch",
                    "/tmp/sick"), false, false, java.util.Map.of(), Optional.empty(), Optional.empty(), false,
                    Optional.empty()));
            engine.engine().execs().start(sick.id(), 0, 0).close();
            assertEquals("health_status: unhealthy", changed(events));
            assertTrue(health(engine, container).failingStreak() >= 2);
            assertEquals(2, sick.number() + 1, "checks take no numbers from users' sessions");
            engine.restart();
            HealthState known = health(engine, container);
            assertEquals("unhealthy", known.status(), "an engine's restart is none of the container's");
            assertTrue(known.failingStreak() >= 2);
            assertEquals("looking\n", known.log().get(0).output());
            engine.engine().containers().stop(container.id(), Optional.empty(), Optional.empty());
            assertEquals("unhealthy", health(engine, container).status());
        }
    }

    @Test
    void endsChecksThatTakeTooLong() throws Exception {
        try (EngineFixture engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-health");
                Events.Subscription events = engine.engine().events().subscribe(Optional.empty())) {
            Container container = engine.create(new ProfileBuilder().init(true).health(check("sleep 1000", 300)),
                    "sleep", "1000");
            engine.engine().containers().start(container.id());
            assertEquals("health_status: unhealthy", changed(events));
            HealthState state = health(engine, container);
            assertEquals(-1, state.log().get(0).exitCode());
            assertEquals("Health check exceeded timeout (300ms)", state.log().get(0).output());
        }
    }

    private static HealthState health(EngineFixture engine, Container container) throws EngineException {
        return engine.engine().containers().get(container.id()).state().health().orElseThrow();
    }

    private static String changed(Events.Subscription events) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        while (true) {
            String action = events.next(Optional.empty()).orElseThrow().action();
            seen.add(action);
            if (action.startsWith("health_status")) {
                return action;
            }
        }
    }
}
