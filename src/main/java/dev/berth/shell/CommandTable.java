package dev.berth.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All commands by their words, a line each. Building it builds no command. */
final class CommandTable {

    private final Map<String, String> groups = new TreeMap<>(Map.of("builder", "Manage builds",
            "container", "Manage containers",
            "engine", "Manage the engine", "image", "Manage images", "network", "Manage networks",
            "profile", "Manage profiles",
            "system", "Manage Berth", "volume", "Manage volumes"));
    private final Map<String, CommandEntry> entries = new TreeMap<>();

    CommandTable(Cli cli) {
        containers();
        images();
        one("diff", Diff::new, "container diff");
        add("events", Arity.NONE, EventsCommand::new, "system events");
        add("info", Arity.NONE, InfoCommand::new, "system info");
        add("inspect", Arity.atLeast(1), InspectCommand::new);
        add("network connect", Arity.ANY, NetworkCommands.Later::new);
        add("network create", Arity.ANY, NetworkCommands.Later::new);
        add("network disconnect", Arity.ANY, NetworkCommands.Later::new);
        add("network inspect", Arity.atLeast(1), InspectCommand.OfNetwork::new);
        add("network ls", Arity.NONE, NetworkCommands.Ls::new, "network list");
        add("network prune", Arity.ANY, NetworkCommands.Later::new);
        add("network rm", Arity.atLeast(1), NetworkCommands.Rm::new, "network remove");
        add("plan", Arity.ANY, true, Plan::new);
        add("ping", Arity.NONE, Ping::new);
        add("profile keys", Arity.NONE, ProfileCommands.Keys::new);
        add("profile ls", Arity.NONE, ProfileCommands.Ls::new, "profile list");
        add("profile save", Arity.exactly(2), ProfileCommands.Save::new);
        one("profile show", ProfileCommands.Show::new);
        add("shell", Arity.NONE, () -> new ShellCommand(cli));
        add("sessions", new Arity(0, 1), Sessions::new);
        add("system df", Arity.NONE, SystemDf::new);
        add("system prune", Arity.NONE, Prune.All::new);
        add("version", Arity.NONE, VersionCommand::new);
        add("volume create", new Arity(0, 1), VolumeCommands.Create::new);
        add("volume inspect", Arity.atLeast(1), () -> new InspectCommand.Of(Inspection.Kind.VOLUME));
        add("volume ls", Arity.NONE, VolumeCommands.Ls::new, "volume list");
        add("volume prune", Arity.NONE, Prune.Volumes::new);
        add("volume rm", Arity.atLeast(1), VolumeCommands.Rm::new, "volume remove");
        add("volume update", Arity.ANY, VolumeCommands.Update::new);
        add("engine status", Arity.NONE, EngineCommands.Status::new);
        add("engine stop", Arity.NONE, EngineCommands.Stop::new);
    }

    private void containers() {
        one("attach", Attach::new, "container attach");
        add("commit", new Arity(1, 2), CommitCommand::new, "container commit");
        add("cp", Arity.exactly(2), CopyCommand::new, "container cp");
        add("create", Arity.ANY, true, Create::new, "container create");
        add("exec", Arity.atLeast(2), true, Exec::new, "container exec");
        one("export", ExportCommand::new, "container export");
        each("kill", Kill::new);
        one("logs", Logs::new, "container logs");
        each("pause", Pause::new);
        add("port", new Arity(1, 2), PortCommand::new, "container port");
        add("ps", Arity.NONE, Ps::new, "container ls", "container list", "container ps");
        add("rename", Arity.exactly(2), Rename::new, "container rename");
        each("restart", Restart::new);
        add("rm", Arity.atLeast(1), Rm::new, "container rm", "container remove");
        add("run", Arity.ANY, true, Run::new, "container run");
        each("start", Start::new);
        add("stats", Arity.ANY, StatsCommand::new, "container stats");
        each("stop", Stop::new);
        add("top", Arity.atLeast(1), true, Top::new, "container top");
        each("unpause", Unpause::new);
        each("update", Update::new);
        each("wait", Wait::new);
        add("container inspect", Arity.atLeast(1), InspectCommand.OfContainer::new);
        add("container prune", Arity.NONE, Prune.Containers::new);
    }

