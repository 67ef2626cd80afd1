package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * {@code RUN [--mount=…] [--network=…] COMMAND}.
 *
 * @param source where it stands
 * @param command what is run, as written; {@link #effective()} is what to run
 * @param heredocs the here-documents in it
 * @param mountFlags the values of {@code --mount}; {@link RunMounts} reads them
 * @param network which network the command has
 */
public record Run(Source source, CommandLine command, List<Heredoc> heredocs, List<String> mountFlags,
        Network network) implements Instruction {

    /** Which network a command has. */
    public enum Network {
        /** The build's. */
        DEFAULT,
        /** None but the loopback. */
        NONE,
        /** The host's; needs leave. */
        HOST
    }

    /** Keeps its own copies of the lists. */
    public Run {
        heredocs = List.copyOf(heredocs);
        mountFlags = List.copyOf(mountFlags);
    }

    /**
     * The command with its here-documents: alone it is the text that the shell runs; otherwise the shell gets the line
     * with the here-documents after it, as it would from a file.
     */
    public CommandLine effective() {
        if (heredocs.isEmpty()) {
            return command;
        }
        String line = command.words().get(0);
        if (HeredocWord.parse(line).isPresent()) {
            return new CommandLine(List.of(heredocs.get(0).text()), true);
        }
        StringBuilder whole = new StringBuilder(line);
        for (Heredoc heredoc : heredocs) {
            whole.append('\n').append(heredoc.content()).append(heredoc.name());
        }
        return new CommandLine(List.of(whole.toString()), true);
    }

    /**
     * A here-document that begins with {@code #!} and is the whole command: to be made an executable file and run
     * itself, without the shell.
     */
    public Optional<InlineFile> script() {
        if (heredocs.isEmpty() || !heredocs.get(0).text().startsWith("#!")
                || HeredocWord.parse(command.words().get(0)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InlineFile(heredocs.get(0).name(), heredocs.get(0).text(), false));
    }
}
