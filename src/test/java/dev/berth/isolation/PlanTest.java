package dev.berth.isolation;

import static dev.berth.isolation.PlanSteps.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.kernel.Sys;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every plan holds. */
class PlanTest {

    private final LaunchPlan plan = Specs.full().compile();

    @Test
    void closesFirstWhatWasNotHandedOver() {
        Operation.Call first = (Operation.Call) plan.steps().get(0).operation();
        assertEquals(Sys.CLOSE_RANGE, first.call());
        assertEquals(Tape.FIRST_FD + plan.descriptors().size(), number(first, 0));
        assertEquals(0xFFFFFFFFL, number(first, 1));
    }

    @Test
    void everyStepSaysWhoAskedForIt() {
        Set<String> keys = new TreeSet<>();
        for (Step step : plan.steps()) {
            keys.add(step.key());
            assertFalse(step.what().isEmpty() && !(step.operation() instanceof Operation.Mark),
                    () -> "a step without a phrase: " + PlanText.of(step.operation()));
        }
        assertEquals(new TreeSet<>(Set.of("", "hostname", "image host", "limits", "limits.oom_score", "limits.shm",
                "mounts", "namespaces.cgroup", "namespaces.network", "security.apparmor", "security.capabilities",
                "security.devices", "security.landlock", "security.masked", "security.no_new_privileges",
                "security.read_only", "security.readonly", "security.seccomp", "security.sysctls", "tmpfs", "tty",
                "user", "workdir")), keys);
    }
}
