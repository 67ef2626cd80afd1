package dev.berth.profile.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Mutations;
import dev.berth.profile.Limits;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Port;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileParserTest {

    private static Profile parse(String text) {
        return ProfileParser.parse(text, "t.toml").profile();
    }

    private static List<String> problems(String text) {
        return assertThrows(ProfileException.class, () -> parse(text)).problems();
    }

    @Test
    void anEmptyFileSaysNothing() {
        assertEquals(Profile.EMPTY, parse(""));
    }

    @Test
    void readsEveryKindOfKey() {
        Profile profile = parse(EveryKey.TEXT);
        assertEquals(OptionalLong.of(256L << 20), profile.limits().memoryBytes());
        assertEquals(OptionalLong.of(-1), profile.limits().swapBytes());
        assertEquals(new Limits.Rlimit(4096, 8192), profile.limits().rlimits().get("nofile"));
        assertEquals(Map.of("net.core.somaxconn", "1024", "net.ipv4.ip_forward", "1"), profile.security().sysctls());
        assertEquals(Optional.of(new Namespaces.Network.Container("db")), profile.namespaces().network());
        assertEquals(Optional.empty(), profile.env().get("GONE"));
        assertEquals(new Port(Optional.of("::1"), OptionalInt.of(8080), 80, "tcp"), profile.ports().get(0));
        assertEquals(01777, profile.mounts().get(1).mode().getAsInt());
        assertEquals(List.of("CHOWN"), profile.security().capabilities().orElseThrow().add());
    }

    @Test
    void everyKeyIsTriedHere() {
        Profile profile = parse(EveryKey.TEXT);
        for (Key<Profile, ?, ?> key : ProfileKeys.TABLE.keys()) {
            if (key != ProfileKeys.EXTENDS && !key.path().matches("limits\\.(" + String.join("|",
                    dev.berth.profile.form.Ulimits.NAMES) + ")")) {
                assertTrue(key.write(profile).isPresent(), key.path() + " is not in EveryKey");
            }
        }
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        Profile profile = parse(EveryKey.TEXT);
        String written = ProfileWriter.write(profile);
        assertEquals(profile, parse(written), written);
        assertEquals("", ProfileWriter.write(Profile.EMPTY));
    }

    @Test
    void strangeTextSurvivesWriting() {
        Profile profile = new dev.berth.profile.ProfileBuilder().image("a\"b\\c\n\t\u0001\u7f00\u00e9 \ud83d\ude00")
                .env("A.B C", "'''\"\"\"").label("x.y", "").command(List.of("", "\r")).build();
        assertEquals(profile, parse(ProfileWriter.write(profile)));
    }

    @Test
    void parentsKeepTheirPlaces() {
        assertEquals(List.of(new ParsedProfile.Parent("a", new Position(1, 12)),
                new ParsedProfile.Parent("b", new Position(1, 17))),
                ProfileParser.parse("extends = [\"a\", \"b\"]", "t.toml").parents());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "imgae = 'x' | t.toml:1:1: imgae: unknown key; did you mean image, which takes text in quotes?",
        "[limits]\\nmemroy = '1g' | t.toml:2:1: limits.memroy: unknown key; did you mean limits.memory, which takes a "
            + "size such as \"256MiB\", \"1GB\" or \"512m\"?",
        "memory = '1g' | t.toml:1:1: memory: unknown key; did you mean limits.memory, which takes a size such as "
            + "\"256MiB\", \"1GB\" or \"512m\"?",
        "[limit]\\nmemory = '1g' | t.toml:1:1: limit: unknown key; did you mean limits, which takes a table of",
        "[limits]\\nmemory = 12 | t.toml:2:1: limits.memory: an integer is not accepted; it takes a size such as",
        "[limits]\\nmemory = '12 bananas' | t.toml:2:1: limits.memory: invalid size: '12 bananas'; it takes a size",
        "[limits]\\ncpu_weight = 0 | t.toml:2:1: limits.cpu_weight: 0 is out of range; it takes a whole number from 1 "
            + "to 10000",
        "[limits]\\ncpu = 2 | t.toml:2:1: limits.cpu: an integer is not accepted; it takes seconds of processor time "
            + "in quotes, \"60\"; for processors use limits.cpus",
        "[limits]\\nnofile = '9:1' | t.toml:2:1: limits.nofile: ulimit soft limit must be less than or equal to hard "
            + "limit: 9 > 1",
        "tty = 'yes' | t.toml:1:1: tty: a string is not accepted; it takes true or false",
        "command = 'x' | t.toml:1:1: command: a string is not accepted; it takes a list of texts",
        "command = ['x', 1] | t.toml:1:17: command: an integer is not accepted; it takes text in quotes",
        "workdir = 'srv' | t.toml:1:1: workdir: \"srv\" is not an absolute path; it takes an absolute path",
        "stop_timeout = '10' | t.toml:1:1: stop_timeout: time: missing unit in duration \"10\"; it takes a duration",
        "limits = 3 | t.toml:1:1: limits: an integer is not accepted; it takes a table of",
        "[[mounts]]\\ntype = 'bind'\\ntarget = '/x' | mounts: \"source\" is missing, which a bind needs",
        "[[mounts]]\\ntype = 'bnid'\\ntarget = '/x' | t.toml:2:1: mounts.type: mount type unknown: \"bnid\"",
        "[[mounts]]\\ntraget = '/x' | t.toml:2:1: mounts.traget: unknown key; did you mean target",
        "[[ports]]\\ncontainer = 70000 | t.toml:2:1: ports.container: 70000 is out of range",
        "[namespaces]\\npid = 'nobody' | t.toml:2:1: namespaces.pid: --pid: invalid PID mode; it takes \"private\", "
            + "\"host\" or",
        "[namespaces]\\nuser = { map = '0:1' } | t.toml:2:1: namespaces.user: invalid id range: \"0:1\" is not "
            + "container:host:count",
        "image = | t.toml:1:8: Unexpected end of input",
        "day = 2020-01-01 | t.toml:1:1: day: unknown key",
    })
    void saysWhatIsWrong(String text, String expected) {
        List<String> problems = problems(text.replace("\\n", "\n"));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains(expected), problems.get(0));
    }

    @Test
    void allProblemsAreSaidInTheOrderOfTheFile() {
        List<String> problems = problems("x = 1\n[security]\nprivileged = 1\n[limits]\npids = 0\nmemory = 'x'\n");
        assertEquals(List.of("t.toml:1:1", "t.toml:3:1", "t.toml:5:1", "t.toml:6:1"),
                problems.stream().map(p -> p.substring(0, 10)).toList());
    }

    /** 5,000 changes of a profile with every key: it is read or refused with sentences. */
    @Test
    void nothingElseHappens() {
        Mutations mutations = new Mutations(6, "\"", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",",
                "\n", "#",
                "\\", "\\u", "\\UFFFFFFFF", "inf", "nan", "-", "1e999", "99999999999999999999", "0x",
                "1979-05-27T07:32:00Z", "\0", "[limits]", "a.b.c.d = 1", "true",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
        for (int i = 0; i < 5_000; i++) {
            try {
                parse(mutations.of(EveryKey.TEXT));
            } catch (ProfileException refused) {
                assertTrue(refused.problems().stream().allMatch(problem -> problem.length() > 10),
                        refused.getMessage());
            } catch (AssertionError e) {
                // the TOML library asserts, where tests run it, something of texts that it goes on to refuse
                if (!e.getStackTrace()[0].getClassName().startsWith("org.tomlj.")) {
                    throw e;
                }
            }
        }
    }

    @Test
    void refusesHugeAndDeeplyNestedFiles() {
        assertTrue(problems("#".repeat((1 << 20) + 1)).get(0).contains("larger than 1 MiB"));
        assertTrue(problems("a = " + "[".repeat(100_000)).get(0).startsWith("t.toml:1:37: nested more than 32"));
        assertTrue(problems("[" + "a.".repeat(1000) + "a]").get(0).contains("nested more than 32"));
        assertEquals(Optional.of("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[."), parse(
                "image = '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[.' # [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[").image());
    }
}
