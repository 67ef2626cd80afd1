package dev.berth.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.berth.build.dockerfile.RunMount.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The {@code --mount} flags of {@code RUN}, with the keys and defaults of docker's reference. */
class RunMountsTest {

    private static final Expansion VARIABLES = new Expansion('\\',
            name -> Optional.ofNullable(Map.of("DIR", "/d", "TYPE", "tmpfs", "MODE", "0750").get(name)), 2);

    private static Run run(String flag) {
        return (Run) Parsing.one("RUN --mount=" + flag + " true");
    }

    static Stream<Arguments> mounts() {
        return Stream.of(
                arguments("target=/x", new RunMount.Bind(Optional.empty(), "", "/x", true)),
                arguments("type=bind,from=base,source=/a,dst=x,rw",
                        new RunMount.Bind(Optional.of("base"), "/a", "x", false)),
                arguments("destination=/x,src=a,readwrite=false", new RunMount.Bind(Optional.empty(), "a", "/x", true)),
                arguments("TARGET=/x,ReadOnly=0", new RunMount.Bind(Optional.empty(), "", "/x", false)),
                arguments("type=cache,target=/root/.cache//go/", new RunMount.Cache("/root/.cache/go",
                        "/root/.cache//go/", Optional.empty(), "", Sharing.SHARED, false, 0755, 0, 0)),
                arguments("type=cache,id=apt,target=/v,sharing=Locked,mode=1777,uid=5,gid=6,from=b,source=s,ro",
                        new RunMount.Cache("apt", "/v", Optional.of("b"), "s", Sharing.LOCKED, true, 01777, 5, 6)),
                arguments("type=tmpfs,target=/t", new RunMount.Tmpfs("/t", Optional.empty())),
                arguments("type=tmpfs,target=/t,size=1.5g", new RunMount.Tmpfs("/t", Optional.of(3L << 29))),
                arguments("type=secret,id=aws", new RunMount.Secret("aws", Optional.empty(), Optional.empty(), false,
                        0400, 0, 0)),
                arguments("type=secret,target=/root/.aws/key,required", new RunMount.Secret("key",
                        Optional.of("/root/.aws/key"), Optional.empty(), true, 0400, 0, 0)),
                arguments("type=secret,src=a,env=KEY,mode=0440,uid=1000,required=true", new RunMount.Secret("a",
                        Optional.empty(), Optional.of("KEY"), true, 0440, 1000, 0)),
                arguments("type=secret,id=a,env=", new RunMount.Secret("a", Optional.empty(), Optional.of("a"), false,
                        0400, 0, 0)),
                arguments("type=ssh", new RunMount.Ssh("default", Optional.empty(), false, 0600, 0, 0)),
                arguments("type=ssh,id=x,target=/s,required=1,mode=0666,gid=7", new RunMount.Ssh("x",
                        Optional.of("/s"), true, 0666, 0, 7)),
                arguments("target=$DIR/x,source=${NONE:-y}", new RunMount.Bind(Optional.empty(), "y", "/d/x", true)),
                arguments("type=$TYPE,target=/t", new RunMount.Tmpfs("/t", Optional.empty())),
                arguments("type=cache,target=/t,mode=$MODE", new RunMount.Cache("/t", "/t", Optional.empty(), "",
                        Sharing.SHARED, false, 0750, 0, 0)),
                arguments("'type=bind,\"target=/a,b\"'", new RunMount.Bind(Optional.empty(), "", "/a,b", true)));
    }

    @ParameterizedTest
    @MethodSource
    void mounts(String flag, RunMount expected) {
        assertEquals(List.of(expected), RunMounts.of(run(flag), VARIABLES));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "type=nfs,target=/x ~ unsupported mount type \"nfs\"",
        "type=cach,target=/x ~ unsupported mount type \"cach\" (did you mean cache?)",
        "target=/x,colour=red ~ unexpected key 'colour' in 'colour=red'",
        "target=/x,bind-propagation=shared ~ unexpected key 'bind-propagation' in 'bind-propagation=shared'",
        "targett=/x ~ unexpected key 'targett' in 'targett=/x' (did you mean target?)",
        "target ~ invalid field 'target' must be a key=value pair",
        "target=/x,ro=perhaps ~ invalid value for ro: perhaps",
        "target=/x,required ~ unexpected key 'required' for mount type 'bind'",
        "target=/x,size=1m ~ unexpected key 'size' for mount type 'bind'",
        "type=tmpfs,target=/x,size=much ~ invalid value for size: much",
        "type=tmpfs,target=/x,size=-1 ~ invalid value for size: -1",
        "target=/x,mode=0755 ~ mode not allowed for \"bind\" type mounts",
        "type=tmpfs,target=/x,uid=1 ~ uid not allowed for \"tmpfs\" type mounts",
        "target=/x,gid=1 ~ gid not allowed for \"bind\" type mounts",
        "type=cache,target=/x,mode=999 ~ invalid value 999 for mode",
        "type=cache,target=/x,uid=4294967296 ~ invalid value 4294967296 for uid",
        "type=cache,target=/x,gid=-1 ~ invalid value -1 for gid",
        "type=cache,target=/x,sharing=some ~ unsupported sharing value \"some\"",
        "target=/x,sharing=locked ~ invalid cache sharing set for bind mount",
        "type=secret ~ invalid secret mount. one of source, target required",
        "type=secret,id=a,src=b ~ both source and id can't be set",
        "type=secret,id=a,from=b ~ secret mount should not have a from",
        "type=secret,id=a,sharing=shared ~ secret mount should not define sharing",
        "target=/x,from=$A ~ 'from' doesn't support variable expansion, define alias stage instead",
    })
    void refusals(String flag, String sentence) {
        assertEquals("Dockerfile:2: " + sentence,
                assertThrows(DockerfileException.class, () -> run(flag)).getMessage());
    }

    /** What a variable holds is seen only when it is known. */
    @Test
    void refusesLaterWhatHangsOnVariables() {
        Run run = run("type=$DIR,target=/x");
        assertThrows(DockerfileException.class, () -> RunMounts.of(run, VARIABLES));
    }

    @Test
    void knowsWhereMountsComeFromBeforeVariablesAreKnown() {
        Run run = (Run) Parsing.one(
                "RUN --mount=from=a,target=$X --mount=target=/y --mount=type=cache,from=img:1,target=/z x");
        assertEquals(List.of("a", "img:1"), RunMounts.origins(run));
    }
}
