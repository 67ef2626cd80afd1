package dev.berth.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Reads a command's arguments into its picocli model as Go's pflag does: {@code -abc}, {@code -nVALUE},
 * {@code -n=VALUE}, {@code --name VALUE}, {@code --name=VALUE}, switches also {@code --name=false}, options and
 * arguments mixed until
 * {@code --}. picocli's own parser differs in several of these and in every message.
 */
final class Arguments {

    private final CommandSpec spec;
    private final boolean endsAtFirstArgument;
    private final List<String> rest = new ArrayList<>();
    private final Map<String, OptionSpec> options = new TreeMap<>();

    private Arguments(CommandLine line, boolean endsAtFirstArgument) {
        this.spec = line.getCommandSpec();
        this.endsAtFirstArgument = endsAtFirstArgument;
        for (OptionSpec option : spec.options()) {
            for (String name : option.names()) {
                options.put(name, option);
            }
        }
    }

    /**
     * Sets the command's options and gives what is left.
     *
     * @param line the command
     * @param endsAtFirstArgument whether options end at the first argument
     * @param arguments what was typed
     * @throws UsageException in docker's words
     */
    static List<String> read(CommandLine line, boolean endsAtFirstArgument, List<String> arguments) {
        Arguments reader = new Arguments(line, endsAtFirstArgument);
        try {
            for (OptionSpec option : reader.spec.options()) {
                option.setter().set(empty(option));
            }
            reader.readAll(arguments);
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an option could not be set", e);
        }
        return reader.rest;
    }

    private static Object empty(ArgSpec option) {
        String initial = option.defaultValue();
        if (option.type() == boolean.class) {
            return "true".equals(initial);
        }
        if (option.type() == List.class) {
            return new ArrayList<String>();
        }
        return initial == null ? "" : initial;
    }

    private void readAll(List<String> arguments) throws Exception {
        int i = 0;
        while (i < arguments.size()) {
            String a = arguments.get(i++);
            if (a.equals("--")) {
                rest.addAll(arguments.subList(i, arguments.size()));
                return;
            }
            if (a.length() < 2 || a.charAt(0) != '-') {
                rest.add(a);
                if (endsAtFirstArgument) {
                    rest.addAll(arguments.subList(i, arguments.size()));
                    return;
                }
                continue;
            }
            String next = i < arguments.size() ? arguments.get(i) : null;
            boolean tookNext = a.startsWith("--") ? readLong(a, next) : readShort(a, next);
            i += tookNext ? 1 : 0;
        }
    }

    private boolean readLong(String a, String next) throws Exception {
        int equals = a.indexOf('=');
        String name = equals < 0 ? a : a.substring(0, equals);
        OptionSpec option = options.get(name);
        if (option == null) {
            throw new UsageException("unknown flag: " + name);
        }
        if (equals >= 0) {
            set(option, a.substring(equals + 1));
            return false;
        }
        if (HelpText.isSwitch(option)) {
            set(option, "true");
            return false;
        }
        if (next == null) {
            throw new UsageException("flag needs an argument: " + name);
        }
        set(option, next);
        return true;
    }

    private boolean readShort(String a, String next) throws Exception {
        for (int i = 1; i < a.length(); i++) {
            OptionSpec option = options.get("-" + a.charAt(i));
            if (option == null) {
                throw new UsageException("unknown shorthand flag: '" + a.charAt(i) + "' in " + a);
            }
            boolean assigned = i + 1 < a.length() && a.charAt(i + 1) == '=';
            if (HelpText.isSwitch(option) && !assigned) {
                set(option, "true");
                continue;
            }
            if (i + 1 < a.length()) {
                set(option, a.substring(assigned ? i + 2 : i + 1));
                return false;
            }
            if (next == null) {
                throw new UsageException("flag needs an argument: '" + a.charAt(i) + "' in " + a);
            }
            set(option, next);
            return true;
        }
        return false;
    }

    private static void set(OptionSpec option, String value) throws Exception {
        if (HelpText.isSwitch(option)) {
            option.setter().set(switch (value) {
                case "true", "1", "t", "T", "TRUE", "True" -> true;
                case "false", "0", "f", "F", "FALSE", "False" -> false;
                default -> throw UsageException.invalid(value, names(option), "strconv.ParseBool: parsing \"" + value
                        + "\": invalid syntax");
            });
        } else if (option.type() == List.class) {
            List<String> values = option.getValue();
            values.add(value);
        } else {
            option.setter().set(value);
        }
    }

    /** {@code -m, --memory}, as messages name an option. */
    static String names(OptionSpec option) {
        String shortest = option.shortestName();
        return shortest.equals(option.longestName()) ? shortest : shortest + ", " + option.longestName();
    }
}
