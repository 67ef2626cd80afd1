package dev.berth.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command's surroundings: arguments, directory, environment, standard streams, terminal, signals. */
public interface Session {

    /** The arguments, without the program's name. */
    List<String> arguments();

    /** The directory that relative paths start from; see {@link #resolve}. */
    Path directory();

    /** The environment of whoever called. */
    Map<String, String> environment();

    /** All that it reads and writes. */
    Streams streams();

    /** Standard input. */
    default FdInput in() {
        return streams().in();
    }

    /** Standard output; not buffered, write much at once. */
    default FdOutput out() {
        return streams().out();
    }

    /** Standard error; not buffered. */
    default FdOutput err() {
        return streams().err();
    }

    /** The terminal, when both standard input and output are one. */
    default Optional<SessionTerminal> terminal() {
        return streams().terminal();
    }

    /**
     * Sets who hears of signals, until the registration is closed; then whoever heard before.
     *
     * @param handler the new one
     */
    Registration onSignal(SignalHandler handler);

    /** Whether the client or its terminal is gone: nobody reads any more. */
    boolean isHungUp();

    /**
     * A path as the caller meant it.
     *
     * @param path absolute, or relative to {@link #directory()}
     */
    default Path resolve(String path) {
        return directory().resolve(path).normalize();
    }

    /**
     * A variable of the environment, if it is set and not empty.
     *
     * @param name its name
     */
    default Optional<String> variable(String name) {
        String value = environment().get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
