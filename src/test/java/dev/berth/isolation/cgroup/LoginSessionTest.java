package dev.berth.isolation.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Out of a session's group and out of no other. */
class LoginSessionTest {

    @TempDir
    Path mount;

    @ParameterizedTest
    @CsvSource({
        "/user.slice/user-0.slice/session-15.scope, true",
        "/user.slice/user-1000.slice/user@1000.service/app.slice/app-terminal.scope, true",
        "/system.slice/berth.service, false",
        "/system.slice/run-r1.scope, false",
        "/, false",
        "/berth-engine, false",
        "/lxc/session-1.scope.d/berth.service, false",
    })
    void aSessionIsKnownByItsScope(String group, boolean session) {
        assertEquals(session, LoginSession.isSession(group));
    }

    @Test
    void leavesTheTreesThatSystemdFollows() throws Exception {
        String session = "/user.slice/user-0.slice/session-1.scope";
        Path unified = tree("unified");
        Path named = tree("systemd");
        LoginSession.leave(List.of(new Hierarchy(true, "", unified, Set.of(), session),
                new Hierarchy(false, "systemd", named, Set.of("name=systemd"), session),
                new Hierarchy(false, "memory", mount.resolve("memory"), Set.of("memory"), session)));
        assertEquals("0", Files.readString(unified.resolve("berth-engine/cgroup.procs")));
        assertEquals("0", Files.readString(named.resolve("berth-engine/cgroup.procs")));
        assertFalse(Files.exists(mount.resolve("memory")), "limits follow other groups");
    }

    @Test
    void theGroupGoesWithTheLastThatIsInIt() throws Exception {
        Path unified = Files.createDirectories(mount.resolve("unified"));
        Path named = tree("systemd");
        for (Path top : List.of(unified, named)) {
            Files.createDirectories(top.resolve("berth-engine"));
            Files.createFile(top.resolve("cgroup.procs"));
        }
        LoginSession.removeGroup(List.of(new Hierarchy(true, "", unified, Set.of(), "/berth-engine"),
                new Hierarchy(false, "systemd", named, Set.of("name=systemd"), "/system.slice/berth.service")));
        assertEquals("0", Files.readString(unified.resolve("cgroup.procs")), "who is in a group cannot remove it");
        assertFalse(Files.exists(unified.resolve("berth-engine")));
        assertEquals("", Files.readString(named.resolve("cgroup.procs")), "a service stays where it is");
        assertTrue(Files.exists(named.resolve("berth-engine")), "somebody is in it");
    }

    @Test
    void aServiceStays() throws Exception {
        LoginSession.leave(List.of(new Hierarchy(true, "", mount, Set.of(), "/system.slice/berth.service")));
        assertFalse(Files.exists(mount.resolve("berth-engine")));
    }

    @Test
    void aRefusalSaysWhatItMeans() {
        String message = assertThrows(CgroupException.class, () -> LoginSession.leave(List.of(new Hierarchy(true, "",
                mount, Set.of(), "/user.slice/session-1.scope")))).getMessage();
        assertTrue(message.contains("/user.slice/session-1.scope") && message.contains("may end it"), message);
    }

    private Path tree(String name) throws Exception {
        Path group = Files.createDirectories(mount.resolve(name).resolve("berth-engine"));
        Files.createFile(group.resolve("cgroup.procs"));
        return mount.resolve(name);
    }
}
