package dev.berth.engine;

import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Takes directories away at once and deletes them later, when nothing was thrown away for a moment: deleting what the
 * last container left would slow the next one down. On ext4 without a journal much so, which passes over the inodes of
 * the last five minutes one by one ({@code recently_deleted} in fs/ext4/ialloc.c).
 */
final class Trash implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Trash.class.getName());
    /** So long nothing has to come in before deleting begins. */
    private static final long QUIET_MILLIS = 1000;
    /** So long what came in waits at most, so that a busy engine's disk does not fill. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final Path trash;
    private final ScheduledThreadPoolExecutor thread;
    private boolean waiting;
    private long first;
    private long last;

    /**
     * A trash, with what an engine before this one had no time for.
     *
     * @param trash where things go, on the file system that they are on
     */
    Trash(Path trash) {
        this.trash = trash;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(null, task, "trash", 256 * 1024);
            made.setDaemon(true);
            return made;
        });
        thread.setKeepAliveTime(2 * QUIET_MILLIS, TimeUnit.MILLISECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        expect();
    }

    /** Takes a directory away. */
    void discard(Path directory) {
        try {
            // atomic: without looking at either first
            Files.move(directory, trash.resolve(directory.getFileName() + "-" + System.nanoTime()),
                    StandardCopyOption.ATOMIC_MOVE);
            expect();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot remove " + directory + ": " + e.getMessage());
        }
    }

    private synchronized void expect() {
        last = now();
        if (!waiting) {
            waiting = true;
            first = last;
            thread.schedule(this::empty, QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void empty() {
        long wait = remaining(now());
        if (wait > 0) {
            thread.schedule(this::empty, wait, TimeUnit.MILLISECONDS);
            return;
        }
        synchronized (this) {
            waiting = false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(trash)) {
            for (Path entry : entries) {
                delete(entry);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot empty " + trash + ": " + e.getMessage());
        }
    }

    /** How long deleting has to wait yet, in milliseconds. */
    private synchronized long remaining(long now) {
        return Math.min(last + QUIET_MILLIS, first + PATIENCE_MILLIS) - now;
    }

    private static void delete(Path directory) {
        try {
            FileTree.remove(directory);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + directory + ": " + e.getMessage());
        }
    }

    /** Ends; what is left is the next engine's to delete. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
