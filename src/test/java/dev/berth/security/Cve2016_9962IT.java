package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.Container;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.Namespaces;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An exec session's process that can be looked into between joining the container and its program. */
class Cve2016_9962IT extends SecurityCase {

    private static final int EXECS = Integer.getInteger("berth.test.execs", 60);

    @Test
    void nothingOfTheHostShows() throws Exception {
        lookOn(new ProfileBuilder());
    }

    /**
     * In a user namespace of its own not even to who may trace: that capability is not one over the launcher. (Without
     * one it is, as with every runtime; giving it away there is giving the host away.)
     */
    @Test
    void notToWhoMayTraceEither() throws Exception {
        ProfileBuilder profile = new ProfileBuilder();
        profile.namespaces().user(new Namespaces.User.Auto());
        profile.security().capabilities(new Security.Capabilities(List.of(), List.of("SYS_PTRACE")));
        lookOn(profile);
    }

    /** Also of lxc-attach (CVE-2016-8649): its program is the last moment at which it may be traced, and the first. */
    @Test
    void nobodyTracesItBeforeItsProgramRuns() throws Exception {
        Path scope = Path.of("/proc/sys/kernel/yama/ptrace_scope");
        assumeTrue(!Files.exists(scope) || Files.readString(scope).startsWith("0"),
                "this machine lets nobody trace what is no child of theirs");
        image("seize", new Layers().file("bin/seize", compiled("seize"), 0755));
        Container container = create("seize", new ProfileBuilder(), "seize");
        engine.containers().start(container.id());
        for (int i = 0; i < EXECS; i++) {
            assertEquals("ok\n", exec(container, "", false, "", "echo", "ok").output());
        }
        // one that stays until it is seen to be traced
        exec(container, "", false, "", "sh", "-c",
                "while ! grep -q 'TracerPid:.[1-9]' /proc/$$/status; do :; done");
        List<String> seized = log(container);
        assertFalse(seized.isEmpty(), "nothing was traced");
        assertEquals(List.of(), seized.stream().filter(line -> !line.endsWith(" /bin/busybox")).toList());
    }

    private void lookOn(ProfileBuilder profile) throws Exception {
        image("busybox", new Layers());
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        profile.mount(new MountBuilder(Mount.Type.BIND, "/out").source(shared.toString()).build());
        Container container = create("busybox", profile, "sh", "-c",
                "while :; do ls -l /proc/[0-9]*/fd 2>/dev/null | grep -e '->' >> /out/links; done");
        engine.containers().start(container.id());
        for (int i = 0; i < EXECS; i++) {
            assertEquals("ok\n", exec(container, "", false, "", "echo", "ok").output());
        }
        assertTrue(Files.size(shared.resolve("links")) > 0, "the container has not looked");
        List<String> odd = new ArrayList<>();
        for (String line : Files.readAllLines(shared.resolve("links"))) {
            String target = line.substring(line.indexOf("-> ") + 3);
            boolean usual = target.startsWith("pipe:") || target.startsWith("/proc") || target.startsWith("/dev/null")
                    || target.startsWith("/out") || target.isEmpty() || target.startsWith("/bin");
            if (!usual) {
                odd.add(line);
            }
        }
        assertTrue(odd.isEmpty(), odd.size() + " odd descriptors, for example " + odd.stream().limit(5).toList());
    }
}
