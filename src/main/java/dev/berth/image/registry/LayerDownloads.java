package dev.berth.image.registry;

import dev.berth.image.Progress;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.store.BlobStore;
import dev.berth.image.store.BlobWriter;
import dev.berth.image.store.Leases;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Downloads blobs into a store, a few at once, in order; each is checked while it streams. */
final class LayerDownloads implements AutoCloseable {

    private static final int BUFFER = 128 * 1024;
    /** Between two reports of progress. */
    private static final long REPORT_NANOS = 100_000_000;

    private final RegistryClient client;
    private final BlobStore blobs;
    private final Leases.Lease lease;
    private final ExecutorService threads;
    private final Map<dev.berth.image.Digest, Future<Boolean>> running = new HashMap<>();
    private final List<BlobDownload> open = new ArrayList<>();
    private boolean closed;

    LayerDownloads(RegistryClient client, BlobStore blobs, Leases.Lease lease, int parallel) {
        this.client = client;
        this.blobs = blobs;
        this.lease = lease;
        this.threads = Executors.newFixedThreadPool(parallel, task -> {
            Thread thread = new Thread(task, "layer-download");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to download a blob, or puts it in line. */
    void begin(Descriptor blob, Progress progress) {
        lease.hold(blob.digest());
        running.computeIfAbsent(blob.digest(), d -> threads.submit(() -> download(blob, progress)));
    }

    /**
     * Waits for a blob.
     *
     * @return whether it was fetched; false if it was there already
     * @throws IOException if its download failed
     */
    boolean await(Descriptor blob) throws IOException {
        try {
            return running.get(blob.digest()).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the pull was stopped");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Stops what is under way, and returns when nothing writes any more. */
    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (this) {
            closed = true;
            open.forEach(BlobDownload::abort);
        }
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(10, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean download(Descriptor blob, Progress progress) throws IOException {
        String id = blob.digest().shortened();
        if (blobs.contains(blob.digest())) {
            return false;
        }
        try (BlobDownload in = opened(blob); BlobWriter out = blobs.begin()) {
            byte[] buffer = new byte[BUFFER];
            long reported = System.nanoTime();
            int n = in.read(buffer, 0, BUFFER);
            while (n >= 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("the pull was stopped");
                }
                out.write(buffer, 0, n);
                long now = System.nanoTime();
                if (now - reported >= REPORT_NANOS) {
                    reported = now;
                    progress.part(id, "Downloading", out.size(), blob.size());
                }
                n = in.read(buffer, 0, BUFFER);
            }
            out.commit(blob.digest(), lease);
        }
        progress.part(id, "Download complete", -1, -1);
        return true;
    }

    private synchronized BlobDownload opened(Descriptor blob) throws InterruptedIOException {
        if (closed) {
            throw new InterruptedIOException("the pull was stopped");
        }
        BlobDownload download = new BlobDownload(client, blob);
        open.add(download);
        return download;
    }
}
