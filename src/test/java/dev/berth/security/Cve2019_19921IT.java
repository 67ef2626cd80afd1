package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.engine.Execs;
import dev.berth.isolation.lsm.AppArmor;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code /proc} that is no procfs, so that writes to it go astray (also CVE-2019-16884, 2023-27561, 2023-28642), and
 * {@code /dev} and {@code /sys} that lead elsewhere (CVE-2026-41579, 2026-47766).
 */
class Cve2019_19921IT extends SecurityCase {

    @ParameterizedTest
    @ValueSource(strings = {"proc", "sys", "dev"})
    void aLinkInItsPlaceIsRefusedAndNothingIsMadeBehindIt(String name) throws Exception {
        Path target = Files.createDirectory(directory.resolve("target"));
        image("outside", new Layers().link(name, target.toString()));
        assertThrows(EngineException.class, () -> run("outside", new ProfileBuilder(), "true"));
        try (Stream<Path> made = Files.list(target)) {
            assertEquals(0, made.count());
        }
        image("inside", new Layers().directory("fake").link(name, "fake"));
        assertThrows(EngineException.class, () -> run("inside", new ProfileBuilder(), "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc", "/proc/self", "/proc/self/attr", "/proc/../proc/sys"})
    void nothingCanBeMountedThere(String target) throws Exception {
        image("busybox", new Layers());
        ProfileBuilder profile = new ProfileBuilder().mount(new MountBuilder(Mount.Type.TMPFS, target).build());
        EngineException e = assertThrows(EngineException.class, () -> run("busybox", profile, "true"));
        assertTrue(e.getMessage().contains("/proc"), e.getMessage());
    }

    /** What the runtime itself writes to procfs reaches the kernel also where the container's is covered. */
    @Test
    void aMountThroughALinkToProcChangesNothingForTheRuntime() throws Exception {
        image("busybox", new Layers().link("innocent", "/proc"));
        ProfileBuilder profile = new ProfileBuilder().mount(new MountBuilder(Mount.Type.TMPFS, "/innocent").build());
        profile.limits().oomScore(500);
        Container container = create("busybox", profile, "sleep", "1000");
        engine.containers().start(container.id());
        long pid = engine.containers().get(container.id()).state().pid();
        assertEquals("500\n", Files.readString(Path.of("/proc/" + pid + "/oom_score_adj")));
    }

    /** lxc-attach believed the container's {@code /proc} (CVE-2015-1334): a tmpfs is there, with files to fool by. */
    @Test
    void neitherDoesItForAnExecSession() throws Exception {
        image("busybox", new Layers().link("innocent", "/proc"));
        ProfileBuilder profile = new ProfileBuilder().mount(new MountBuilder(Mount.Type.TMPFS, "/innocent").build());
        profile.limits().oomScore(500);
        Container container = create("busybox", profile, "sh", "-c",
                // the default AppArmor profile refuses even these
                "{ mkdir -p /proc/self/attr/apparmor /proc/thread-self/attr/apparmor /proc/1;"
                        + " for f in oom_score_adj attr/exec attr/current attr/apparmor/exec attr/apparmor/current; do"
                        + " touch /proc/self/$f /proc/thread-self/$f; done; } 2>/dev/null; echo ready; sleep 1000");
        engine.containers().start(container.id());
        while (log(container).isEmpty()) {
            Thread.sleep(10);
        }
        Execs.Exec exec = engine.execs().create(container.id(), new Execs.Request(List.of("sleep", "1000"), false,
                false, Map.of(), Optional.empty(), Optional.empty(), false, Optional.empty()));
        engine.execs().start(exec.id(), 0, 0).close();
        Path process = Path.of("/proc/" + engine.execs().get(exec.id()).pid());
        assertEquals("500\n", Files.readString(process.resolve("oom_score_adj")));
        if (new AppArmor().enabled()) {
            assertEquals("berth-default (enforce)\n", Files.readString(process.resolve("attr/current")));
        }
        assertEquals("", exec(container, "", false, "", "sh", "-c",
                "cat /proc/self/* /proc/self/attr/* /proc/thread-self/attr/* 2>/dev/null").output());
    }
}