    private void images() {
        one("build", BuildCommand::new, "image build", "builder build");
        add("builder prune", Arity.NONE, Prune.Builds::new);
        one("history", History::new, "image history");
        add("images", new Arity(0, 1), Images::new, "image ls", "image list");
        add("import", Arity.atLeast(1), ImportCommand::new, "image import");
        add("load", Arity.NONE, Load::new, "image load");
        add("rmi", Arity.atLeast(1), Rmi::new, "image rm", "image remove");
        add("login", new Arity(0, 1), LoginCommand::new);
        add("logout", new Arity(0, 1), LogoutCommand::new);
        one("pull", PullCommand::new, "image pull");
        one("push", PushCommand::new, "image push");
        one("search", SearchCommand::new);
        add("save", Arity.atLeast(1), Save::new, "image save");
        add("tag", Arity.exactly(2), Tag::new, "image tag");
        add("image inspect", Arity.atLeast(1), InspectCommand.OfImage::new);
        add("image files", new Arity(1, 2), ImageFiles::new);
        add("image verify", Arity.ANY, ImageVerify::new);
        add("image prune", Arity.NONE, Prune.Images::new);
    }

    private void one(String path, Supplier<Command> factory, String... aliases) {
        add(path, Arity.exactly(1), factory, aliases);
    }

    private void each(String path, Supplier<Command> factory) {
        add(path, Arity.atLeast(1), factory, "container " + path);
    }

    private void add(String path, Arity arity, Supplier<Command> factory, String... aliases) {
        add(path, arity, false, factory, aliases);
    }

    private void add(String path, Arity arity, boolean endsAtFirstArgument, Supplier<Command> factory,
            String... aliases) {
        entries.put(path, new CommandEntry(path, arity, endsAtFirstArgument, factory));
        for (String alias : aliases) {
            entries.put(alias, new CommandEntry(alias, arity, endsAtFirstArgument, factory));
        }
    }

    /**
     * The command that arguments begin with: the longest of their first words that names one.
     *
     * @param arguments of the whole command line
     */
    Optional<CommandEntry> find(List<String> arguments) {
        if (arguments.size() > 1) {
            CommandEntry two = entries.get(arguments.get(0) + ' ' + arguments.get(1));
            if (two != null) {
                return Optional.of(two);
            }
        }
        return arguments.isEmpty() ? Optional.empty() : Optional.ofNullable(entries.get(arguments.get(0)));
    }

    /** All commands in the order of the alphabet, aliases too. */
    List<CommandEntry> all() {
        return new ArrayList<>(entries.values());
    }

    /** The words that come first: commands and groups. */
    List<String> firstWords() {
        List<String> words = new ArrayList<>(groups.keySet());
        entries.keySet().stream().filter(path -> path.indexOf(' ') < 0).forEach(words::add);
        return words;
    }

    /** The second words of a group. */
    List<String> secondWords(String group) {
        List<String> words = new ArrayList<>();
        entries.keySet().stream().filter(path -> path.startsWith(group + ' '))
                .forEach(path -> words.add(path.substring(group.length() + 1)));
        return words;
    }

    /** What {@code berth --help} prints. */
    String overview() {
        StringBuilder out = new StringBuilder("Usage:  berth [OPTIONS] COMMAND\n\nContainers with their own isolation, "
                + "on a terminal that outlives its connection.\nWithout a command on a terminal: the console.\n\n"
                + "Commands:\n");
        for (CommandEntry entry : entries.values()) {
            if (entry.path().indexOf(' ') < 0) {
                line(out, entry.path(), entry);
            }
        }
        out.append("\nManagement Commands:\n");
        groups.forEach((name, text) -> out.append(String.format("  %-11s %s%n", name, text)));
        return out.append("\nGlobal Options:\n  -H, --host string   Engine's socket to connect to (BERTH_HOST)\n"
                + "      --theme string  Console's theme: dark, light, high-contrast, mono… (BERTH_THEME)\n"
                + "  -v, --version       Print version information and quit\n\n"
                + "Run 'berth COMMAND --help' for more information on a command.\n").toString();
    }

    /**
     * What {@code berth container} prints, if that is a group.
     *
     * @param name the first word
     */
    Optional<String> group(String name) {
        if (!groups.containsKey(name)) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder("Usage:  berth ").append(name).append(" COMMAND\n\n")
                .append(groups.get(name)).append("\n\nCommands:\n");
        for (String word : secondWords(name)) {
            if (!word.equals("list") && !word.equals("remove") && !word.equals("ps")) {
                line(out, word, entries.get(name + ' ' + word));
            }
        }
        return Optional.of(out.append("\nRun 'berth ").append(name)
                .append(" COMMAND --help' for more information on a command.\n").toString());
    }

    private static void line(StringBuilder out, String word, CommandEntry entry) {
        picocli.CommandLine line = entry.borrow();
        String text = String.join(" ", line.getCommandSpec().usageMessage().description());
        entry.giveBack(line);
        out.append(String.format("  %-11s %s%n", word, text));
    }
}
