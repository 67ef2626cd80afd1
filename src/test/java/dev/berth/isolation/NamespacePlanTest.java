package dev.berth.isolation;

import static dev.berth.isolation.PlanSteps.at;
import static dev.berth.isolation.PlanSteps.calls;
import static dev.berth.isolation.PlanSteps.cloneFlags;
import static dev.berth.isolation.PlanSteps.flags;
import static dev.berth.isolation.PlanSteps.inOrder;
import static dev.berth.isolation.PlanSteps.number;
import static dev.berth.isolation.PlanSteps.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.isolation.ContainerSpec.NamespaceSpec;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.ContainerSpec.TimeOffsets;
import dev.berth.kernel.Sys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How plans make, join and share namespaces. */
class NamespacePlanTest {

    private final LaunchPlan plan = Specs.full().compile();
    private final LaunchPlan mapped = Specs.full().with(Specs.MAPPED).compile();

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
}
