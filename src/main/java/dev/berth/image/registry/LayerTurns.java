package dev.berth.image.registry;

import dev.berth.image.Digest;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets one pull at a time take a layer in: of several images with a layer in common that are pulled at the same time,
 * the first fetches it, and the others find it in the store.
 */
final class LayerTurns {

    private final Set<Digest> taken = new HashSet<>();

    /**
     * Takes the turn, if nobody has it.
     *
     * @param layer the blob's digest
     * @return whether it was free
     */
    synchronized boolean tryTake(Digest layer) {
        return taken.add(layer);
    }

    /**
     * Waits for one's turn.
     *
     * @throws InterruptedIOException if this thread is interrupted
     */
    synchronized void take(Digest layer) throws InterruptedIOException {
        while (!taken.add(layer)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the pull was stopped");
            }
        }
    }

    /** The next one's turn. */
    synchronized void leave(Digest layer) {
        taken.remove(layer);
        notifyAll();
    }
}
