package dev.berth.shell;

import dev.berth.session.FdInput;
import dev.berth.session.HangUpException;
import dev.berth.session.SessionTerminal;
import dev.berth.shell.line.LineTerminal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.SyntaxError;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import picocli.CommandLine;

/** {@code berth shell}: the same commands, a line each, with history, completion and suggestions. */
@CommandLine.Command(name = "shell", description = "Run commands interactively, with history and completion")
final class ShellCommand extends Command {

    private final Cli cli;

    ShellCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    protected int run(Context context) throws IOException {
        SessionTerminal terminal = context.session().terminal().orElseThrow(
                () -> new CommandException("the shell needs a terminal; give commands to berth itself instead"));
        try (LineTerminal line = new LineTerminal(context.session(), terminal)) {
            LineReader reader = reader(context, line);
            int status = 0;
            while (true) {
                List<String> words;
                try {
                    words = words(reader, reader.readLine("berth> "));
                } catch (UserInterruptException e) {
                    continue;
                } catch (EndOfFileException e) {
                    return context.session().isHungUp() ? 129 : status;
                }
                if (words.isEmpty()) {
                    continue;
                }
                if (words.get(0).equals("exit") || words.get(0).equals("quit")) {
                    return words.size() > 1 ? (int) Numbers.integer(words.get(1), "exit") & 0xFF : status;
                }
                status = execute(context, words, line);
            }
        }
    }

    private LineReader reader(Context context, LineTerminal line) {
        LineReader reader = LineReaderBuilder.builder().terminal(line.terminal()).appName("berth")
                .parser(new DefaultParser().eofOnUnclosedQuote(true))
                .completer(new ShellCompleter(cli.table(), context.client()))
                .highlighter(new ShellHighlighter(cli.table(), context.session()))
                .variable(LineReader.HISTORY_FILE, history(context))
                .variable(LineReader.HISTORY_SIZE, 2000)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .build();
        reader.setAutosuggestion(LineReader.SuggestionType.HISTORY);
        return reader;
    }

    /** {@code $XDG_STATE_HOME/berth/history} (XDG base directory specification). */
    private static Path history(Context context) {
        return context.session().variable("XDG_STATE_HOME").map(Path::of)
                .orElse(Path.of(context.session().environment().getOrDefault("HOME", "/"), ".local", "state"))
                .resolve("berth").resolve("history");
    }

    private static List<String> words(LineReader reader, String line) {
        try {
            List<String> words = reader.getParser().parse(line, line.length(),
                    org.jline.reader.Parser.ParseContext.ACCEPT_LINE).words();
            List<String> plain = words.stream().filter(w -> !w.isEmpty()).toList();
            return !plain.isEmpty() && plain.get(0).equals("berth") ? plain.subList(1, plain.size()) : plain;
        } catch (SyntaxError e) {
            return List.of();
        }
    }

    private int execute(Context context, List<String> words, LineTerminal line) throws IOException {
        if (words.get(0).equals("shell")) {
            context.err().println("this is the shell");
            return 1;
        }
        FdInput in = context.session().in();
        line.commandRuns(true);
        try {
            return cli.run(context.session(), words);
        } catch (HangUpException e) {
            throw e;
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            context.err().println("");
            return 130;
        } finally {
            // what was left of an interrupt is not the next command's
            line.commandRuns(false);
            Thread.interrupted();
            in.clearInterrupt();
        }
    }
}
