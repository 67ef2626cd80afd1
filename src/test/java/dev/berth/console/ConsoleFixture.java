package dev.berth.console;

import dev.berth.terminal.DetachKeys;
import dev.berth.terminal.VirtualTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A console on a terminal that is not there, with an engine that is made up: two containers run, one has ended. */
abstract class ConsoleFixture {
    protected Map<String, String> environment = Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8");

    @TempDir
    protected Path themes;
    protected final FakeSource source = new FakeSource();
    protected VirtualTerminal terminal = new VirtualTerminal(24, 80);
    protected Console console;
    protected CompletableFuture<Console.Exit> exit;

    @BeforeEach
    void setUp() {
        source.containers = List.of(FakeSource.container("web", "running"), FakeSource.container("db", "running"),
                FakeSource.container("job", "exited"));
        source.profiles = List.of(new ProfileItem("sandbox", "A shell to try things in", "debian:bookworm", "built-in",
                Optional.empty()),
                new ProfileItem("broken", "", "", "/etc/x.toml", Optional.of("x.toml:3: no such key")));
        console = new Console(source, Map.of(), new Themes(Optional.of(themes), ""), DetachKeys.DOCKER,
                List.of(CustomCommand.of("greet", Optional.of("f5"), Optional.of("containers"),
                        "berth exec {{.Name}} echo '{{.Image}} {{.ID}}'")));
    }

    @AfterEach
    void end() throws Exception {
        terminal.hangUp();
        if (exit != null) {
            exit.get(10, TimeUnit.SECONDS);
        }
        console.close();
    }

    protected void run() {
        exit = CompletableFuture.supplyAsync(() -> {
            try {
                return console.run(terminal, environment, Path.of("/somewhere"),
                        commands -> commands.forEach(words -> source.calls.add(String.join("|", words))));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    protected void open() throws InterruptedException {
        run();
        awaitScreen("job");
        awaitScreen("3 Profiles 2");
        await("the streams are open", () -> source.openSubscriptions == 2);
    }

    protected void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never: " + what + "\n" + terminal.screen() + "\ncalls: " + source.calls);
    }

    protected void awaitScreen(String text) throws InterruptedException {
        await("\"" + text + "\" on the screen", () -> terminal.screen().contains(text));
    }

    protected void awaitCall(String call) throws InterruptedException {
        await(call, () -> source.calls.contains(call));
    }

    protected String line(int row) {
        return terminal.screen().lines().skip(row).findFirst().orElse("");
    }

    protected void click(int row, int column) {
        terminal.type("\u001b[<0;" + (column + 1) + ";" + (row + 1) + "M\u001b[<0;" + (column + 1) + ";" + (row + 1)
                + "m");
    }

    protected int rowOf(String text) {
        List<String> lines = terminal.screen().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError(text + " is not on the screen");
    }
}
