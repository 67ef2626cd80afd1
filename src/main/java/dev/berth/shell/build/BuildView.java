package dev.berth.shell.build;

import dev.berth.docker.BuildStep;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Shows a build as it goes. Called by one thread; steps change only while it holds the view's monitor. */
interface BuildView extends Closeable {

    /**
     * A step began, or was found in the cache.
     *
     * @param log the step's, in its new state
     */
    void began(StepLog log) throws IOException;

    /** A step printed whole lines. */
    void printed(StepLog log, List<StepLog.Line> lines) throws IOException;

    /** A layer is being pulled for a step, which its {@link StepLog#transfers} show. */
    void transferred(StepLog log, String id) throws IOException;

    /**
     * A step ended.
     *
     * @param how with the error, if it failed
     */
    void ended(StepLog log, BuildStep how) throws IOException;

    /**
     * Something that belongs to no step.
     *
     * @param line without its end
     */
    void said(String line) throws IOException;

    /** Nothing more comes. */
    @Override
    void close() throws IOException;
}
