package dev.berth.build.dockerfile;

import static dev.berth.build.dockerfile.Parsing.at;
import static dev.berth.build.dockerfile.Parsing.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each instruction in the forms of docker's reference. */
class InstructionTest {

    private static Arguments is(String text, Function<Source, Instruction> expected) {
        return arguments(text, expected);
    }

    private static CommandLine shell(String line) {
        return new CommandLine(List.of(line), true);
    }

    private static CommandLine exec(String... words) {
        return new CommandLine(List.of(words), false);
    }

    private static List<KeyValue> pairs(String... keysAndValues) {
        List<KeyValue> result = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            result.add(new KeyValue(keysAndValues[i], keysAndValues[i + 1]));
        }
        return result;
    }

    private static Copy copy(Source at, List<String> paths, String destination) {
        return new Copy(at, paths, List.of(), destination, Optional.empty(), Optional.empty(), Optional.empty(), false,
                false, List.of());
    }

    private static Arg arg(Source at, String name, Optional<String> value) {
        return new Arg(at, List.of(new Arg.Declaration(name, value)));
    }

    static Stream<Arguments> instructions() {
        return Stream.of(
                is("CMD echo \"a b\" | wc -", at -> new Cmd(at, shell("echo \"a b\" | wc -"))),
                is("CMD [\"/bin/x\", \"a b\"]", at -> new Cmd(at, exec("/bin/x", "a b"))),
                is("cmd []", at -> new Cmd(at, exec())),
                is("CMD", at -> new Cmd(at, new CommandLine(List.of(), true))),
                is("ENTRYPOINT [\"top\", \"-b\"]", at -> new Entrypoint(at, exec("top", "-b"))),
                is("EntryPoint exec top -b", at -> new Entrypoint(at, shell("exec top -b"))),
                is("ENV A=1 B=\"x y\" C=a\\ b D='$q'", at -> new Env(at,
                        pairs("A", "1", "B", "\"x y\"", "C", "a\\ b", "D", "'$q'"))),
                is("ENV ONE TWO= THREE=world", at -> new Env(at, pairs("ONE", "TWO= THREE=world"))),
                is("ENV A  the rest  of it", at -> new Env(at, pairs("A", "the rest  of it"))),
                is("ENV A= B=\"\"", at -> new Env(at, pairs("A", "", "B", "\"\""))),
                is("ENV A=b=c", at -> new Env(at, pairs("A", "b=c"))),
                is("LABEL \"com.example.vendor\"=\"ACME\" v=1", at -> new Label(at,
                        pairs("\"com.example.vendor\"", "\"ACME\"", "v", "1"))),
                is("LABEL description hello world", at -> new Label(at, pairs("description", "hello world"))),
                is("ARG USER", at -> arg(at, "USER", Optional.empty())),
                is("ARG USER=", at -> arg(at, "USER", Optional.of(""))),
                is("ARG A=1 B C=\"x y\"", at -> new Arg(at, List.of(new Arg.Declaration("A", Optional.of("1")),
                        new Arg.Declaration("B", Optional.empty()),
                        new Arg.Declaration("C", Optional.of("\"x y\""))))),
                is("WORKDIR /a b", at -> new Workdir(at, "/a b")),
                is("USER 1000:$GROUP", at -> new User(at, "1000:$GROUP")),
                is("EXPOSE 80/udp 443 8000-8010/tcp", at -> new Expose(at, List.of("443", "80/udp", "8000-8010/tcp"))),
                is("VOLUME /a /b", at -> new Volume(at, List.of("/a", "/b"))),
                is("VOLUME [\"/a b\"]", at -> new Volume(at, List.of("/a b"))),
                is("STOPSIGNAL SIGQUIT", at -> new StopSignal(at, "SIGQUIT")),
                is("MAINTAINER A B <a@b>", at -> new Maintainer(at, "A B <a@b>")),
                is("SHELL [\"/bin/bash\", \"-c\"]", at -> new Shell(at, List.of("/bin/bash", "-c"))),
                is("ONBUILD RUN make && x", at -> new Onbuild(at, "RUN make && x")),
                is("onbuild copy . /x", at -> new Onbuild(at, "copy . /x")),
                is("COPY a b/ c/", at -> copy(at, List.of("a", "b/"), "c/")),
                is("COPY [\"a b\", \"c\"]", at -> copy(at, List.of("a b"), "c")),
                // quotes mean nothing here until the words are expanded; docker splits them too
                is("COPY \"a b\" c", at -> copy(at, List.of("\"a", "b\""), "c")),
                is("COPY --from=x --chown=a:b --chmod=u+x --link --parents --exclude=*.md --exclude=y a /b",
                        at -> new Copy(at, List.of("a"), List.of(), "/b", Optional.of("x"), Optional.of("a:b"),
                                Optional.of("u+x"), true, true, List.of("*.md", "y"))),
                is("COPY --link=false --from= a b", at -> copy(at, List.of("a"), "b")),
                is("COPY -- --odd /b", at -> copy(at, List.of("--odd"), "/b")),
                is("ADD --checksum=sha256:1 --keep-git-dir=true --unpack=false --chmod=755 https://h/f /f",
                        at -> new Add(at, List.of("https://h/f"), List.of(), "/f", Optional.empty(),
                                Optional.of("755"), false, List.of(), true, Optional.of("sha256:1"),
                                Optional.of(false))),
                is("RUN --network=none --mount=type=tmpfs,target=/t --mount=target=/b make",
                        at -> new Run(at, shell("make"), List.of(), List.of("type=tmpfs,target=/t", "target=/b"),
                                Run.Network.NONE)),
                is("RUN --security=sandbox [\"a\"]",
                        at -> new Run(at, exec("a"), List.of(), List.of(), Run.Network.DEFAULT)),
                is("RUN   --network=host\ta  --not-a-flag",
                        at -> new Run(at, shell("a  --not-a-flag"), List.of(), List.of(), Run.Network.HOST)),
                is("HEALTHCHECK NONE", at -> health(at, List.of("NONE"), Optional.empty(), Optional.empty())),
                is("HEALTHCHECK cmd curl -f http://localhost/ || exit 1", at -> health(at,
                        List.of("CMD-SHELL", "curl -f http://localhost/ || exit 1"), Optional.empty(),
                        Optional.empty())),
                is("HEALTHCHECK --interval=5m --retries=3 CMD [\"a\", \"b\"]", at -> health(at,
                        List.of("CMD", "a", "b"), Optional.of(Duration.ofMinutes(5)), Optional.of(3))));
    }

    private static Healthcheck health(Source at, List<String> test, Optional<Duration> interval,
            Optional<Integer> retries) {
        return new Healthcheck(at, test, interval, Optional.empty(), Optional.empty(), Optional.empty(), retries);
    }

    @ParameterizedTest
    @MethodSource
    void instructions(String text, Function<Source, Instruction> expected) {
        assertEquals(expected.apply(at(text)), one(text));
    }

    /** The exec form is strict JSON; everything else is for the shell. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "[\"a\"] ~ exec a", "[ \"a\" , \"b c\" ] ~ exec a|b c", "[\"\\u00e9\\n\\\"\"] ~ exec \u00e9\\n\"",
        "['a'] ~ shell", "[\"a\",] ~ shell", "[\"a\" \"b\"] ~ shell", "[\"a\"] b ~ exec a", "[a] ~ shell",
        "[\"a ~ shell", "[\"a\" ~ shell", "[\"a\\x\"] ~ shell", "[ -f x ] && y ~ shell", "[[\"a\" ~ shell",
        "[1e999] ~ shell", "[01] ~ shell", "[tru] ~ shell",
        "[1] ~ error", "[\"a\", null] ~ error", "[[\"a\"]] ~ error", "[{\"a\": [1, -2.5e3]}] ~ error", "[true] ~ error",
    })
    void execFormOrShellForm(String text, String expected) {
        String found;
        try {
            CommandLine command = ((Cmd) one("CMD " + text)).command();
            found = command.shellForm() ? "shell" : "exec " + String.join("|", command.words()).replace("\n", "\\n");
        } catch (DockerfileException e) {
            assertEquals("when using JSON array syntax, arrays must be comprised of strings only", e.sentence());
            found = "error";
        }
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @CsvSource({"1h, PT1H", "1h15m30.918s, PT1H15M30.918S", "0, PT0S", "1.5h, PT1H30M", "100ms, PT0.1S",
        "1000000ns, PT0.001S", "2000us, PT0.002S", ".5s, PT0.5S", "+5s, PT5S"})
    void durationsAreGos(String text, Duration expected) {
        Healthcheck check = (Healthcheck) one("HEALTHCHECK --start-period=" + text + " --timeout=" + text
                + " --start-interval=" + text + " CMD x");
        assertEquals(Optional.of(expected), check.startPeriod());
        assertEquals(Optional.of(expected), check.timeout());
        assertEquals(Optional.of(expected), check.startInterval());
    }
}
