package dev.berth.shell;

import dev.berth.Unasked;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What tests ask of a {@link Session} that neither reads nor writes: a directory and an environment. */
public record StubSession(Path directory, Map<String, String> environment) {

    /** Such a session. */
    public static Session of(Path directory, Map<String, String> environment) {
        return Unasked.of(Session.class, new StubSession(directory, environment));
    }

    public Optional<SessionTerminal> terminal() {
        return Optional.empty();
    }
}
