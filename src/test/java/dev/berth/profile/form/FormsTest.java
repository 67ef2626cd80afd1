package dev.berth.profile.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.profile.Limits.Rlimit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of cases of the small forms. */
class FormsTest {

    private static String outcome(Function<String, Object> parse, String text) {
        try {
            return String.valueOf(parse.apply(text));
        } catch (FormException e) {
            return "! " + e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "1b,1,1", "512,512,512", "1k,1024,1024", "1K,1024,1024", "1KB,1000,1024", "1kb,1024,1024",
        "1KiB,1024,1024", "1.5m,1572864,1572864", "2GB,2000000000,2147483648", "1TiB,1099511627776,1099511627776",
        "10 MiB,10485760,10485760", "7PiB,7881299347898368,7881299347898368"})
    void sizes(String text, long profile, long docker) {
        assertEquals(profile, Sizes.parse(text));
        assertEquals(docker, Sizes.parseDocker(text));
        assertEquals(profile, Sizes.parse(Sizes.format(profile)));
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "-1", "1x", "m", "1..5m", "1e3", ".5m", "5.m", "1 kB s", "9999999PiB", "1mm"})
    void noSizes(String text) {
        assertThrows(FormException.class, () -> Sizes.parse(text));
        assertThrows(FormException.class, () -> Sizes.parseDocker(text));
    }

    @Test
    void rates() {
        assertEquals(50L << 20, Sizes.parseRate("50MiB/s"));
        assertEquals(50L << 20, Sizes.parseRate("50m"));
        assertEquals("50MiB/s", Sizes.formatRate(50L << 20));
        assertEquals("1000B", Sizes.format(1000));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"0,PT0S", "10s,PT10S", "1m30s,PT1M30S", "500ms,PT0.5S", "1.5h,PT1H30M",
        "-10s,PT-10S", "+1us,PT0.000001S", "1h2m3s4ms5us6ns,PT1H2M3.004005006S",
        "10,! time: missing unit in duration \"10\"", "1d,! time: unknown unit \"d\" in duration \"1d\"",
        "x,! time: invalid duration \"x\"", "-,! time: invalid duration \"-\"", "..s,! time: invalid duration \"..s\"",
        "9999999999999h,! time: invalid duration \"9999999999999h\""})
    void durations(String text, String expected) {
        assertEquals(expected, outcome(Durations::parse, text));
        if (!expected.startsWith("!")) {
            assertEquals(Durations.parse(text), Durations.parse(Durations.format(Durations.parse(text))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no | no", "always | always", "unless-stopped | unless-stopped", "on-failure | on-failure",
        "on-failure:5 | on-failure:5", "always:0 | always",
        "always:1 | ! invalid restart policy: maximum retry count can only be used with 'on-failure'",
        "on-failure:x | ! invalid restart policy format: maximum retry count must be an integer",
        "on-failure:-1 | ! invalid restart policy: maximum retry count cannot be negative",
        ":1 | ! invalid restart policy format: no policy provided before colon",
        "maybe | ! invalid restart policy: unknown policy 'maybe'; use one of 'no', 'always', 'on-failure', or "
            + "'unless-stopped'"})
    void restartPolicies(String text, String expected) {
        assertEquals(expected, outcome(t -> RestartPolicies.format(RestartPolicies.parse(t)), text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nofile=1024:2048 | nofile=Rlimit[soft=1024, hard=2048]", "core=0 | core=Rlimit[soft=0, hard=0]",
        "memlock=-1 | memlock=Rlimit[soft=-1, hard=-1]", "stack=5:unlimited | stack=Rlimit[soft=5, hard=-1]",
        "nofile | ! invalid ulimit argument: nofile", "foo=1 | ! invalid ulimit type: foo",
        "nofile=2:1 | ! ulimit soft limit must be less than or equal to hard limit: 2 > 1",
        "nofile=-1:1 | ! ulimit soft limit must be less than or equal to hard limit: -1 > 1",
        "nofile=1:2:3 | ! too many limit value arguments - 1:2:3, can only have up to two, `soft[:hard]`",
        "nofile=x | ! invalid ulimit value: \"x\" is not a number"})
    void ulimits(String text, String expected) {
        assertEquals(expected, outcome(Ulimits::parse, text));
    }

    @Test
    void ulimitsAreWrittenShort() {
        assertEquals("5", Ulimits.format(new Rlimit(5, 5)));
        assertEquals("5:unlimited", Ulimits.format(new Rlimit(5, -1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/dev/fuse | /dev/fuse /dev/fuse rwm", "/dev/fuse:rw | /dev/fuse /dev/fuse rw",
        "/dev/a:/dev/b | /dev/a /dev/b rwm",
        "/dev/a:/dev/b:r | /dev/a /dev/b r", "/dev/a:/dev/b:x | ! bad mode specified: x",
        "/dev/a:rr | ! rr is not an absolute path", "a | ! a is not an absolute path",
        "/a:/b:r:w | ! invalid device specification: /a:/b:r:w"})
    void devices(String text, String expected) {
        assertEquals(expected, outcome(t -> {
            DeviceSpec device = DeviceSpec.parse(t);
            return device.host() + " " + device.container() + " " + device.permissions();
        }, text));
    }

    @Test
    void environmentEntries() {
        assertEquals(Map.entry("A", Optional.of("b=c")), EnvEntries.parse("A=b=c"));
        assertEquals(Map.entry("A", Optional.of("")), EnvEntries.parse("A="));
        assertEquals(Map.entry("A", Optional.empty()), EnvEntries.parse("A"));
        assertEquals("! invalid environment variable: =x", outcome(EnvEntries::parse, "=x"));
    }

    @ParameterizedTest
    @CsvSource({"private,private", "host,host", "container:a,container:a", "container:,! --pid: invalid PID mode",
        "shareable,! --pid: invalid PID mode", "x,! --pid: invalid PID mode"})
    void namespaceModes(String text, String expected) {
        assertEquals(expected, outcome(t -> NamespaceModes.format(NamespaceModes.mode("pid", t)), text));
    }

    @ParameterizedTest
    @CsvSource({"none,none", "host,host", "default,bridge", "bridge,bridge", "container:a,container:a", "my-net,my-net",
        "container:,! invalid container format container:<name|id>", "a/b,! invalid network name: a/b"})
    void networks(String text, String expected) {
        assertEquals(expected, outcome(t -> NamespaceModes.format(NamespaceModes.network(t)), text));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"host | Host[]", "auto | Auto[]",
        "0:100000:65536 | Mapped[ranges=[IdRange[container=0, host=100000, count=65536]]]",
        "x | ! --userns: invalid USER mode", "0:1:0 | ! invalid id range: \"0:1:0\" is not container:host:count",
        "0:4294967290:9 | ! invalid id range: \"0:4294967290:9\" is not container:host:count"})
    void users(String text, String expected) {
        assertEquals(expected, outcome(NamespaceModes::user, text));
    }
}
