package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.ContainerSpec.TimeOffsets;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Sys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans hold and in which order, for the order is what isolates. */
class PlanTest {

    private final LaunchPlan plan = Specs.full().compile();
    private final LaunchPlan mapped = Specs.full().with(Specs.MAPPED).compile();

    /** Where the one step is that makes a call; the first one after {@code from}. */
    private static int at(LaunchPlan plan, int from, Sys call, Predicate<Operation.Call> more) {
        for (int i = from; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).operation() instanceof Operation.Call c && c.call() == call && more.test(c)) {
                return i;
            }
        }
        throw new AssertionError("no " + call + " after step " + from);
    }

    private static int at(LaunchPlan plan, Sys call, String argument) {
        return at(plan, 0, call, c -> c.arguments().stream().anyMatch(a -> a instanceof Argument.Number n
                && n.shown().equals(argument) || a instanceof Argument.Text t && t.value().equals(argument)));
    }

    private static int last(LaunchPlan plan, Sys call) {
        int last = at(plan, 0, call, c -> true);
        for (int i = last; i < plan.steps().size(); i++) {
            last = plan.steps().get(i).operation() instanceof Operation.Call c && c.call() == call ? i : last;
        }
        return last;
    }

    private static List<Operation.Call> calls(LaunchPlan plan, Sys call) {
        List<Operation.Call> calls = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.operation() instanceof Operation.Call c && c.call() == call) {
                calls.add(c);
            }
        }
        return calls;
    }

    private static long number(Operation.Call call, int argument) {
        return ((Argument.Number) call.arguments().get(argument)).value();
    }

    private static String text(Operation.Call call, int argument) {
        return call.arguments().get(argument) instanceof Argument.Text text ? text.value() : "";
    }

    /** Steps in an order: one in ten years will be tempted to move one. */
    private static void inOrder(int... steps) {
        for (int i = 1; i < steps.length; i++) {
            assertTrue(steps[i - 1] < steps[i], "step " + steps[i - 1] + " (number " + (i - 1) + " of the order) is "
                    + "to come before step " + steps[i]);
        }
    }

    private static long cloneFlags(LaunchPlan plan) {
        Operation.Call clone = calls(plan, Sys.CLONE3).stream().filter(c -> flags(c).contains("CLONE_PIDFD"))
                .findFirst().orElseThrow();
        return ((Argument.Number) ((Argument.Struct) clone.arguments().get(0)).fields().get(0)).value();
    }

    private static String flags(Operation.Call clone) {
        return ((Argument.Number) ((Argument.Struct) clone.arguments().get(0)).fields().get(0)).shown();
    }

    @Test
    void closesFirstWhatWasNotHandedOver() {
        Operation.Call first = (Operation.Call) plan.steps().get(0).operation();
        assertEquals(Sys.CLOSE_RANGE, first.call());
        assertEquals(Tape.FIRST_FD + plan.descriptors().size(), number(first, 0));
        assertEquals(0xFFFFFFFFL, number(first, 1));
    }

    static Stream<Arguments> namespaces() {
        Origin own = new Origin.Own();
        Origin host = new Origin.Host();
        Origin other = new Origin.Of(4711);
        return Stream.of(
                Arguments.of("pid", new NamespaceSpec(host, own, own, own, own, IdMap.IDENTITY, Optional.empty()),
                        new NamespaceSpec(other, own, own, own, own, IdMap.IDENTITY, Optional.empty()),
                        Flags.CLONE_NEWPID),
                Arguments.of("ipc", new NamespaceSpec(own, host, own, own, own, IdMap.IDENTITY, Optional.empty()),
                        new NamespaceSpec(own, other, own, own, own, IdMap.IDENTITY, Optional.empty()),
                        Flags.CLONE_NEWIPC),
                Arguments.of("uts", new NamespaceSpec(own, own, host, own, own, IdMap.IDENTITY, Optional.empty()),
                        new NamespaceSpec(own, own, other, own, own, IdMap.IDENTITY, Optional.empty()),
                        Flags.CLONE_NEWUTS));
    }

    @ParameterizedTest
    @MethodSource("namespaces")
    void makesJoinsOrSharesEachNamespace(String name, NamespaceSpec host, NamespaceSpec other, long flag) {
        assertEquals(flag, cloneFlags(plan) & flag);
        assertEquals(0, calls(plan, Sys.SETNS).stream().filter(c -> number(c, 1) == flag).count());
        LaunchPlan shared = Specs.full().with(host).compile();
        assertEquals(0, cloneFlags(shared) & flag);
        assertEquals(cloneFlags(plan) & ~flag, cloneFlags(shared));
        LaunchPlan joined = Specs.full().with(other).compile();
        assertEquals(0, cloneFlags(joined) & flag);
        int join = at(joined, 0, Sys.SETNS, c -> number(c, 1) == flag);
        assertEquals("namespaces." + name, joined.steps().get(join).key());
        inOrder(join, at(joined, 0, Sys.CLONE3, c -> true));
    }

    @Test
    void entersANetworkThatWasMadeAhead() {
        Origin own = new Origin.Own();
        int enter = at(plan, Sys.SETNS, "CLONE_NEWNET");
        assertEquals("namespaces.network", plan.steps().get(enter).key());
        // sysfs shows the network of who makes it
        inOrder(at(plan, 0, Sys.CLONE3, c -> true), enter, at(plan, Sys.FSOPEN, "sysfs"));
        assertTrue(plan.descriptors().stream().anyMatch(Descriptor.Network.class::isInstance));
        assertEquals(0, cloneFlags(plan) & Flags.CLONE_NEWNET);

        LaunchPlan shared = Specs.full().with(new NamespaceSpec(own, own, own, new Origin.Host(), own, IdMap.IDENTITY,
                Optional.empty())).compile();
        assertEquals(0, calls(shared, Sys.SETNS).stream().filter(c -> number(c, 1) == Flags.CLONE_NEWNET).count());
        LaunchPlan joined = Specs.full().with(new NamespaceSpec(own, own, own, new Origin.Of(4711), own,
                IdMap.IDENTITY, Optional.empty())).compile();
        int join = at(joined, Sys.SETNS, "CLONE_NEWNET");
        assertEquals("namespaces.network", joined.steps().get(join).key());
        inOrder(join, at(joined, 0, Sys.CLONE3, c -> true));
        for (LaunchPlan other : List.of(shared, joined, mapped)) {
            assertFalse(other.descriptors().stream().anyMatch(Descriptor.Network.class::isInstance));
        }
    }

    /** A namespace of the host's user namespace is not the container's to administer. */
    @Test
    void makesNetworkAndMountsItselfInAUserNamespace() {
        assertEquals(Flags.CLONE_NEWNET | Flags.CLONE_NEWNS, cloneFlags(mapped)
                & (Flags.CLONE_NEWNET | Flags.CLONE_NEWNS));
        assertEquals(0, calls(mapped, Sys.SETNS).size());
        assertEquals(1, calls(mapped, Sys.SOCKET).size());
    }

    @Test
    void alwaysHasMountsOfItsOwn() {
        Origin host = new Origin.Host();
        LaunchPlan all = Specs.full().with(new NamespaceSpec(host, host, host, host, host, IdMap.IDENTITY,
                Optional.empty())).compile();
        assertEquals(Flags.CLONE_PIDFD | Flags.CLONE_INTO_CGROUP, cloneFlags(all));
        int leave = at(all, Sys.SETNS, "CLONE_NEWNS");
        assertEquals(leave + 1, at(all, Sys.UNSHARE, "CLONE_NEWNS"));
        assertFalse(all.steps().stream().anyMatch(s -> s.what().contains("host name")), "the host's name is not set");
        assertFalse(all.descriptors().stream().anyMatch(Descriptor.Network.class::isInstance));
        assertEquals(0, calls(all, Sys.SOCKET).size(), "the host's loopback is left alone");
    }

    @Test
    void joinsItsCgroupBeforeItLooksAtTheTree() {
        int join = at(plan, 0, Sys.WRITE, c -> text(c, 1).equals("0"));
        inOrder(at(plan, Sys.OPENAT, "/sys/fs/cgroup/memory/berth/x/tasks"), at(plan, 0, Sys.CLONE3, c -> true), join,
                at(plan, Sys.UNSHARE, "CLONE_NEWCGROUP"), at(plan, Sys.CHROOT, "."));
    }

    @Test
    void setsClockOffsetsBeforeAnybodyIsInTheNamespace() {
        Origin own = new Origin.Own();
        LaunchPlan shifted = Specs.full().with(new NamespaceSpec(own, own, own, own, own, IdMap.IDENTITY,
                Optional.of(new TimeOffsets(Duration.ofDays(2), Duration.ofMillis(1500))))).compile();
        int write = at(shifted, Sys.WRITE, "monotonic 172800 0\nboottime 1 500000000\n");
        inOrder(at(shifted, Sys.UNSHARE, "CLONE_NEWTIME"), write, at(shifted, 0, Sys.CLONE3, c -> true));
    }

    @Test
    void mapsIdsBeforeTheProcessGoesOn() {
        assertEquals(Flags.CLONE_NEWUSER, cloneFlags(mapped) & Flags.CLONE_NEWUSER);
        int clone = at(mapped, 0, Sys.CLONE3, c -> flags(c).contains("CLONE_NEWUSER"));
        int uid = at(mapped, clone, Sys.WRITE, c -> text(c, 1).equals("0 200000 65536\n"));
        int gid = at(mapped, uid + 1, Sys.WRITE, c -> text(c, 1).equals("0 200000 65536\n"));
        int go = at(mapped, gid, Sys.WRITE, c -> text(c, 1).equals("."));
        int wait = at(mapped, go, Sys.READ, c -> c.expected().equals(Optional.of(1)));
        int root = at(mapped, wait, Sys.SETRESUID, c -> number(c, 0) == 0);
        inOrder(clone, uid, gid, go, wait, root, at(mapped, root, Sys.PIVOT_ROOT, c -> true));
    }

    /**
     * Before the root is changed, the process inside names the place where its root is attached, and files of the
     * host's own /proc that concern nobody but itself.
     */
    @Test
    void takesEverythingOfTheHostByDescriptor() {
        Set<String> own = Set.of("/", "/proc/self/oom_score_adj", "/proc/thread-self/attr/apparmor/exec");
        assertEquals(new TreeSet<>(own), namedBefore(plan, "inside", Sys.CHROOT));
        Set<String> before = new TreeSet<>(own);
        before.add("/proc");
        assertEquals(before, namedBefore(mapped, "inside", Sys.PIVOT_ROOT));
    }

    private static Set<String> namedBefore(LaunchPlan plan, String label, Sys end) {
        boolean inside = false;
        Set<String> named = new TreeSet<>();
        for (Step step : plan.steps()) {
            if (step.operation() instanceof Operation.Mark mark) {
                inside |= mark.label().name().equals(label);
            } else if (inside && step.operation() instanceof Operation.Call call) {
                if (call.call() == end) {
                    return named;
                }
                for (Argument argument : call.arguments()) {
                    if (argument instanceof Argument.Text text && text.value().startsWith("/")) {
                        named.add(text.value());
                    }
                }
            }
        }
        throw new AssertionError("no " + end + " after " + label);
    }

    @Test
    void beginsWhereNothingIsMounted() {
        int leave = at(plan, Sys.SETNS, "CLONE_NEWNS");
        Descriptor mounts = ((Argument.Given) ((Operation.Call) plan.steps().get(leave).operation()).arguments()
                .get(0)).descriptor();
        assertTrue(mounts instanceof Descriptor.EmptyMounts);
        int root = at(plan, Sys.CHROOT, ".");
        // what is under /proc of the host is written while that is there
        inOrder(at(plan, Sys.OPENAT, "/proc/self/oom_score_adj"), leave, at(plan, Sys.UNSHARE, "CLONE_NEWNS"),
                at(plan, Sys.MOVE_MOUNT, "/"), at(plan, 0, Sys.FCHDIR, c -> true), root, at(plan, Sys.CHDIR, "/"),
                at(plan, Sys.MKDIRAT, "/proc"));
        assertEquals(root + 1, at(plan, Sys.CHDIR, "/"));
        assertEquals(0, calls(plan, Sys.PIVOT_ROOT).size());
    }

    @Test
    void letsGoOfTheOldRootInAUserNamespace() {
        int pivot = at(mapped, Sys.PIVOT_ROOT, ".");
        inOrder(at(mapped, pivot - 4, Sys.MOUNT, c -> number(c, 3) == (Flags.MS_REC | Flags.MS_PRIVATE)), pivot,
                at(mapped, pivot, Sys.UMOUNT2, c -> true), at(mapped, pivot, Sys.CHDIR, c -> true),
                at(mapped, Sys.MKDIRAT, "/proc"));
        assertEquals(pivot + 1, at(mapped, Sys.UMOUNT2, "MNT_DETACH"));
        assertEquals(pivot + 2, at(mapped, pivot, Sys.CHDIR, c -> text(c, 0).equals("/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc", "/sys", "/dev"})
    void mountsOnNoLink(String target) {
        int open = at(plan, 0, Sys.OPENAT, c -> text(c, 1).equals(target)
                && ((Argument.Number) c.arguments().get(2)).shown().equals("O_PATH|O_DIRECTORY|O_NOFOLLOW"));
        Operation.Call move = (Operation.Call) plan.steps().get(open + 1).operation();
        assertEquals(Sys.MOVE_MOUNT, move.call());
        assertEquals(0x44, number(move, 4));
    }

    @Test
    void masksWhereThereIsSomethingToMask() {
        int shown = at(plan, Sys.MKDIRAT, "/proc");
        for (String path : List.of("/proc/kcore", "/sys/firmware")) {
            int look = at(plan, shown, Sys.OPENAT, c -> text(c, 1).equals(path));
            Operation.Call looked = (Operation.Call) plan.steps().get(look).operation();
            assertEquals(1L << Errno.ENOENT | 1L << Errno.ENOTDIR, looked.tolerated());
            Operation.IfEqual missing = (Operation.IfEqual) plan.steps().get(look + 1).operation();
            Operation.IfEqual isFile = (Operation.IfEqual) plan.steps().get(look + 2).operation();
            assertEquals(looked.result(), Optional.of(missing.slot()));
            assertEquals(looked.result(), Optional.of(isFile.slot()));
            assertEquals(List.of(-2L, -20L), List.of(missing.number(), isFile.number()));
            int directory = at(plan, look, Sys.MOUNT, c -> text(c, 0).equals("/dev/mqueue")
                    && text(c, 1).equals(path));
            int file = at(plan, look, Sys.MOUNT, c -> text(c, 0).equals("/dev/null") && text(c, 1).equals(path));
            inOrder(directory, mark(plan, isFile.to()), file, mark(plan, missing.to()), at(plan, Sys.MOUNT, "mqueue"));
            assertEquals(new Operation.Jump(missing.to()), plan.steps().get(mark(plan, isFile.to()) - 1).operation());
            for (int step : new int[] {look, file, directory}) {
                assertFalse(((Operation.Call) plan.steps().get(step).operation()).ignore());
                assertEquals("security.masked", plan.steps().get(step).key());
            }
        }
        int bind = at(plan, shown, Sys.MOUNT, c -> text(c, 0).equals("/proc/sys"));
        Operation.Call remount = (Operation.Call) plan.steps().get(bind + 1).operation();
        assertEquals("/proc/sys", text(remount, 1));
        assertEquals(Flags.MS_RDONLY | Flags.MS_REMOUNT | Flags.MS_BIND,
                number(remount, 3) & (Flags.MS_RDONLY | Flags.MS_REMOUNT | Flags.MS_BIND));
    }

    private static int mark(LaunchPlan plan, Operation.Label label) {
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).operation().equals(new Operation.Mark(label))) {
                return i;
            }
        }
        throw new AssertionError("nothing is marked " + label.name());
    }

    @Test
    void masksTheHostsSecrets() {
        int mask = at(plan, Sys.MOUNT, "/etc/shadow");
        assertEquals("image host", plan.steps().get(mask).key());
        assertEquals("/dev/null", text((Operation.Call) plan.steps().get(mask).operation(), 0));
    }

    @Test
    void closesTheRootToWritersWhenEverythingIsInPlace() {
        int remount = at(plan, Sys.MOUNT, "MS_BIND|MS_REMOUNT|MS_RDONLY");
        while (!text((Operation.Call) plan.steps().get(remount).operation(), 1).equals("/")) {
            remount = at(plan, remount + 1, Sys.MOUNT, c -> true);
        }
        inOrder(at(plan, Sys.MOVE_MOUNT, "/srv/data"), at(plan, Sys.MOUNT, "/tmp"), remount, last(plan, Sys.CHDIR));
        assertEquals("security.read_only", plan.steps().get(remount).key());
        assertEquals(last(plan, Sys.MOUNT), remount);
    }

    /** CVE-2024-21626: a working directory like {@code /proc/self/fd/7} must lead nowhere. */
    @Test
    void hasNothingOfTheHostOpenInItsWorkingDirectory() {
        int close = at(plan, at(plan, Sys.CHROOT, "."), Sys.CLOSE_RANGE, c -> true);
        assertEquals(Tape.FIRST_FD, number((Operation.Call) plan.steps().get(close).operation(), 0));
        int enter = at(plan, Sys.CHDIR, "/srv/app");
        inOrder(close, at(plan, Sys.FCNTL, "F_SETFD"), enter, at(plan, Sys.SETRESUID, "1000"));
        for (int i = close; i < plan.steps().size(); i++) {
            if (plan.steps().get(i).operation() instanceof Operation.Call call) {
                assertFalse(call.arguments().stream().anyMatch(Argument.Given.class::isInstance),
                        "step " + i + " uses what is closed: " + PlanText.of(call));
            }
        }
    }

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

    /** CVE-2019-16884 and its like: inside, {@code /proc} may be whatever the image or a volume makes of it. */
    @Test
    void writesToTheHostsProcOnly() {
        int score = at(plan, Sys.OPENAT, "/proc/self/oom_score_adj");
        int label = at(plan, Sys.OPENAT, "/proc/thread-self/attr/apparmor/exec");
        int pivot = at(plan, Sys.SETNS, "CLONE_NEWNS");
        inOrder(at(plan, 0, Sys.CLONE3, c -> true), score, at(plan, Sys.WRITE, "500"), pivot);
        inOrder(at(plan, 0, Sys.CLONE3, c -> true), label, at(plan, Sys.WRITE, "exec berth-default"), pivot);
        assertEquals("security.apparmor", plan.steps().get(label).key());
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
