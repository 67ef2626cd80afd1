package dev.berth.build;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The stages of a build, each built once: when its turn has come, or earlier, when a trigger of a base image names one
 * that no line of the Dockerfile does. Whoever wants a stage that is being built waits for it; since only earlier
 * stages can be named, nobody waits for himself.
 */
final class StageResults {

    private final StageWork work;
    private final Map<Integer, StageResult> results = new ConcurrentHashMap<>();
    private final Map<Integer, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Stages.
     *
     * @param work builds one
     */
    StageResults(StageWork work) {
        this.work = work;
    }

    /** Builds a stage. */
    @FunctionalInterface
    interface StageWork {
        /**
         * Builds it.
         *
         * @param index its number
         * @param all where it finds the stages that it needs
         */
        StageResult build(int index, StageResults all) throws BuildException, IOException, InterruptedException;
    }

    /**
     * A stage, built now if it is not yet.
     *
     * @param index its number
     */
    StageResult get(int index) throws BuildException, IOException, InterruptedException {
        StageResult there = results.get(index);
        if (there != null) {
            return there;
        }
        ReentrantLock lock = locks.computeIfAbsent(index, key -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            StageResult result = results.get(index);
            if (result == null) {
                result = work.build(index, this);
                results.put(index, result);
            }
            return result;
        } finally {
            lock.unlock();
        }
    }
}
