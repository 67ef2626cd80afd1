package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.Container;
import dev.berth.engine.EngineException;
import dev.berth.isolation.lsm.AppArmor;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.Security;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers under AppArmor, on a kernel that has it. */
class AppArmorIT extends SecurityCase {

    private static final String[] WHO = {"cat", "/proc/self/attr/current"};
    private static final String CONFINED = "berth-default (enforce)\n";

    private static void apparmor() {
        assumeTrue(new AppArmor().enabled(), "AppArmor is not enabled on this kernel");
    }

    @BeforeEach
    void image() throws Exception {
        image("busybox", new Layers().directory("proc").link("innocent", "/proc"));
    }

    @Test
    void everythingRunsUnderTheDefaultProfile() throws Exception {
        apparmor();
        assertEquals(CONFINED, run("busybox", new ProfileBuilder(), WHO).output());
        assertEquals(CONFINED, run("busybox", new ProfileBuilder().init(true), WHO).output());
        assertEquals(CONFINED, run("busybox", new ProfileBuilder().user("1000"), WHO).output());
        Container container = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(container.id());
        assertEquals(CONFINED, exec(container, "", false, "", WHO).output());
    }

    /** It never execs, so it takes the profile on by itself; else the profile would keep its children from it. */
    @Test
    void initIsWithinReachOfWhatItRuns() throws Exception {
        apparmor();
        assertEquals(CONFINED, run("busybox", new ProfileBuilder().init(true), "cat", "/proc/1/attr/current").output());
        assertEquals("0\n", run("busybox", new ProfileBuilder().init(true), "sh", "-c",
                "cat /proc/1/environ >/dev/null; kill -0 1; echo $?").output());
        assertEquals("0\n1\n2\n", run("busybox", new ProfileBuilder().init(true), "ls", "/proc/1/fd").output());
    }

    @Test
    void mountsAreRefusedAlsoWithTheCapability() throws Exception {
        apparmor();
        ProfileBuilder profile = new ProfileBuilder();
        profile.security().capabilities(new Security.Capabilities(List.of(),
                List.of("SYS_ADMIN")));
        String output = run("busybox", profile, "sh", "-c", "mount -t tmpfs x /bin 2>&1").output();
        assertTrue(output.contains("ermission denied"), output);
    }

    @Test
    void whoAsksIsUnconfined() throws Exception {
        apparmor();
        ProfileBuilder profile = new ProfileBuilder();
        profile.security().apparmor("unconfined");
        assertEquals("unconfined\n", run("busybox", profile, WHO).output());
        ProfileBuilder privileged = new ProfileBuilder();
        privileged.security().privileged(true);
        assertEquals("unconfined\n", run("busybox", privileged, WHO).output());
    }

    /** The only sign of it where the default profile is passed over for want of AppArmor. */
    @Test
    void theEngineTellsWhetherItIsThere() {
        assertEquals(new AppArmor().enabled(), engine.info().securityOptions().contains(
                "name=apparmor,profile=berth-default"), engine.info().securityOptions().toString());
    }

    @Test
    void aProfileThatIsAskedForByNameMustBeThere() {
        ProfileBuilder profile = new ProfileBuilder();
        profile.security().apparmor("of-no-such-name");
        String message = assertThrows(EngineException.class, () -> run("busybox", profile, "true")).getMessage();
        assertTrue(message.contains("of-no-such-name") && (message.contains("is not loaded")
                || message.contains("AppArmor is not enabled on this kernel")), message);
    }
}
