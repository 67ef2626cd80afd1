package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.ImageId;
import dev.berth.image.Progress;
import dev.berth.image.store.Collector;
import dev.berth.image.store.Contents;
import dev.berth.image.store.Leases;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The layers of an image are fetched once, however many pull it at the same time: who comes second hears what has
 * happened so far and waits for the same end. The work goes on as long as anybody waits, and is stopped and cleaned up
 * when the last one leaves.
 */
final class SharedPulls {

    private final Contents contents;
    private final Map<Digest, Job> jobs = new HashMap<>();
    private final LayerTurns turns = new LayerTurns();

    /** Into a store. */
    SharedPulls(Contents contents) {
        this.contents = contents;
    }

    /** Whose turn it is to take a layer in that several images have. */
    LayerTurns turns() {
        return turns;
    }

    /** Fetches an image's layers. */
    interface Work {
        /**
         * Does it; runs in a thread of its own, which is interrupted when nobody waits any more.
         *
         * @param lease holds what is fetched until everybody who waited has let go
         * @param progress tells all who wait
         */
        ImageId run(Leases.Lease lease, Progress progress) throws IOException;

        /** Wakes the thread where an interrupt does not: from reading a connection. */
        void stop();
    }

    /**
     * Begins to fetch an image, or waits with those who do so already.
     *
     * @param manifest which image
     * @param work how, if nobody does it yet
     * @param progress hears how it goes on
     * @return to be closed; what was fetched is held until then
     */
    Share join(Digest manifest, Work work, Progress progress) {
        synchronized (jobs) {
            Job job = jobs.get(manifest);
            if (job == null) {
                job = new Job(manifest);
                jobs.put(manifest, job);
                job.start(work);
            }
            job.shares++;
            job.progress.add(progress);
            return new Share(job, progress, job.work == work);
        }
    }

    /** One who waits. */
    final class Share implements AutoCloseable {
        private final Job job;
        private final Progress mine;
        private final boolean first;

        private Share(Job job, Progress mine, boolean first) {
            this.job = job;
            this.mine = mine;
            this.first = first;
        }

        /** Whether the work that was given is what is done, and not that of somebody before. */
        boolean isFirst() {
            return first;
        }

        /**
         * Waits for the end.
         *
         * @throws InterruptedIOException if this thread is interrupted; the others go on waiting
         * @throws IOException if the work failed
         */
        ImageId await() throws IOException {
            return Workers.result(job.result, "pull");
        }

        /** Leaves. The last one stops what is still going on, and returns when all of it is cleaned up. */
        @Override
        public void close() throws IOException {
            job.progress.remove(mine);
            synchronized (jobs) {
                if (--job.shares > 0) {
                    return;
                }
                jobs.remove(job.manifest, job);
            }
            job.end();
        }
    }

    private final class Job {
        private final Digest manifest;
        private final SharedProgress progress = new SharedProgress();
        private final CompletableFuture<ImageId> result = new CompletableFuture<>();
        private final Leases.Lease lease = contents.leases().begin();
        private Thread thread;
        private Work work;
        private int shares;

        private Job(Digest manifest) {
            this.manifest = manifest;
        }

        private void start(Work mine) {
            work = mine;
            thread = new Thread(() -> {
                try {
                    result.complete(mine.run(lease, progress));
                } catch (IOException | RuntimeException | Error e) {
                    // who comes now begins anew; who waits hears it
                    synchronized (jobs) {
                        jobs.remove(manifest, this);
                    }
                    result.completeExceptionally(e);
                }
            }, "pull");
            thread.setDaemon(true);
            thread.start();
        }

        private void end() throws IOException {
            if (!result.isDone()) {
                thread.interrupt();
                work.stop();
            }
            boolean interrupted = Thread.interrupted();
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            try {
                Set<Digest> taken = lease.digests();
                lease.close();
                if (result.isCompletedExceptionally()) {
                    new Collector(contents).collect(taken, taken);
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
