package dev.berth.console;

import dev.berth.session.LocalSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Runs the console on this process's terminal with an engine that is made up, for {@link ConsoleTmuxIT}. */
final class ConsoleDemo {
    private ConsoleDemo() {
    }

    public static void main(String[] arguments) throws IOException {
        FakeSource source = new FakeSource() {
            @Override
            public Connection execute(String container, List<String> command, dev.berth.kernel.WindowSize size,
                    Optional<String> terminalType) throws IOException {
                Connection made = super.execute(container, command, size, terminalType);
                connection.writes("\u001b[?2004h\u001b[?1hshell of " + container + " at " + size.columns() + "x"
                        + size.rows() + "\r\n$ ");
                return made;
            }

            @Override
            public Subscription usage(Consumer<List<Usage>> onSample, Consumer<String> ended) {
                onSample.accept(List.of(new Usage("id-web", 1.5, 12 << 20, OptionalLong.of(256 << 20), 4)));
                return super.usage(onSample, ended);
            }
        };
        source.containers = List.of(FakeSource.container("web", "running"), FakeSource.container("数据库", "exited"));
        try (LocalSession session = new LocalSession(List.of())) {
            System.exit(session.run(new ConsoleProgram(() -> source, new Themes(Optional.empty(), ""),
                    List.of(CustomCommand.of("greet", Optional.of("f5"), Optional.of("containers"),
                            "echo hello {{.Name}}")), (with, words) -> {
                                with.out().println("ran " + words);
                                return words.size();
                            })));
        }
    }
}
