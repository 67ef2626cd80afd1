package dev.berth.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exec sessions: further processes in running containers. One with a terminal goes on when its client is gone; its
 * reference is its id or {@code CONTAINER/NUMBER}.
 */
public interface Execs {

    /**
     * What to run.
     *
     * @param command program and arguments
     * @param tty whether it gets a pseudo-terminal
     * @param stdin whether its standard input can be written to
     * @param environment variables in addition to the container's, {@code NAME=value}
     * @param workdir working directory, or the container's
     * @param user {@code user[:group]}, or the container's
     * @param privileged whether it has all capabilities
     * @param detachKeys detach keys, or the container's
     */
    record Request(List<String> command, boolean tty, boolean stdin, Map<String, Optional<String>> environment,
            Optional<String> workdir, Optional<String> user, boolean privileged, Optional<String> detachKeys) {
    }

    /**
     * An exec session as it is at one moment.
     *
     * @param id 64 hexadecimal digits
     * @param containerId the container's id
     * @param number counts up in its container, from 1
     * @param request what it runs
     * @param created when it was created
     * @param running whether it runs
     * @param pid its process as the host sees it, 0 if it does not run
     * @param exitCode its exit code, once it has ended
     */
    record Exec(String id, String containerId, int number, Request request, Instant created, boolean running, int pid,
            Optional<Integer> exitCode) {
    }

    /** Prepares one; nothing runs yet. */
    Exec create(String container, Request request) throws EngineException;

    /**
     * Starts it.
     *
     * @param rows height of its terminal, 0 if not known
     * @param columns width of its terminal, 0 if not known
     * @return its input and output from the first byte
     */
    Attachment start(String reference, int rows, int columns) throws EngineException;

    /** The end of its output as it is now. */
    LogPosition logEnd(String reference) throws EngineException;

    /** Connects to one that runs, its output from now on, or from a place in its log. */
    Attachment attach(String reference, Optional<LogPosition> from) throws EngineException;

    /** One session. */
    Exec get(String reference) throws EngineException;

    /** Sessions of one container, or of all, oldest first. */
    List<Exec> list(Optional<String> container) throws EngineException;

    /** Sets the size of its terminal. */
    void resize(String reference, int rows, int columns) throws EngineException;
}
