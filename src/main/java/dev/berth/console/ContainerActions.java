package dev.berth.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the keys of containers do, in the list and on a container's page: to one, or to all that are marked. */
final class ContainerActions {
    private final Desk desk;
    private final List<ContainerItem> targets;

    private ContainerActions(Desk desk, List<ContainerItem> targets) {
        this.desk = desk;
        this.targets = targets;
    }

    /**
     * Does it, or asks first where it ends or stops something.
     *
     * @param item the selected container, for what concerns one only
     * @param targets the containers, for all else
     */
    static boolean perform(Action action, ContainerItem item, List<ContainerItem> targets, Desk desk) {
        Source source = desk.source();
        ContainerActions actions = new ContainerActions(desk, targets);
        switch (action) {
            case ATTACH -> attach(item, desk);
            case COPY -> desk.copy(String.join(" ", names(targets)));
            case COPY_ID -> desk.copy(String.join(" ", targets.stream().map(ContainerItem::id).toList()));
            case CHANGES -> desk.open(FilesPage.ofContainer(item, desk));
            case IMAGE -> desk.open(new LayersPage(image(item, desk), desk));
            case SHELL -> shell(item, desk);
            case EXECUTE -> desk.ask(Prompt.asking("Run in " + item.name() + ": ", desk.lastCommand(),
                    typed -> execute(item, typed, desk)));
            case START_STOP -> actions.startOrStop(item);
            case RESTART -> actions.ask("Restart", "Restarting", "Restarted",
                    item.isLive() ? "Stops its processes and starts it again." : "It does not run: starts it.",
                    "Stops their processes and starts them again.", Verb.RESTART);
            case KILL -> actions.ask("Kill", "Killing", "Killed", "Ends its processes at once, with SIGKILL.",
                    "Ends their processes at once, with SIGKILL.", Verb.KILL);
            case PAUSE -> actions.pauseOrNot(item);
            case REMOVE -> actions.remove(item);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What a key does to the selected container now, where that depends on its state. */
    static Optional<String> hint(Action action, ContainerItem item) {
        return action == Action.START_STOP && !item.isLive() ? Optional.of("Start") : Optional.empty();
    }

    /** The image that a container was made from, also when it has lost its name. */
    private static ImageItem image(ContainerItem item, Desk desk) {
        return desk.data().images().stream()
                .filter(image -> image.name().equals(item.image()) || image.id().equals(item.image())).findFirst()
                .orElse(new ImageItem("", item.image(), 0, Instant.EPOCH, -1));
    }

    private boolean isOne() {
        return targets.size() == 1;
    }

    private static List<String> names(List<ContainerItem> containers) {
        return containers.stream().map(ContainerItem::name).toList();
    }

    /** Asks, with all the names when there are several. */
    private void ask(String word, String doing, String done, String meaningOne, String meaningMany,
            Verb verb) {
        ask(word, doing, done, isOne() ? List.of(meaningOne) : List.of(meaningMany), verb);
    }

    private void ask(String word, String doing, String done, List<String> meaning, Verb verb) {
        Runnable action = () -> Batch.run(desk, doing, done, targets, ContainerItem::name,
                container -> desk.source().perform(verb, container.id()));
        desk.confirm(Confirmation.of(word, "container", names(targets), meaning, action));
    }

    private void remove(ContainerItem item) {
        List<String> meaning = new ArrayList<>();
        long live = targets.stream().filter(ContainerItem::isLive).count();
        if (isOne()) {
            meaning.add(item.isLive() ? "It is " + item.state() + ": kills its processes first."
                    : "It is " + item.state() + ".");
            meaning.add("Its own files and its log are lost; volumes stay.");
        } else {
            meaning.add(live == 0 ? "None of them runs." : live + " of them run: kills their processes first.");
            meaning.add("Their own files and logs are lost; volumes stay.");
        }
        ask("Remove", "Removing", "Removed", meaning, Verb.REMOVE_CONTAINER);
    }

    /** Engines connect to a container that does not run, too, and then nothing ever comes. */
    private static void attach(ContainerItem item, Desk desk) {
        if (item.isRunning()) {
            desk.pass(new Passage(item.name(), true, (size, type) -> desk.source().attach(item.id(), size)));
        } else {
            desk.say(item.name() + (item.isPaused() ? " is paused: p lets it go on" : item.isLive()
                    ? " is being restarted: wait until it runs" : " does not run: s starts it"), Role.ATTENTION);
        }
    }

    /** A shell that was left running comes first; where there is none, a new one at once. */
    private static void shell(ContainerItem item, Desk desk) {
        Source source = desk.source();
        Runnable fresh = () -> desk.pass(new Passage("shell in " + item.name(), false,
                (size, type) -> source.execute(item.id(), List.of(), size, type)));
        desk.background().submit(() -> source.sessions(item.id()), sessions -> {
            if (sessions.isEmpty()) {
                fresh.run();
            } else {
                desk.front(new Chooser("Shells in " + item.name(), choices(sessions, fresh, desk)));
            }
        }, failure -> fresh.run());
    }

    private static List<Choice> choices(List<SessionItem> sessions, Runnable fresh, Desk desk) {
        List<Choice> choices = new ArrayList<>();
        for (SessionItem session : sessions) {
            String text = Fit.left(session.name(), 20) + " " + Fit.left(session.command(), 24) + " "
                    + (session.attached() > 0 ? "attached" : "left");
            choices.add(new Choice(text, "", () -> desk.pass(new Passage(session.name(), true,
                    (size, type) -> desk.source().resume(session.id(), size)))));
        }
        choices.add(new Choice("New shell", "e", fresh));
        return choices;
    }

    private static void execute(ContainerItem item, String typed, Desk desk) {
        List<String> command = Words.split(typed);
        if (!command.isEmpty()) {
            desk.lastCommand(typed);
            desk.pass(new Passage(typed.strip() + " in " + item.name(), false,
                    (size, type) -> desk.source().execute(item.id(), command, size, type)));
        }
    }

    /** What the selected one needs is done to all. */
    private void startOrStop(ContainerItem item) {
        if (item.isLive()) {
            ask("Stop", "Stopping", "Stopped", "Sends its stop signal, and kills it when it does not end in time.",
                    "Sends their stop signals, and kills those that do not end in time.", Verb.STOP);
        } else {
            Batch.run(desk, "Starting", "Started", targets, ContainerItem::name,
                    container -> desk.source().perform(Verb.START, container.id()));
        }
    }

    private void pauseOrNot(ContainerItem item) {
        if (item.isPaused()) {
            Batch.run(desk, "Resuming", "Resumed", targets, ContainerItem::name,
                    container -> desk.source().perform(Verb.UNPAUSE, container.id()));
        } else {
            ask("Pause", "Pausing", "Paused", "Freezes its processes until p is pressed again.",
                    "Freezes their processes until p is pressed again.", Verb.PAUSE);
        }
    }
}
