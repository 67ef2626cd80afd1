package dev.berth.isolation;

import static dev.berth.isolation.PlanSteps.at;
import static dev.berth.isolation.PlanSteps.calls;
import static dev.berth.isolation.PlanSteps.inOrder;
import static dev.berth.isolation.PlanSteps.last;
import static dev.berth.isolation.PlanSteps.mark;
import static dev.berth.isolation.PlanSteps.number;
import static dev.berth.isolation.PlanSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.kernel.Errno;
import dev.berth.kernel.MountFlags;
import dev.berth.kernel.Sys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How plans build the container's root, and what of the host they leave outside. */
class RootPlanTest {

    private final LaunchPlan plan = Specs.full().compile();
    private final LaunchPlan mapped = Specs.full().with(Specs.MAPPED).compile();

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
        inOrder(at(mapped, pivot - 4, Sys.MOUNT, c -> number(c, 3) == (MountFlags.REC | MountFlags.PRIVATE)), pivot,
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
        assertEquals(MountFlags.RDONLY | MountFlags.REMOUNT | MountFlags.BIND,
                number(remount, 3) & (MountFlags.RDONLY | MountFlags.REMOUNT | MountFlags.BIND));
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

    /** CVE-2019-16884 and its like: inside, {@code /proc} may be whatever the image or a volume makes of it. */
    @Test
    void writesToTheHostsProcOnly() {
        int score = at(plan, Sys.OPENAT, "/proc/self/oom_score_adj");
        int label = at(plan, Sys.OPENAT, "/proc/thread-self/attr/apparmor/exec");
        int pivot = at(plan, Sys.SETNS, "CLONE_NEWNS");
        inOrder(at(plan, 0, Sys.CLONE3, c -> true), score, at(plan, Sys.WRITE, "500"), pivot);
        inOrder(at(plan, 0, Sys.CLONE3, c -> true), label, at(plan, Sys.WRITE, "exec mine"), pivot);
        assertEquals("security.apparmor", plan.steps().get(label).key());
    }

    /** Else nothing in the container could signal process 1, or look at it. */
    @Test
    void initIsUnderTheLabelOfWhatItRuns() {
        LaunchPlan init = Specs.full().with(Specs.process(List.of("sh"), true, false, true)).compile();
        int open = at(init, Sys.OPENAT, "/proc/thread-self/attr/apparmor/current");
        int fork = at(init, open, Sys.CLONE3, c -> true);
        inOrder(open, at(init, Sys.SETNS, "CLONE_NEWNS"), fork, at(init, Sys.WRITE, "changeprofile mine"),
                at(init, fork, Sys.CLOSE_RANGE, c -> true), at(init, fork, Sys.CLOSE, c -> number(c, 0) == 3),
                at(init, fork, Sys.CHDIR, c -> true));
    }
}
