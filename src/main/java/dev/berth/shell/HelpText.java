package dev.berth.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's help in docker's layout, made from its picocli model; the man page is made from the same. */
final class HelpText {

    /** Columns where there is no terminal, as docker's. */
    static final int WIDTH = 80;
    /** Columns that a description has at least, however narrow the terminal. */
    private static final int LEAST = 24;

    private final CommandSpec spec;
    private final String name;

    HelpText(CommandSpec spec, String name) {
        this.spec = spec;
        this.name = name;
    }

    /** {@code berth ps [OPTIONS]}. */
    String usage() {
        String begin = "berth " + name + (options().isEmpty() ? "" : " [OPTIONS]");
        StringBuilder out = new StringBuilder(begin);
        String[] synopsis = spec.usageMessage().customSynopsis();
        for (int i = 0; i < synopsis.length; i++) {
            out.append(i == 0 ? "" : "\n\t" + begin).append(synopsis[i].isEmpty() ? "" : " ").append(synopsis[i]);
        }
        return out.toString();
    }

    /**
     * What {@code --help} prints.
     *
     * @param width the terminal's columns
     */
    String full(int width) {
        StringBuilder out = new StringBuilder("Usage:  ").append(usage()).append("\n\n");
        for (String line : spec.usageMessage().description()) {
            out.append(line).append('\n');
        }
        List<OptionSpec> options = options();
        if (!options.isEmpty()) {
            out.append("\nOptions:\n");
            int column = 0;
            for (OptionSpec option : options) {
                column = Math.max(column, flags(option).length());
            }
            for (OptionSpec option : options) {
                line(out, flags(option), column + 3, Math.max(width, column + 3 + LEAST),
                        String.join(" ", option.description()));
            }
        }
        for (String line : spec.usageMessage().footer()) {
            out.append('\n').append(line).append('\n');
        }
        return out.toString();
    }

    /** The options in the order of their long names. */
    List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                options.add(option);
            }
        }
        options.sort(Comparator.comparing(OptionSpec::longestName));
        return options;
    }

    /** {@code   -a, --all} or {@code       --name string}. */
    static String flags(OptionSpec option) {
        String shortest = option.shortestName();
        String longest = option.longestName();
        StringBuilder out = new StringBuilder(shortest.startsWith("--") ? "      " : "  " + shortest);
        if (longest.startsWith("--")) {
            out.append(shortest.startsWith("--") ? "" : ", ").append(longest);
        }
        if (!isSwitch(option)) {
            out.append(' ').append(option.paramLabel());
        }
        return out.toString();
    }

    static boolean isSwitch(OptionSpec option) {
        return option.type() == boolean.class;
    }

    private static void line(StringBuilder out, String flags, int column, int width, String description) {
        out.append(flags);
        int at = flags.length();
        int begin = column;
        boolean first = true;
        for (String word : description.split(" ")) {
            if (first || at + 1 + word.length() > width) {
                if (!first) {
                    out.append('\n');
                    at = 0;
                }
                out.append(" ".repeat(begin - at)).append(word);
                at = begin + word.length();
                first = false;
            } else {
                out.append(' ').append(word);
                at += 1 + word.length();
            }
        }
        out.append('\n');
    }
}
