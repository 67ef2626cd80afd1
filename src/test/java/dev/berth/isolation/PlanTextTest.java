package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.kernel.Sys;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans as people read them. */
class PlanTextTest {

    private final LaunchPlan plan = Specs.full().with(Specs.MAPPED).compile();

    private static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("make the process", "child = clone3(arguments: clone_args{flags: CLONE_NEWNS|CLONE_NEWPID"
                        + "|CLONE_NEWIPC|CLONE_NEWUTS|CLONE_NEWNET|CLONE_NEWUSER|CLONE_PIDFD|CLONE_INTO_CGROUP, "
                        + "pidfd: &pidfd, exit_signal: SIGCHLD, "
                        + "cgroup: <cgroup /sys/fs/cgroup/unified/berth/x>}, size: 88)"),
                Arguments.of("inside the new process", "if child is 0 go to inside"),
                Arguments.of("name /proc/CHILD/uid_map", "/proc/CHILD/uid_map = \"/proc/\" child \"/uid_map\""),
                Arguments.of("write uid_map", "write(fd: fd, buffer: \"0 200000 65536\\n\", count: 15)"),
                Arguments.of("change the root", "pivot_root(new_root: \".\", put_old: \".\")"),
                Arguments.of("become the monitor", "become the monitor"),
                Arguments.of("bring the loopback device up",
                        "ioctl(fd: socket, request: SIOCSIFFLAGS, argument: <lo: IFF_UP>)"),
                Arguments.of("set the host name", "sethostname(name: \"ship\", length: 4)"),
                Arguments.of("install the system call filter", "seccomp(operation: SECCOMP_SET_MODE_FILTER, flags: 0, "
                        + "filter: sock_fprog{len: 1, filter: <1 instructions>})"),
                Arguments.of("exec: \"sh\"", "execve(program: \"/usr/bin/sh\", arguments: [\"sh\", \"-c\", \"true\"], "
                        + "environment: [\"PATH=/usr/bin:/bin\", \"NOTE=a \\\"b\\\"\\nc\"])"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void shows(String what, String text) {
        Step step = plan.steps().stream().filter(s -> s.what().equals(what)).findFirst().orElseThrow();
        assertEquals(text, PlanText.of(step.operation()));
    }

    @Test
    void namesEveryParameter() {
        // calls whose first argument says what the others are
        List<Sys> variable = List.of(Sys.PRCTL, Sys.KEYCTL);
        for (LaunchPlan one : List.of(plan, Specs.full().compile(), Specs.full().compileExec())) {
            for (Step step : one.steps()) {
                if (step.operation() instanceof Operation.Call call && !variable.contains(call.call())) {
                    assertTrue(call.arguments().size() <= CallNames.parameters(call.call()).size(),
                            () -> PlanText.of(call));
                }
            }
        }
    }

    @Test
    void everyStepIsALine() {
        for (Step step : plan.steps()) {
            String text = PlanText.of(step.operation());
            assertFalse(text.isBlank() || text.chars().anyMatch(c -> c < ' '), text);
        }
    }

    @Test
    void saysHowDescriptorsAreMade() {
        List<String> texts = plan.descriptors().stream().map(PlanText::of).toList();
        assertTrue(texts.containsAll(List.of("state directory: open /run/x",
                "exit record: make /run/x/exit.new with room for 256 bytes",
                "volume data: copy of the mounts at and below /volumes/data",
                "terminals of the container: new devpts", "terminal, master")), texts.toString());
        List<String> plain = Specs.full().compile().descriptors().stream().map(PlanText::of).toList();
        assertTrue(plain.contains("root file system: overlay of /layers/1:/layers/2, changes to /x/upper"),
                plain.toString());
    }
}
