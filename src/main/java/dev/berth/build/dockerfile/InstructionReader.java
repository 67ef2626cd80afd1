package dev.berth.build.dockerfile;

import dev.berth.build.dockerfile.Flags.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes an instruction of its line. */
final class InstructionReader {

    private static final List<String> KEYWORDS = List.of("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE",
            "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME",
            "WORKDIR");

    private final Source source;
    private final InstructionLine parts;
    private final List<Heredoc> heredocs;
    private final char escape;
    private final String keyword;
    private final String rest;

    /**
     * A reader of one instruction.
     *
     * @param source where it stands
     * @param parts its line
     * @param heredocs its here-documents
     * @param escape the escape character
     */
    InstructionReader(Source source, InstructionLine parts, List<Heredoc> heredocs, char escape) {
        this.source = source;
        this.parts = parts;
        this.heredocs = heredocs;
        this.escape = escape;
        this.keyword = parts.keyword().toUpperCase(Locale.ROOT);
        this.rest = parts.rest();
    }

    /** Whether {@code <<} in an instruction begins a here-document: in RUN, COPY and ADD, also as a trigger. */
    static boolean mayHoldHeredocs(InstructionLine parts, char escape, int line) {
        String keyword = parts.keyword().toUpperCase(Locale.ROOT);
        if (keyword.equals("ONBUILD")) {
            InstructionLine trigger = InstructionLine.of(parts.rest(), escape);
            return !trigger.keyword().equalsIgnoreCase("ONBUILD") && mayHoldHeredocs(trigger, escape, line);
        }
        return (keyword.equals("RUN") || keyword.equals("COPY") || keyword.equals("ADD"))
                && JsonArray.parse(parts.rest(), line).isEmpty();
    }

    /**
     * Reads it.
     *
     * @throws DockerfileException if it is unknown or wrong
     */
    Instruction read() {
        return switch (keyword) {
            case "ADD", "COPY" -> new CopyReader(source, parts, heredocs).read();
            case "ARG" -> arg();
            case "CMD" -> new Cmd(source, plain(commandLine()));
            case "ENTRYPOINT" -> new Entrypoint(source, plain(commandLine()));
            case "ENV" -> new Env(source, plain(pairs()));
            case "EXPOSE" -> new Expose(source, plain(some(blankSeparated()).stream().sorted().toList()));
            case "FROM" -> from();
            case "HEALTHCHECK" -> new HealthcheckReader(source, parts).read();
            case "LABEL" -> new Label(source, plain(pairs()));
            case "MAINTAINER" -> new Maintainer(source, plain(one()));
            case "ONBUILD" -> onbuild();
            case "RUN" -> run();
            case "SHELL" -> shell();
            case "STOPSIGNAL" -> new StopSignal(source, plain(one()));
            case "USER" -> new User(source, plain(one()));
            case "VOLUME" -> volume();
            case "WORKDIR" -> new Workdir(source, plain(one()));
            default -> throw error("unknown instruction: " + parts.keyword()
                    + Suggestion.of(parts.keyword(), KEYWORDS));
        };
    }

    private Run run() {
        Flags flags = flags(Map.of("mount", Kind.VALUES, "network", Kind.VALUE, "security", Kind.VALUE, "device",
                Kind.VALUES));
        String network = flags.value("network").orElse("default");
        Run.Network chosen = switch (network) {
            case "default" -> Run.Network.DEFAULT;
            case "none" -> Run.Network.NONE;
            case "host" -> Run.Network.HOST;
            default -> throw error("invalid network mode " + GoText.quoted(network));
        };
        String security = flags.value("security").orElse("sandbox");
        if (security.equals("insecure")) {
            throw error("RUN --security=insecure is not supported: every step runs isolated with the build's profile");
        }
        if (!security.equals("sandbox")) {
            throw error("security " + GoText.quoted(security) + " is not valid");
        }
        if (!flags.values("device").isEmpty()) {
            throw error("RUN --device is not supported: a step has no devices of the host");
        }
        CommandLine command = commandLine();
        if (command.words().isEmpty()) {
            throw error("RUN requires at least one argument");
        }
        flags.values("mount").forEach(mount -> RunMounts.check(mount, source.firstLine()));
        return new Run(source, command, heredocs, flags.values("mount"), chosen);
    }

