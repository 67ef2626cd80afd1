package dev.berth.build;

import dev.berth.image.Digest;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.store.BuildStore;
import dev.berth.image.store.BuiltLayer;
import dev.berth.image.store.LayerDraft;
import dev.berth.image.store.Leases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The layers of a stage. A layer that was just written is packed and hashed beside the steps that follow, which stand
 * on its directory at once; {@link #settle} waits for that and gives each its place in the store. Belongs to its
 * stage's thread.
 */
final class LayerStack implements AutoCloseable {

    private final BuildStore store;
    private final Leases.Lease lease;
    private final ExecutorService packers;
    private final List<BuiltLayer> layers;
    private final Deque<Pending> pending = new ArrayDeque<>();
    /** Directories of the settled layers, the top one first; asked for only when a step runs. */
    private Optional<List<Path>> settled = Optional.empty();

    /** A layer that is being packed; without one, somebody who waits for the layers before. */
    private record Pending(Optional<LayerDraft> draft, Future<Optional<BuiltLayer>> packed, Settled then) {
    }

    /** Hears what became of a layer. */
    @FunctionalInterface
    interface Settled {
        /**
         * A layer has its place.
         *
         * @param below chain id of what it stands on
         * @param layer the layer; nothing if no file was changed
         * @param chain chain id with it on top
         */
        void layer(Optional<Digest> below, Optional<BuiltLayer> layer, Optional<Digest> chain);
    }

    /**
     * A stack.
     *
     * @param layers those to stand on, the lowest first
     * @param lease holds them and what comes on top
     * @param packers packs layers
     */
    LayerStack(BuildStore store, List<BuiltLayer> layers, Leases.Lease lease, ExecutorService packers) {
        this.store = store;
        this.lease = lease;
        this.packers = packers;
        this.layers = new ArrayList<>(layers);
        layers.forEach(layer -> lease.hold(layer.blob().digest()));
        chainOf(layers).ifPresent(lease::hold);
    }

    /** The settled layers, the lowest first. */
    List<BuiltLayer> layers() {
        return List.copyOf(layers);
    }

    /** Whether all layers have their place, so that {@link #chain} is known. */
    boolean isSettled() {
        return pending.isEmpty();
    }

    /** The chain id of the settled layers; none without layers. */
    Optional<Digest> chain() {
        return chainOf(layers);
    }

    private static Optional<Digest> chainOf(List<BuiltLayer> layers) {
        List<Digest> chains = BuildStore.chains(layers);
        return chains.isEmpty() ? Optional.empty() : Optional.of(chains.get(chains.size() - 1));
    }

    /** Lower directories of all layers, the top one first. */
    List<Path> lowers() throws IOException {
        if (settled.isEmpty()) {
            settled = Optional.of(store.lowers(layers, lease));
        }
        List<Path> all = new ArrayList<>();
        pending.forEach(one -> one.draft().ifPresent(draft -> all.add(0, draft.upper())));
        all.addAll(settled.get());
        return all;
    }

    /** Begins a layer on top. */
    LayerDraft begin() throws IOException, InterruptedException {
        return store.drafts().begin(base());
    }

    /** Begins a layer on top that is written without those below. */
    LayerDraft beginOwn() throws IOException, InterruptedException {
        return store.drafts().beginOwn(base());
    }

    /** What the next layer stands on. A step that changed nothing leaves no layer, which is known when it is packed. */
    private List<Path> base() throws IOException, InterruptedException {
        if (lowers().size() >= Manifest.LAYER_LIMIT) {
            settle();
        }
        return lowers();
    }

    /** Throws a layer away that came to nothing. */
    void discard(LayerDraft draft) throws IOException {
        store.drafts().discard(draft);
    }

    /**
     * Puts a layer on top that was written to its end.
     *
     * @param draft the layer
     * @param then hears what became of it
     * @throws IOException if it has to be packed at once and cannot be
     */
    void push(LayerDraft draft, Settled then) throws IOException, InterruptedException {
        Callable<Optional<BuiltLayer>> pack = () -> store.drafts().pack(draft, lease);
        pending.add(new Pending(Optional.of(draft), packers.submit(pack), then));
        if (store.drafts().oneByOne()) {
            settle();
        }
    }

    /**
     * Waits for the layers that are there now to have their place.
     *
     * @param then hears of it, of no layer of its own
     */
    void whenSettled(Settled then) {
        pending.add(new Pending(Optional.empty(), CompletableFuture.completedFuture(Optional.empty()), then));
    }

    /**
     * Puts a layer on top that is in the store, as soon as all below have their place.
     *
     * @param layer the layer
     */
    void use(BuiltLayer layer) throws IOException, InterruptedException {
        settle();
        lease.hold(layer.blob().digest());
        layers.add(layer);
        settled = Optional.empty();
        chain().ifPresent(lease::hold);
    }

    /**
     * Waits until all layers have their place.
     *
     * @throws IOException if one cannot be packed
     */
    void settle() throws IOException, InterruptedException {
        while (!pending.isEmpty()) {
            Pending first = pending.peek();
            Optional<BuiltLayer> layer = result(first.packed());
            pending.remove();
            Optional<Digest> below = chain();
            if (layer.isPresent()) {
                layers.add(layer.get());
                chain().ifPresent(lease::hold);
                store.drafts().adopt(first.draft().orElseThrow(), chain().orElseThrow());
            } else if (first.draft().isPresent()) {
                store.drafts().discard(first.draft().get());
            }
            settled = Optional.empty();
            first.then().layer(below, layer, layer.isPresent() ? chain() : Optional.empty());
        }
    }

    private static Optional<BuiltLayer> result(Future<Optional<BuiltLayer>> packed)
            throws IOException, InterruptedException {
        try {
            return packed.get();
        } catch (ExecutionException e) {
            throw new IOException("cannot make a layer: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Gives what a failed build has made its place too, for the next one; throws away what cannot have one. */
    @Override
    public void close() throws IOException {
        try {
            settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.getLogger(LayerStack.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        }
        while (!pending.isEmpty()) {
            Pending one = pending.remove();
            boolean interrupted = false;
            boolean over = false;
            while (!over) {
                try {
                    one.packed().get();
                    over = true;
                } catch (ExecutionException e) {
                    over = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (one.draft().isPresent()) {
                store.drafts().discard(one.draft().get());
            }
        }
    }
}
