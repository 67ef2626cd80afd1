package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The man page is made from the commands' own model; this compares. To make it anew after a change:
 * {@code mvn test -Dtest=ManPageTest -Dberth.man.write=true}.
 */
class ManPageTest {

    private static final Path PAGE = Path.of("man/berth.1");

    @Test
    void isWhatTheCommandsSay() throws Exception {
        String page = page();
        if (Boolean.getBoolean("berth.man.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "man/berth.1 is not what the commands say; see this test's comment");
    }

    private static String page() throws Exception {
        StringBuilder out = new StringBuilder(
                Files.readString(Path.of("src/test/resources/dev/berth/shell/man-head.roff")));
        out.append(".SH COMMANDS\n");
        Map<String, CommandEntry> shown = new TreeMap<>();
        Map<Class<?>, List<String>> names = new java.util.HashMap<>();
        for (CommandEntry entry : new CommandTable(new Cli(null)).all()) {
            shown.put(entry.path(), entry);
        }
        Map<String, String> aliasOf = new TreeMap<>();
        for (CommandEntry entry : shown.values()) {
            CommandLine line = entry.borrow();
            String key = line.getCommand().getClass().getName() + line.getCommandSpec().usageMessage().description()[0];
            entry.giveBack(line);
            boolean shared = line.getCommand() instanceof InspectCommand.Of;
            String first = names.computeIfAbsent(line.getCommand().getClass(), k -> new ArrayList<>(
                    List.of(shortest(shown, line.getCommand().getClass())))).get(0);
            if (!shared && !first.equals(entry.path())) {
                aliasOf.put(entry.path(), first);
            }
        }
        for (CommandEntry entry : shown.values()) {
            if (!aliasOf.containsKey(entry.path())) {
                command(out, entry, aliasOf);
            }
        }
        return out.append(Files.readString(Path.of("src/test/resources/dev/berth/shell/man-tail.roff"))).toString();
    }

    /** The name with the fewest words stands for its aliases. */
    private static String shortest(Map<String, CommandEntry> entries, Class<?> type) {
        String best = "";
        for (CommandEntry entry : entries.values()) {
            CommandLine line = entry.borrow();
            entry.giveBack(line);
            if (line.getCommand().getClass() == type && (best.isEmpty()
                    || entry.path().split(" ").length < best.split(" ").length)) {
                best = entry.path();
            }
        }
        return best;
    }

    private static void command(StringBuilder out, CommandEntry entry, Map<String, String> aliasOf) {
        CommandLine line = entry.borrow();
        HelpText help = new HelpText(line.getCommandSpec(), entry.path());
        out.append(".SS ").append(escape(help.usage()).replace("\n\t", "\n.SS ")).append('\n')
                .append(escape(String.join(" ", line.getCommandSpec().usageMessage().description()))).append(".\n");
        List<String> aliases = new ArrayList<>();
        aliasOf.forEach((alias, name) -> {
            if (name.equals(entry.path())) {
                aliases.add("berth " + alias);
            }
        });
        if (!aliases.isEmpty()) {
            out.append("Also: ").append(escape(String.join(", ", aliases))).append(".\n");
        }
        for (OptionSpec option : help.options()) {
            out.append(".TP\n\\fB").append(escape(HelpText.flags(option).strip())).append("\\fR\n")
                    .append(escape(String.join(" ", option.description()))).append(".\n");
        }
        entry.giveBack(line);
    }

    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
