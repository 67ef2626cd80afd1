package dev.berth.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.Security.Capabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProfileOverTest {

    @Test
    void emptyChangesNothing() {
        Profile profile = new ProfileBuilder().image("a").build();
        assertSame(profile, profile.over(Profile.EMPTY));
        assertSame(profile, Profile.EMPTY.over(profile));
        assertSame(Profile.EMPTY, new ProfileBuilder().build());
    }

    @Test
    void whatWasSaidAboveWinsAndTheRestComesFromBelow() {
        Profile below = new ProfileBuilder().image("a").tty(true).workdir("/a").command(List.of("x", "y")).build();
        Profile above = new ProfileBuilder().image("b").tty(false).command(List.of()).build();
        Profile both = above.over(below);
        assertEquals(Optional.of("b"), both.image());
        assertEquals(Optional.of(false), both.tty());
        assertEquals(Optional.of("/a"), both.workdir());
        assertEquals(Optional.of(List.of()), both.command());
    }

    @Test
    void mapsMergeKeyByKeyAndAVariableCanBeUnset() {
        Profile below = new ProfileBuilder().env("A", "1").env("B", "1").label("l", "1").build();
        Profile above = new ProfileBuilder().unsetEnv("A").env("C", "2").label("l", "2").build();
        Profile both = above.over(below);
        assertEquals(Map.of("A", Optional.empty(), "B", Optional.of("1"), "C", Optional.of("2")), both.env());
        assertEquals(List.of("A", "B", "C"), List.copyOf(both.env().keySet()));
        assertEquals(Map.of("l", "2"), both.labels());
    }

    @Test
    void aMountWithTheSameTargetReplacesAndOthersAreAdded() {
        Mount data = new MountBuilder(Mount.Type.VOLUME, "/data").source("one").build();
        Mount run = new MountBuilder(Mount.Type.TMPFS, "/run").build();
        Mount otherData = new MountBuilder(Mount.Type.TMPFS, "/data").sizeBytes(4096).build();
        Profile both = new ProfileBuilder().mount(otherData).build()
                .over(new ProfileBuilder().mount(data).mount(run).build());
        assertEquals(List.of(run, otherData), both.mounts());
    }

    @Test
    void aPortWithTheSameContainerPortReplaces() {
        Port below = new Port(Optional.empty(), OptionalInt.of(80), 80, "tcp");
        Port udp = new Port(Optional.empty(), OptionalInt.of(80), 80, "udp");
        Port first = new Port(Optional.empty(), OptionalInt.of(8080), 80, "tcp");
        Port second = new Port(Optional.of("127.0.0.1"), OptionalInt.of(8081), 80, "tcp");
        Profile both = new ProfileBuilder().port(first).port(second).build()
                .over(new ProfileBuilder().port(below).port(udp).build());
        assertEquals(List.of(udp, first, second), both.ports());
    }

    @Test
    void processorTimeByCountReplacesPeriodAndQuota() {
        Limits quota = new LimitsBuilder().cpuPeriodMicros(10_000).cpuQuotaMicros(5_000).build();
        Limits count = new LimitsBuilder().cpus(2).build();
        assertEquals(count, count.over(quota));
        assertEquals(quota, quota.over(count));
        Limits memory = new LimitsBuilder().memoryBytes(1 << 20).build();
        assertEquals(OptionalDouble.of(2), memory.over(count).cpus());
        assertEquals(OptionalLong.of(5_000), memory.over(quota).cpuQuotaMicros());
    }

    @Test
    void capabilitiesAddedAboveDoNotGiveBackWhatWasDroppedBelow() {
        Capabilities nothing = new Capabilities(List.of("ALL"), List.of("CHOWN"));
        Capabilities raw = new Capabilities(List.of("CHOWN"), List.of("NET_RAW"));
        Capabilities both = raw.over(nothing);
        assertTrue(both.drop().contains("ALL"), both.toString());
        assertEquals(List.of("NET_RAW"), both.add());
        assertEquals(nothing, nothing.over(raw));
        Security above = new SecurityBuilder().capabilities(raw).build();
        Security below = new SecurityBuilder().capabilities(nothing).readOnly(true).build();
        assertEquals(Optional.of(both), above.over(below).capabilities());
        assertEquals(Optional.of(true), above.over(below).readOnly());
    }

    @Test
    void aHealthCheckKeepsTheCommandBelow() {
        ProfileBuilder above = new ProfileBuilder();
        above.health().interval(Duration.ofSeconds(5));
        ProfileBuilder below = new ProfileBuilder();
        below.health().command(List.of("true")).shell(true).retries(3);
        Health both = above.build().over(below.build()).health().orElseThrow();
        assertEquals(new HealthBuilder().command(List.of("true")).shell(true).retries(3)
                .interval(Duration.ofSeconds(5)).build(), both);
        assertTrue(Health.OFF.over(both).off());
    }

    @Test
    void aBuilderBeginsWithARecord() {
        ProfileBuilder builder = new ProfileBuilder().image("a").env("A", "1");
        builder.limits().memoryBytes(5).rlimit("nofile", new Limits.Rlimit(1, 2)).hugepage("2MB", 4);
        builder.security().sysctl("net.core.somaxconn", "1024");
        builder.namespaces().network(new Namespaces.Network.None());
        Profile profile = builder.build();
        assertEquals(profile, new ProfileBuilder(profile).build());
        assertEquals(OptionalLong.of(5), profile.limits().memoryBytes());
    }
}