    private From from() {
        List<String> words = blankSeparated();
        Optional<String> name = Optional.empty();
        if (words.size() == 3 && words.get(1).equalsIgnoreCase("as")) {
            name = Optional.of(words.get(2).toLowerCase(Locale.ROOT));
            if (!isStageName(name.get())) {
                throw error("invalid name for build stage: " + GoText.quoted(words.get(2))
                        + ", name can't start with a number or contain symbols");
            }
        } else if (words.size() != 1) {
            throw error("FROM requires either one or three arguments");
        }
        return new From(source, words.get(0), flags(Map.of("platform", Kind.VALUE)).value("platform"), name);
    }

    private static boolean isStageName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9') && "-_.".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private Arg arg() {
        List<Arg.Declaration> declarations = new ArrayList<>();
        for (String word : some(QuotedWords.split(rest, escape))) {
            int equals = word.indexOf('=');
            if (equals == 0) {
                throw error("ARG names can not be blank");
            }
            declarations.add(equals < 0 ? new Arg.Declaration(word, Optional.empty())
                    : new Arg.Declaration(word.substring(0, equals), Optional.of(word.substring(equals + 1))));
        }
        return new Arg(source, plain(declarations));
    }

    private Volume volume() {
        List<String> paths = some(JsonArray.parse(rest, source.firstLine()).orElseGet(this::blankSeparated)).stream()
                .map(WhiteSpace::trim).toList();
        if (paths.contains("")) {
            throw error("VOLUME specified can not be an empty string");
        }
        return new Volume(source, plain(paths));
    }

    private Shell shell() {
        Optional<List<String>> words = JsonArray.parse(rest, source.firstLine());
        if (rest.isEmpty() || words.isPresent() && words.get().isEmpty()) {
            throw error("SHELL requires at least one argument");
        }
        return new Shell(source, plain(words.orElseThrow(
                () -> error("SHELL requires the arguments to be in JSON form"))));
    }

    private Onbuild onbuild() {
        if (rest.isEmpty()) {
            throw error("ONBUILD requires at least one argument");
        }
        plain(rest);
        String trigger = WhiteSpace.split(rest, 2).get(0).toUpperCase(Locale.ROOT);
        if (trigger.equals("ONBUILD")) {
            throw error("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        }
        if (trigger.equals("MAINTAINER") || trigger.equals("FROM")) {
            throw error(trigger + " isn't allowed as an ONBUILD trigger");
        }
        // an unknown instruction is found when the trigger is pulled, as with docker; a wrong one now
        if (KEYWORDS.contains(trigger)) {
            new InstructionReader(source, InstructionLine.of(rest, escape), heredocs, escape).read();
        }
        StringBuilder whole = new StringBuilder(rest);
        for (Heredoc heredoc : heredocs) {
            whole.append('\n').append(heredoc.content()).append(heredoc.name());
        }
        return new Onbuild(source, whole.toString());
    }

    private CommandLine commandLine() {
        Optional<List<String>> words = JsonArray.parse(rest, source.firstLine());
        return words.map(list -> new CommandLine(list, false))
                .orElseGet(() -> new CommandLine(rest.isEmpty() ? List.of() : List.of(rest), true));
    }

    private List<KeyValue> pairs() {
        List<String> words = some(QuotedWords.split(rest, escape));
        List<KeyValue> result = new ArrayList<>();
        if (words.get(0).indexOf('=') < 0) {
            List<String> halves = WhiteSpace.split(rest, 2);
            if (halves.size() < 2) {
                throw error(keyword + " must have two arguments");
            }
            return List.of(new KeyValue(halves.get(0), halves.get(1)));
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw error("Syntax error - can't find = in " + GoText.quoted(word)
                        + ". Must be of the form: name=value");
            }
            if (equals == 0) {
                throw error(keyword + " names can not be blank");
            }
            result.add(new KeyValue(word.substring(0, equals), word.substring(equals + 1)));
        }
        return result;
    }

    private List<String> blankSeparated() {
        return rest.isEmpty() ? List.of() : WhiteSpace.split(rest, Integer.MAX_VALUE);
    }

    private <T> List<T> some(List<T> arguments) {
        if (arguments.isEmpty()) {
            throw error(keyword + " requires at least one argument");
        }
        return arguments;
    }

    private String one() {
        if (rest.isEmpty()) {
            throw error(keyword + " requires exactly one argument");
        }
        return rest;
    }

    /** Says that the instruction has no flags. */
    private <T> T plain(T arguments) {
        flags(Map.of());
        return arguments;
    }

    private Flags flags(Map<String, Kind> known) {
        return new Flags(parts.flags(), known, source.firstLine());
    }

    private DockerfileException error(String sentence) {
        return new DockerfileException(source.firstLine(), sentence);
    }
}
