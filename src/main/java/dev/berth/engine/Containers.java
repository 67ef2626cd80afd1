package dev.berth.engine;

import dev.berth.image.store.WritableLayer;
import dev.berth.isolation.LaunchPlan;
import dev.berth.profile.Limits;
import dev.berth.profile.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine's containers. A reference is a name, an id or the beginning of an id; every method that takes one throws
 * {@link EngineException} with {@code NOT_FOUND} if nothing has it. All methods may be called from any thread.
 */
public interface Containers {

    /**
     * What the engine makes in every container to mount files and file systems of its own on, relative paths; no part
     * of what a container changed. Directories are, once there is something in them.
     */
    Set<String> PLACES = Set.of("etc/hosts", "etc/hostname", "etc/resolv.conf", "dev", "proc", "sys");

    /**
     * Makes a container; nothing runs yet.
     *
     * @param request what it is to be
     * @return the container and warnings about what this kernel cannot do
     * @throws EngineException if the request is wrong, the name is in use, or the image is not there
     */
    Created create(CreateRequest request) throws EngineException;

    /**
     * What {@link #create} answers.
     *
     * @param container the new container
     * @param warnings sentences for the user
     */
    record Created(Container container, List<String> warnings) {
    }

    /**
     * What a container made from this request would become in the kernel; nothing is made.
     *
     * @param request what it would be
     */
    LaunchPlan plan(CreateRequest request) throws EngineException;

    /** All containers, newest first. */
    List<Container> list();

    /** One container. */
    Container get(String reference) throws EngineException;

    /**
     * Starts it.
     *
     * @throws EngineException {@code NOT_MODIFIED} if it runs already; with {@link EngineException#exitCode} 126 or
     *     127 if its command cannot be run
     */
    void start(String reference) throws EngineException;

    /**
     * Stops it: its stop signal, then SIGKILL.
     *
     * @param signal in place of its stop signal
     * @param timeout how long to wait in between, in place of its own; negative is without end
     * @throws EngineException {@code NOT_MODIFIED} if it does not run
     */
    void stop(String reference, Optional<String> signal, Optional<Duration> timeout) throws EngineException;

    /** Stops it if it runs, and starts it. */
    void restart(String reference, Optional<String> signal, Optional<Duration> timeout) throws EngineException;

    /**
     * Sends a signal to process 1.
     *
     * @param signal name or number, with or without {@code SIG}
     */
    void kill(String reference, String signal) throws EngineException;

    /** Freezes it. */
    void pause(String reference) throws EngineException;

    /** Thaws it. */
    void unpause(String reference) throws EngineException;

    /** Gives it another name. */
    void rename(String reference, String name) throws EngineException;

    /**
     * Changes limits, at once if it runs.
     *
     * @param limits what changes; the rest stays
     * @param restart a new restart policy
     * @return warnings
     */
    List<String> update(String reference, Limits limits, Optional<RestartPolicy> restart) throws EngineException;

    /**
     * Removes it.
     *
     * @param force whether to kill it if it runs
     * @param volumes whether its anonymous volumes go too
     */
    void remove(String reference, boolean force, boolean volumes) throws EngineException;

    /** When a {@link #await} is over. */
    enum Condition {
        /** It does not run. */
        NOT_RUNNING,
        /** It ends once more. */
        NEXT_EXIT,
        /** It is removed. */
        REMOVED
    }

    /**
     * Begins to wait; what happens from now on is not missed.
     *
     * @param condition for what
     */
    Waiting await(String reference, Condition condition) throws EngineException;

    /** A wait that has begun. */
    interface Waiting extends AutoCloseable {
        /** The exit code, when the condition holds; waits for that. */
        int exitCode() throws InterruptedException;

        /** Ends {@link #exitCode} with an interruption. */
        @Override
        void close();
    }

    /**
     * Reads its log.
     *
     * @param query which part
     */
    Output logs(String reference, LogQuery query) throws EngineException;

    /**
     * Its input and its output from now on, also of a container that is yet to be started. Output that comes after
     * this call is never missed.
     *
     * @param from where in the log to begin, in place of now
     */
    Attachment attach(String reference, Optional<LogPosition> from) throws EngineException;

    /** The end of its log as it is now. */
    LogPosition logEnd(String reference) throws EngineException;

    /** Sets the size of its terminal. */
    void resize(String reference, int rows, int columns) throws EngineException;

    /**
     * Its processes.
     *
     * @param arguments arguments of {@code ps}, or empty
     */
    Processes top(String reference, String arguments) throws EngineException;

    /**
     * Processes as {@code ps} lists them.
     *
     * @param titles the columns
     * @param rows a row per process
     */
    record Processes(List<String> titles, List<List<String>> rows) {
    }

    /** What it uses now; of a container that does not run, zeros. */
    Usage usage(String reference) throws EngineException;

    /** What changed in its file system since its image. */
    List<Change> changes(String reference) throws EngineException;

    /** What it wrote. */
    WritableLayer written(String reference) throws EngineException;

    /** Bytes of the files that it wrote. */
    long writtenBytes(String reference) throws EngineException;

    /**
     * A path that differs from the image.
     *
     * @param kind 0 modified, 1 added, 2 deleted, as in Docker's API
     * @param path absolute path in the container
     */
    record Change(int kind, String path) {
    }
}
