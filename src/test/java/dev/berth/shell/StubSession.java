package dev.berth.shell;

import dev.berth.session.FdInput;
import dev.berth.session.FdOutput;
import dev.berth.session.Registration;
import dev.berth.session.Session;
import dev.berth.session.SessionTerminal;
import dev.berth.session.SignalHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session with a directory and an environment, and nothing to read or write. */
public record StubSession(Path directory, Map<String, String> environment) implements Session {

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public FdInput in() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FdOutput out() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FdOutput err() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SessionTerminal> terminal() {
        return Optional.empty();
    }

    @Override
    public Registration onSignal(SignalHandler handler) {
        return () -> { };
    }

    @Override
    public boolean isHungUp() {
        return false;
    }
}
