package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.profile.Health;
import dev.berth.profile.Limits;
import dev.berth.profile.LimitsBuilder;
import dev.berth.profile.Mount;
import dev.berth.profile.Namespaces;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.Port;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.RestartPolicy;
import dev.berth.profile.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContainerRecordTest {

    @Test
    void comesBackAsItWas() {
        Profile profile = new ProfileBuilder().image("x").command(List.of("a", "b"))
                .restart(new RestartPolicy(RestartPolicy.Kind.ON_FAILURE, 3))
                .stopTimeout(Duration.ofMillis(1500)).tty(true)
                .env("A", "1").unsetEnv("B").init(false)
                .limits(new LimitsBuilder().memoryBytes(1 << 20).cpus(1.5)
                        .rlimit("nofile", new Limits.Rlimit(1, -1))
                        .io(List.of(new Limits.IoLimit("/dev/sda", OptionalLong.of(5), OptionalLong.empty(),
                                OptionalLong.empty(), OptionalLong.of(7)))).build())
                .namespaces(new NamespacesBuilder().pid(new Namespaces.Mode.Container("c"))
                        .network(new Namespaces.Network.Named("n"))
                        .user(new Namespaces.User.Mapped(List.of(new Namespaces.IdRange(0, 100000, 65536))))
                        .time(new Namespaces.Time(Duration.ofSeconds(1), Duration.ofNanos(5))).build())
                .mount(new Mount(Mount.Type.TMPFS, Optional.empty(), "/run", true, Optional.empty(),
                        Optional.of(true), false, OptionalLong.of(9), OptionalInt.of(0755), List.of("noexec")))
                .port(new Port(Optional.of("127.0.0.1"), OptionalInt.empty(), 80, "tcp"))
                .health(new Health(List.of("x"), false, Optional.of(Duration.ofSeconds(1)), Optional.empty(),
                        Optional.empty(), Optional.empty(), OptionalInt.of(2)))
                .scale(new Scale(1, 2, 70, Duration.ofSeconds(3))).build();
        ContainerRecord record = new ContainerRecord(1, "id", "name", Instant.parse("2026-01-02T03:04:05.123456789Z"),
                "x", "sha256:1", profile, "p", List.of("a"), List.of("A=1"), "/", false, List.of("v"), List.of(), 0,
                "{\"x\":1}");
        String json = RecordJson.write(record);
        assertEquals(record, RecordJson.read(json, ContainerRecord.class), json);
    }
}
