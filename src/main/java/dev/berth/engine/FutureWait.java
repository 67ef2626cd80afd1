package dev.berth.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A wait for a future. */
record FutureWait(CompletableFuture<Integer> future) implements Containers.Waiting {

    @Override
    public int exitCode() throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException | CancellationException e) {
            throw new InterruptedException("the wait was ended");
        }
    }

    @Override
    public void close() {
        future.cancel(false);
    }
}
