package dev.berth.image.registry;

import dev.berth.image.Digest;
import dev.berth.image.InvalidImage;
import dev.berth.image.Progress;
import dev.berth.image.manifest.Descriptor;
import dev.berth.image.store.BlobWriter;
import dev.berth.image.store.Contents;
import dev.berth.image.store.LayerStore;
import dev.berth.image.store.Leases;
import dev.berth.image.store.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Downloads an image's layers into a store, a few at once: each is checked, written down as a blob and unpacked while
 * it streams.
 */
final class LayerDownloads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LayerDownloads.class.getName());

    private final RegistryClient client;
    private final Contents contents;
    private final Unpacking unpacking;
    private final Leases.Lease lease;
    private final LayerTurns turns;
    private final Workers threads;
    private final Map<Digest, Future<Result>> running = new HashMap<>();
    private final List<BlobDownload> open = new ArrayList<>();
    private boolean closed;

    LayerDownloads(RegistryClient client, Contents contents, Unpacking unpacking, Leases.Lease lease, LayerTurns turns,
            int parallel) {
        this.client = client;
        this.contents = contents;
        this.unpacking = unpacking;
        this.lease = lease;
        this.turns = turns;
        this.threads = new Workers("layer-download", parallel);
    }

    /**
     * What became of a layer.
     *
     * @param fetched whether its blob was not there
     * @param unpacked its files, unless they were there
     */
    private record Result(boolean fetched, Optional<LayerStore.Unpacked> unpacked) {
    }

    /**
     * Downloads a blob that is no layer; answers when it is there.
     *
     * @return whether it was fetched; false if it was there already
     */
    boolean blob(Descriptor blob, Progress progress) throws IOException {
        lease.hold(blob.digest());
        if (contents.blobs().contains(blob.digest())) {
            return false;
        }
        try (InputStream in = opened(blob, Optional.empty(), progress); BlobWriter out = contents.blobs().begin()) {
            in.transferTo(out);
            out.commit(blob.digest(), lease);
        }
        return true;
    }

    /**
     * Begins to take a layer in, or puts it in line. The chain is held.
     *
     * @param layer its blob
     * @param diffId digest of the plain layer
     * @param chain its chain id; two layers with one blob are taken in once, for the first one's chain
     */
    void begin(Descriptor layer, Digest diffId, Digest chain, Progress progress) {
        lease.hold(layer.digest());
        running.computeIfAbsent(layer.digest(), digest -> threads.begin(() -> inTurn(layer, diffId, chain, progress)));
    }

    /**
     * Waits for a layer and puts it in its place.
     *
     * @param layer its blob
     * @param below chain ids of the layers below, in their places
     * @param chain its chain id
     * @return whether anything of it was not there before
     * @throws IOException if its download failed
     */
    boolean await(Descriptor layer, List<Digest> below, Digest chain) throws IOException {
        Future<Result> task = running.remove(layer.digest());
        if (task == null) {
            return false;
        }
        Result result = Workers.result(task, "pull");
        if (result.unpacked().isPresent()) {
            unpacking.accept(result.unpacked().get(), below, chain);
        }
        return result.fetched() || result.unpacked().isPresent();
    }

    /** Stops what is under way, and returns when nothing writes any more. */
    @Override
    public void close() throws IOException {
        threads.stop();
        synchronized (this) {
            closed = true;
            open.forEach(BlobDownload::abort);
        }
        boolean interrupted = threads.awaitEnd();
        for (Future<Result> task : running.values()) {
            discard(task);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was taken in and is not wanted any more. */
    private void discard(Future<Result> task) throws IOException {
        if (!task.isDone()) {
            // never begun
            return;
        }
        Optional<LayerStore.Unpacked> unpacked;
        try {
            unpacked = Workers.result(task, "pull").unpacked();
        } catch (IOException | RuntimeException e) {
            // the pull fails for another layer's sake, or was stopped; what failed left nothing
            LOG.log(Level.DEBUG, "A layer that nobody waits for any more failed too: {0}", e.getMessage());
            return;
        }
        if (unpacked.isPresent()) {
            contents.layers().discard(unpacked.get());
        }
    }

    private Result inTurn(Descriptor layer, Digest diffId, Digest chain, Progress progress) throws IOException {
        if (!turns.tryTake(layer.digest())) {
            progress.part(layer.digest().shortened(), "Waiting", -1, -1);
            turns.take(layer.digest());
        }
        try {
            return take(layer, diffId, chain, progress);
        } finally {
            turns.leave(layer.digest());
        }
    }

    private Result take(Descriptor layer, Digest diffId, Digest chain, Progress progress) throws IOException {
        boolean unpacked = contents.layers().contains(chain);
        if (unpacked) {
            return new Result(blob(layer, progress), Optional.empty());
        }
        String id = layer.digest().shortened();
        if (contents.blobs().contains(layer.digest())) {
            progress.part(id, "Extracting", layer.size(), layer.size());
            return new Result(false, Optional.of(unpacking.take(layer.digest(), diffId)));
        }
        Optional<Path> beginning = contents.blobs().partials().find(layer.digest());
        LayerStore.Unpacked taken;
        try {
            taken = take(layer, diffId, beginning, progress);
        } catch (InvalidImage e) {
            if (beginning.isEmpty()) {
                throw e;
            }
            LOG.log(Level.INFO, "What was left of the download of {0} is of no use: {1}", layer.digest(),
                    e.getMessage());
            contents.blobs().partials().drop(layer.digest());
            taken = take(layer, diffId, Optional.empty(), progress);
        }
        contents.blobs().partials().drop(layer.digest());
        progress.part(id, "Download complete", -1, -1);
        return new Result(true, Optional.of(taken));
    }

    private LayerStore.Unpacked take(Descriptor layer, Digest diffId, Optional<Path> beginning, Progress progress)
            throws IOException {
        try (InputStream in = opened(layer, beginning, progress)) {
            return unpacking.take(in, layer.digest(), diffId, lease);
        }
    }

    private synchronized InputStream opened(Descriptor blob, Optional<Path> beginning, Progress progress)
            throws IOException {
        if (closed) {
            throw new InterruptedIOException("the pull was stopped");
        }
        BlobDownload download = new BlobDownload(client, blob, beginning);
        open.add(download);
        return new ReportedDownload(download, blob, progress);
    }
}
