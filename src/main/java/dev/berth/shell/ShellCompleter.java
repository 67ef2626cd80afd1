package dev.berth.shell;

import dev.berth.client.DockerClient;
import dev.berth.client.Filters;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.ImageSummary;
import dev.berth.docker.ProfileSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completes commands, flags, and the names that the engine has right now. */
final class ShellCompleter implements Completer {

    private static final Set<String> OF_IMAGES = Set.of("run", "create", "plan", "rmi", "history", "tag", "save",
            "image");
    private static final Set<String> OF_RUNNING = Set.of("attach", "exec", "kill", "pause", "stop", "top", "unpause",
            "port", "stats");

    private final CommandTable table;
    private final DockerClient client;

    ShellCompleter(CommandTable table, DockerClient client) {
        this.table = table;
        this.client = client;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        try {
            for (String word : words(before, line.word())) {
                candidates.add(new Candidate(word));
            }
        } catch (IOException e) {
            // names are a help, not needed: without the engine there are just none
            System.getLogger(ShellCompleter.class.getName()).log(System.Logger.Level.DEBUG, "completion", e);
        }
    }

    List<String> words(List<String> before, String word) throws IOException {
        if (before.isEmpty()) {
            return table.firstWords();
        }
        Optional<CommandEntry> entry = table.find(before);
        if (entry.isEmpty()) {
            return before.size() == 1 ? table.secondWords(before.get(0)) : List.of();
        }
        String last = before.get(before.size() - 1);
        if (last.equals("--profile")) {
            return profiles();
        }
        if (word.startsWith("-")) {
            return flags(entry.get());
        }
        return names(entry.get().path());
    }

    private List<String> flags(CommandEntry entry) {
        CommandLine line = entry.borrow();
        try {
            List<String> flags = new ArrayList<>();
            for (OptionSpec option : new HelpText(line.getCommandSpec(), entry.path()).options()) {
                flags.add(option.longestName());
            }
            flags.add("--help");
            return flags;
        } finally {
            entry.giveBack(line);
        }
    }

    private List<String> names(String path) throws IOException {
        String first = path.indexOf(' ') < 0 ? path : path.substring(0, path.indexOf(' '));
        String last = path.substring(path.lastIndexOf(' ') + 1);
        if (first.equals("profile")) {
            return profiles();
        }
        if (OF_IMAGES.contains(first)) {
            List<String> names = new ArrayList<>(List.of("host"));
            for (ImageSummary image : client.images().list(false, new Filters())) {
                names.addAll(image.repoTags());
            }
            return names;
        }
        List<String> names = new ArrayList<>();
        for (ContainerSummary c : client.containers().list(!OF_RUNNING.contains(last), 0, false, new Filters())) {
            c.names().forEach(name -> names.add(name.startsWith("/") ? name.substring(1) : name));
        }
        return names;
    }

    private List<String> profiles() throws IOException {
        List<String> names = new ArrayList<>();
        for (ProfileSummary profile : client.berth().profiles()) {
            names.add(profile.name());
        }
        return names;
    }
}
