package dev.berth.console;

import dev.berth.kernel.WindowSize;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes and starts containers. */
final class Launcher {
    private final Desk desk;
    private final Consumer<String> made;

    /**
     * A launcher.
     *
     * @param made hears the id of each new container
     */
    Launcher(Desk desk, Consumer<String> made) {
        this.desk = desk;
        this.made = made;
    }

    /**
     * Makes a container in the background and starts it; one on a terminal is attached to.
     *
     * @param size that of the terminal
     */
    void launch(Launch wanted, WindowSize size) {
        Optional<String> error = desk.data().profiles().stream().filter(p -> p.name().equals(wanted.profile()))
                .findFirst().flatMap(ProfileItem::error);
        if (error.isPresent()) {
            desk.say(error.get(), Role.BAD);
            return;
        }
        desk.say("Launching " + wanted.title() + "…", Role.INFO);
        desk.background().submit(() -> {
            String id = desk.source().create(wanted, size);
            if (!wanted.attached()) {
                desk.source().perform(Verb.START, id);
            }
            return id;
        }, id -> {
            desk.say("", Role.INFO);
            made.accept(id);
            desk.data().refresh();
            if (wanted.attached()) {
                desk.pass(new Passage(wanted.title(), false, (now, type) -> startAttached(id, now)));
            } else {
                desk.say("Launched " + wanted.title(), Role.GOOD);
            }
        }, failure -> desk.say(failure, Role.BAD));
    }

    /** Attached before it starts, so that none of its output is missed. */
    private Connection startAttached(String id, WindowSize now) throws IOException {
        Connection connection = desk.source().attach(id, now);
        try {
            desk.source().perform(Verb.START, id);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }
}
