package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.LimitsBuilder;
import dev.berth.profile.Namespaces.Mode;
import dev.berth.profile.Namespaces.Network;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.NetworkSettingsBuilder;
import dev.berth.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers that join namespaces of others share what belongs to them. */
@Timeout(120)
class EngineJoinIT {

    @TempDir
    Path directory;

    private EngineFixture engine;
    private Container owner;

    @BeforeEach
    void start() throws Exception {
        engine = EngineFixture.fresh(directory, EngineFixture.CGROUP + "-join");
        owner = EngineFixture.create(engine.engine(), Optional.of("owner"), new ProfileBuilder().init(true)
                .hostname("the-owner").network(new NetworkSettingsBuilder().extraHosts(List.of("extra:10.1.2.3"))
                        .dns(List.of("192.0.2.53")).build())
                .limits(new LimitsBuilder().shmBytes(4 << 20).build()), "sleep", "1000");
        engine.engine().containers().start(owner.id());
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private String run(NamespacesBuilder namespaces, String script) throws Exception {
        Container container = engine.create(new ProfileBuilder().namespaces(namespaces.build()), "sh", "-c", script);
        engine.run(container);
        return engine.log(container.id());
    }

    private String inOwner(String... command) throws Exception {
        return in(owner, command);
    }

    private String in(Container container, String... command) throws Exception {
        Execs.Exec exec = engine.engine().execs().create(container.id(), new Execs.Request(List.of(command), false,
                false, Map.of(), Optional.empty(), Optional.empty(), false, Optional.empty()));
        try (Attachment attachment = engine.engine().execs().start(exec.id(), 0, 0)) {
            return EngineFixture.text(attachment.output());
        }
    }

    @Test
    void aSharedNetworkHasItsOwnersNames() throws Exception {
        String script = "cat /etc/hosts /etc/resolv.conf /etc/hostname; hostname";
        String seen = run(new NamespacesBuilder().network(new Network.Container("owner")), script);
        assertEquals(inOwner("sh", "-c", script), seen);
        assertTrue(seen.contains("10.1.2.3\textra") && seen.contains("192.0.2.53") && seen.endsWith("the-owner\n"),
                seen);
        // one that joined the one that joined
        Container middle = EngineFixture.create(engine.engine(), Optional.of("middle"), new ProfileBuilder().init(true)
                .namespaces(new NamespacesBuilder().network(new Network.Container("owner")).build()), "sleep", "1000");
        engine.engine().containers().start(middle.id());
        assertEquals(seen, run(new NamespacesBuilder().network(new Network.Container("middle")), script));
    }

    @Test
    void joinedIpcSharesMemory() throws Exception {
        assertEquals("4096\n", run(new NamespacesBuilder().ipc(new Mode.Container("owner")),
                "echo left > /dev/shm/for-others; df -k /dev/shm | tail -n1 | tr -s ' ' | cut -d' ' -f2"));
        assertEquals("left\n", inOwner("cat", "/dev/shm/for-others"));
        assertEquals("", run(new NamespacesBuilder(), "ls /dev/shm"));
    }

    @Test
    void theHostsIpcHasTheHostsMemory() throws Exception {
        Path file = Files.createTempFile(Path.of("/dev/shm"), "berth-test", "");
        try {
            assertEquals(file.getFileName() + "\n",
                    run(new NamespacesBuilder().ipc(new Mode.Host()), "ls /dev/shm | grep " + file.getFileName()));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void joinedPidSeesTheOthersProcesses() throws Exception {
        String seen = run(new NamespacesBuilder().pid(new Mode.Container("owner")),
                "cat /proc/*/cmdline | tr '\\0' ' '");
        assertTrue(seen.contains("sleep 1000"), seen);
    }

    /** What was joined is the container's own; nobody asks who made it. */
    @Test
    void execSessionsDoNotNeedWhoWasJoined() throws Exception {
        Container joined = engine.create(new ProfileBuilder().init(true).namespaces(new NamespacesBuilder()
                .ipc(new Mode.Container("owner")).network(new Network.Container("owner")).build()), "sleep", "1000");
        engine.engine().containers().start(joined.id());
        String network = in(joined, "readlink", "/proc/self/ns/net");
        assertEquals(inOwner("readlink", "/proc/self/ns/net"), network);
        engine.engine().containers().remove(owner.id(), true, true);
        assertEquals(network, in(joined, "readlink", "/proc/self/ns/net"));
    }

    @Test
    void whatDoesNotRunCannotBeJoined() throws Exception {
        engine.engine().containers().stop(owner.id(), Optional.empty(), Optional.empty());
        Container container = engine.create(new ProfileBuilder().namespaces(new NamespacesBuilder()
                .ipc(new Mode.Container("owner")).build()), "true");
        EngineException refused = assertThrows(EngineException.class,
                () -> engine.engine().containers().start(container.id()));
        assertTrue(refused.getMessage().startsWith("cannot join the ipc namespace of container owner"),
                refused.getMessage());
    }
}
