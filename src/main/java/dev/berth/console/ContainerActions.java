package dev.berth.console;

import java.util.List;

/** What the keys of a container do, in the list and on its page. */
final class ContainerActions {
    private ContainerActions() {
    }

    /** Does it, or asks first where it ends or stops something. */
    static boolean perform(Action action, ContainerItem item, Desk desk) {
        Source source = desk.source();
        String name = item.name();
        String id = item.id();
        switch (action) {
            case ATTACH -> desk.pass(new Passage(name, true, (size, type) -> source.attach(id, size)));
            case SHELL -> shell(item, desk);
            case START_STOP -> startOrStop(item, desk);
            case RESTART -> desk.confirm(new Confirmation("Restart " + name,
                    List.of(item.isLive() ? "Stops its processes and starts it again." : "It does not run: starts it."),
                    "Restart", () -> desk.work("Restarting " + name, "Restarted " + name, () -> source.restart(id))));
            case PAUSE -> pauseOrNot(item, desk);
            case REMOVE -> desk.confirm(new Confirmation("Remove " + name,
                    List.of(item.isLive() ? "It is " + item.state() + ": kills its processes first." : "It is "
                            + item.state() + ".", "Its own files and its log are lost; volumes stay."),
                    "Remove",
                    () -> desk.work("Removing " + name, "Removed " + name, () -> source.removeContainer(id))));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A shell that was left running comes first; where there is none, a new one at once. */
    private static void shell(ContainerItem item, Desk desk) {
        Source source = desk.source();
        Runnable fresh = () -> desk.pass(new Passage("shell in " + item.name(), false,
                (size, type) -> source.shell(item.id(), size, type)));
        desk.background().submit(() -> source.sessions(item.id()), sessions -> {
            if (sessions.isEmpty()) {
                fresh.run();
            } else {
                desk.front(new SessionChooser(item.name(), sessions, session -> desk.pass(
                        new Passage(session.name(), true, (size, type) -> source.resume(session.id(), size))), fresh));
            }
        }, failure -> fresh.run());
    }

    private static void startOrStop(ContainerItem item, Desk desk) {
        String name = item.name();
        if (item.isLive()) {
            desk.confirm(new Confirmation("Stop " + name,
                    List.of("Sends its stop signal, and kills it when it does not end in time."), "Stop",
                    () -> desk.work("Stopping " + name, "Stopped " + name, () -> desk.source().stop(item.id()))));
        } else {
            desk.work("Starting " + name, "Started " + name, () -> desk.source().start(item.id()));
        }
    }

    private static void pauseOrNot(ContainerItem item, Desk desk) {
        String name = item.name();
        if (item.isPaused()) {
            desk.work("Letting " + name + " go on", name + " goes on", () -> desk.source().unpause(item.id()));
        } else {
            desk.confirm(new Confirmation("Pause " + name, List.of("Freezes its processes until p is pressed again."),
                    "Pause",
                    () -> desk.work("Pausing " + name, "Paused " + name, () -> desk.source().pause(item.id()))));
        }
    }
}
