package dev.berth.console;

import java.util.List;

/** Removes all objects of a kind that nothing uses, after a question. */
final class Pruning {
    private Pruning() {
    }

    /**
     * Asks, and does it.
     *
     * @param named whether also those go to which somebody gave a name
     * @param names what is known to go; empty when the engine alone knows
     * @param meaning what it means for them
     */
    static void ask(Desk desk, Kind kind, boolean named, List<String> names, List<String> meaning) {
        Runnable action = () -> prune(desk, kind, named);
        String title = "Remove all unused " + kind.noun() + "s";
        if (names.size() <= 1) {
            desk.confirm(new Confirmation(title, names.isEmpty() ? meaning : List.of(names.get(0), meaning.get(0)),
                    "Remove", action));
            return;
        }
        desk.confirm(Confirmation.of("Remove", "unused " + kind.noun(), names, meaning, action));
    }

    private static void prune(Desk desk, Kind kind, boolean named) {
        desk.say("Removing…", Role.INFO);
        desk.background().submit(() -> desk.source().prune(kind, named), pruned -> {
            String freed = pruned.freedBytes() > 0 ? ", " + Amount.decimal(pruned.freedBytes()) + " free again" : "";
            desk.say("Removed " + pruned.count() + " " + kind.noun() + (pruned.count() == 1 ? "" : "s") + freed,
                    Role.GOOD);
            desk.data().refresh();
        }, failure -> desk.say(failure, Role.BAD));
    }
}
