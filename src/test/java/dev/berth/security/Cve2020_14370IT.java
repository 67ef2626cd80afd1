package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.Container;
import dev.berth.engine.Execs;
import dev.berth.profile.ProfileBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The environment of one container that shows in the next one (also containerd's CVE-2021-21334). */
class Cve2020_14370IT extends SecurityCase {

    @Test
    void oneContainersVariablesAreItsOwn() throws Exception {
        image("busybox", new Layers());
        List<String> plain = names(run("busybox", new ProfileBuilder(), "env"));
        Container first = create("busybox", new ProfileBuilder().init(true).env("SECRET", "one"), "sleep", "1000");
        engine.containers().start(first.id());
        assertEquals(plain, names(run("busybox", new ProfileBuilder(), "env")));
        Container second = create("busybox", new ProfileBuilder().init(true), "sleep", "1000");
        engine.containers().start(second.id());
        assertEquals(plain, names(exec(second, "", false, "", "env")));
        assertEquals(plain.size() + 1, names(exec(first, "", false, "", "env")).size());
        // nor one exec session's in the next
        Execs.Exec told = engine.execs().create(second.id(), new Execs.Request(List.of("true"), false, false,
                Map.of("SECRET", Optional.of("two")), Optional.empty(), Optional.empty(), false, Optional.empty()));
        engine.execs().start(told.id(), 0, 0).close();
        assertEquals(plain, names(exec(second, "", false, "", "env")));
        engine.containers().stop(second.id(), Optional.of("KILL"), Optional.empty());
        engine.containers().start(second.id());
        assertEquals(plain, names(exec(second, "", false, "", "env")));
    }

    private static List<String> names(Result result) {
        return result.lines().stream().map(line -> line.substring(0, line.indexOf('='))).sorted().toList();
    }
}
