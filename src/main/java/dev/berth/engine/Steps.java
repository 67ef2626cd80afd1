package dev.berth.engine;

import dev.berth.isolation.ProcessSpec;
import dev.berth.kernel.Fd;
import dev.berth.profile.Profile;
import java.nio.file.Path;

/**
 * Commands that run once in a container that is in no list: the steps of a build. What they write stays where the
 * caller said; the container itself leaves nothing.
 */
public interface Steps {

    /** The engine's data directory, below which a builder keeps its own. */
    Path data();

    /**
     * The profile of build steps: what the user's profile {@code build} says, over a limit of 4096 processes.
     *
     * @throws EngineException if it cannot be read
     */
    Profile profile() throws EngineException;

    /**
     * Runs a command to its end.
     *
     * @param step what to run on which files
     * @param output hears what it writes
     * @return its exit code; 128 and the signal's number if a signal ended it
     * @throws EngineException if it cannot be started; the files may have been changed
     * @throws InterruptedException if the thread was interrupted; the command has been ended
     */
    int run(Step step, StepOutput output) throws EngineException, InterruptedException;

    /**
     * A user of a root file system.
     *
     * @param root descriptor of the root
     * @param spec {@code user[:group]}, names or numbers
     * @throws EngineException if there is none
     */
    ProcessSpec.Identity user(Fd root, String spec) throws EngineException;
}
