package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Container.HealthResult;
import dev.berth.engine.Container.HealthState;
import dev.berth.profile.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthPolicyTest {

    private static final Instant STARTED = Instant.ofEpochSecond(1000);

    private static HealthPolicy policy(int startPeriod) {
        return HealthPolicy.of(new Health(List.of("check"), false, Optional.empty(), Optional.empty(),
                Optional.of(Duration.ofSeconds(startPeriod)), Optional.empty(), OptionalInt.of(3)), HealthPolicy.SHELL);
    }

    /** Checks at second:exit code; then status and failures in a row. */
    @ParameterizedTest
    @CsvSource({
        "0,  '',                         starting 0",
        "0,  30:0,                       healthy 0",
        "0,  30:1,                       starting 1",
        "0,  30:1 60:1,                  starting 2",
        "0,  30:1 60:1 90:1,             unhealthy 3",
        "0,  30:1 60:1 90:-1 120:2,      unhealthy 4",
        "0,  30:1 60:1 90:0,             healthy 0",
        "0,  30:0 60:1 90:1,             healthy 2",
        "0,  30:0 60:1 90:1 120:1,       unhealthy 3",
        "0,  30:1 60:1 90:1 120:0,       healthy 0",
        "60, 5:1 10:1 15:1 20:1,         starting 0",
        "60, 5:1 65:1 95:1,              starting 2",
        "60, 5:1 65:1 95:1 125:1,        unhealthy 3",
        "60, 5:0 10:1 15:1 20:1,         unhealthy 3",
    })
    void followsDockersRules(int startPeriod, String checks, String expected) {
        HealthPolicy policy = policy(startPeriod);
        HealthState state = HealthPolicy.start();
        for (String check : checks.split(" ")) {
            if (!check.isEmpty()) {
                String[] parts = check.split(":");
                Instant at = STARTED.plusSeconds(Long.parseLong(parts[0]));
                state = policy.after(state, new HealthResult(at, at, Integer.parseInt(parts[1]), ""), STARTED);
            }
        }
        assertEquals(expected, state.status() + " " + state.failingStreak());
    }

    @Test
    void keepsFiveResults() {
        HealthState state = HealthPolicy.start();
        for (int i = 0; i < 8; i++) {
            state = policy(0).after(state, new HealthResult(STARTED, STARTED, i, "" + i), STARTED);
        }
        assertEquals("34567", String.join("", state.log().stream().map(HealthResult::output).toList()));
    }

    @Test
    void checksMoreOftenInTheStartPeriod() {
        HealthPolicy policy = policy(60);
        HealthState starting = HealthPolicy.start();
        assertEquals(Duration.ofSeconds(5), policy.pause(starting, STARTED, STARTED.plusSeconds(59)));
        assertEquals(Duration.ofSeconds(30), policy.pause(starting, STARTED, STARTED.plusSeconds(60)));
        HealthState healthy = policy.after(starting, new HealthResult(STARTED, STARTED, 0, ""), STARTED);
        assertEquals(Duration.ofSeconds(30), policy.pause(healthy, STARTED, STARTED.plusSeconds(1)));
        assertEquals("unhealthy", HealthPolicy.end(healthy).status());
    }

    @Test
    void hasDockersDefaults() {
        HealthPolicy policy = HealthPolicy.of(new Health(List.of("curl -f", "x"), true, Optional.of(Duration.ZERO),
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty()),
                List.of("/bin/bash", "-ec"));
        assertEquals(new HealthPolicy(List.of("/bin/bash", "-ec", "curl -f x"), Duration.ofSeconds(30),
                Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5), 3), policy);
    }
}
