package dev.berth.isolation;

import static dev.berth.isolation.PlanSteps.at;
import static dev.berth.isolation.PlanSteps.calls;
import static dev.berth.isolation.PlanSteps.inOrder;
import static dev.berth.isolation.PlanSteps.number;
import static dev.berth.isolation.PlanSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.kernel.Sys;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How plans become the container's process: its rights, its terminal, its program. */
class ProcessPlanTest {

    private final LaunchPlan plan = Specs.full().compile();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filtersLast(boolean noNewPrivileges) {
        LaunchPlan made = Specs.full().with(Specs.process(List.of("sh"), noNewPrivileges, true, false)).compile();
        int seccomp = at(made, Sys.SECCOMP, "SECCOMP_SET_MODE_FILTER");
        if (noNewPrivileges) {
            inOrder(at(made, Sys.PRCTL, "PR_SET_NO_NEW_PRIVS"), at(made, 0, Sys.LANDLOCK_RESTRICT_SELF, c -> true),
                    seccomp);
            assertEquals(Sys.EXECVE, ((Operation.Call) made.steps().get(seccomp + 1).operation()).call());
        } else {
            // a filter without no_new_privs needs CAP_SYS_ADMIN, which goes with the user
            assertEquals(0, calls(made, Sys.PRCTL).stream().filter(c -> number(c, 0) == 38).count());
            inOrder(at(made, Sys.CHDIR, "/srv/app"), seccomp, at(made, Sys.SETRESUID, "1000"));
        }
    }

    @Test
    void givesUpCapabilitiesInTheOrderThatTheKernelWants() {
        List<Operation.Call> drops = calls(plan, Sys.PRCTL).stream().filter(c -> number(c, 0) == 24).toList();
        for (int cap = 0; cap <= 40; cap++) {
            long number = cap;
            assertEquals((Specs.DOCKER_CAPABILITIES >> cap & 1) == 0 ? 1 : 0,
                    drops.stream().filter(c -> number(c, 1) == number).count(), "capability " + cap);
        }
        Operation.Call set = calls(plan, Sys.CAPSET).get(0);
        assertEquals("effective 0x0, permitted 0x0, inheritable 0x0",
                ((Argument.Bytes) set.arguments().get(1)).shown());
        int groups = at(plan, 0, Sys.SETGROUPS, c -> true);
        inOrder(at(plan, Sys.PRCTL, "PR_CAPBSET_DROP"), groups, at(plan, Sys.SETRESGID, "100"),
                at(plan, Sys.SETRESUID, "1000"), at(plan, 0, Sys.CAPSET, c -> true),
                at(plan, Sys.PRCTL, "PR_SET_PDEATHSIG"), at(plan, 0, Sys.EXECVE, c -> true));
        assertEquals("[100, 5]", ((Argument.Bytes) ((Operation.Call) plan.steps().get(groups).operation()).arguments()
                .get(1)).shown());
    }

    @ParameterizedTest
    @CsvSource({"sh, /usr/bin/sh /bin/sh", "/opt/tool, /opt/tool", "./tool, ./tool"})
    void looksForTheProgram(String program, String candidates) {
        LaunchPlan made = Specs.full().with(Specs.process(List.of(program), true, false, false)).compile();
        List<String> tried = calls(made, Sys.EXECVE).stream().map(c -> text(c, 0)).toList();
        assertEquals(List.of(candidates.split(" ")), tried);
        Operation end = made.steps().get(made.steps().size() - 1).operation();
        assertEquals(program.contains("/"), !(end instanceof Operation.Fail));
    }

    @Test
    void bindsTheTerminalAndTakesIt() {
        inOrder(at(plan, 0, Sys.SETSID, c -> true), at(plan, Sys.IOCTL, "TIOCSCTTY"),
                at(plan, Sys.MOUNT, "/dev/console"), at(plan, 0, Sys.EXECVE, c -> true));
        LaunchPlan without = Specs.full().with(Specs.process(List.of("sh"), true, false, false)).compile();
        assertEquals(0, without.steps().stream().filter(s -> s.key().equals("tty")).count());
        assertEquals(1, without.steps().stream().filter(s -> s.what().equals("mount devpts on /dev/pts")).count());
    }

    @Test
    void putsInitAboveTheProgram() {
        LaunchPlan made = Specs.full().with(Specs.process(List.of("sh"), true, true, true)).compile();
        int init = -1;
        for (int i = 0; i < made.steps().size(); i++) {
            init = made.steps().get(i).operation() instanceof Operation.Init ? i : init;
        }
        inOrder(at(made, 0, Sys.CAPSET, c -> true), init, at(made, Sys.IOCTL, "TIOCSPGRP"),
                at(made, Sys.SETRESUID, "1000"), at(made, 0, Sys.EXECVE, c -> true));
        assertEquals("init", made.steps().get(init).key());
    }

    /** Exec with another label clears the parent-death signal: who execs under the label that it has keeps it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLabelThatLetsTheProgramPassIsTakenOnBeforeIt(boolean init) {
        LaunchPlan made = Specs.full().with(Specs.process(List.of("sh"), true, false, init)).with(
                new ProcessSpec.Label("apparmor/exec", "exec own", Optional.of("changeprofile own"), true, "key"))
                .compile();
        int open = at(made, Sys.OPENAT, "/proc/thread-self/attr/apparmor/current");
        int change = at(made, Sys.WRITE, "changeprofile own");
        inOrder(open, at(made, Sys.SETNS, "CLONE_NEWNS"), change,
                at(made, change, Sys.CLOSE, c -> number(c, 0) == 3), at(made, change, Sys.CHDIR, c -> true),
                at(made, change, Sys.EXECVE, c -> true));
        assertEquals(1, calls(made, Sys.WRITE).stream().filter(c -> text(c, 1).endsWith("own")).count());
        if (init) {
            inOrder(change, at(made, change, Sys.CLONE3, c -> true));
        }
    }

    @Test
    void initAndWhatItRunsEndWithWhoMadeThem() {
        LaunchPlan made = Specs.full().with(Specs.process(List.of("sh"), true, false, true)).compile();
        int first = at(made, Sys.PRCTL, "PR_SET_PDEATHSIG");
        inOrder(at(made, 0, Sys.CAPSET, c -> true), first, at(made, Sys.SETRESUID, "1000"),
                at(made, first + 1, Sys.PRCTL, c -> number(c, 0) == 1), at(made, 0, Sys.EXECVE, c -> true));
    }

    /** CVE-2016-9962: the container's processes may not look into one that is on its way in. */
    @Test
    void execSessionsEnterUnseen() {
        LaunchPlan exec = Specs.full().compileExec();
        int pid = at(exec, Sys.SETNS, "CLONE_NEWPID");
        int rest = at(exec, pid + 1, Sys.SETNS, c -> true);
        inOrder(pid, at(exec, Sys.PRCTL, "PR_SET_DUMPABLE"), at(exec, 0, Sys.CLONE3, c -> true), rest,
                at(exec, rest, Sys.CLOSE_RANGE, c -> true), at(exec, Sys.CHDIR, "/srv/app"),
                at(exec, Sys.SETRESUID, "1000"), at(exec, Sys.SECCOMP, "SECCOMP_SET_MODE_FILTER"),
                at(exec, 0, Sys.EXECVE, c -> true));
        assertEquals(Flags.CLONE_NEWNS | Flags.CLONE_NEWIPC | Flags.CLONE_NEWUTS | Flags.CLONE_NEWNET
                | Flags.CLONE_NEWCGROUP, number((Operation.Call) exec.steps().get(rest).operation(), 1));
    }
}
