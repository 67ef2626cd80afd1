package dev.berth.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Output on its way from a stream's thread to the console's. When the console is slower, the stream's thread waits, so
 * that memory stays bounded; many small pieces are taken over at once.
 */
final class LogFeed {
    private final int limitBytes;
    private final Consumer<Runnable> post;
    private final Consumer<byte[]> taker;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int bytes;
    private boolean posted;
    private boolean held;

    LogFeed(int limitBytes, Consumer<Runnable> post, Consumer<byte[]> taker) {
        this.limitBytes = limitBytes;
        this.post = post;
        this.taker = taker;
    }

    /** Takes a piece in the stream's thread. */
    synchronized void accept(byte[] piece) {
        while (bytes > limitBytes) {
            try {
                wait(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!posted) {
                break;
            }
        }
        pieces.add(piece);
        bytes += piece.length;
        if (!posted) {
            posted = true;
            post.accept(this::take);
        }
    }

    /** Leaves what comes where it is for a while; the stream's thread waits when that is too much. */
    synchronized void hold(boolean wanted) {
        boolean freed = held && !wanted;
        held = wanted;
        if (freed && posted) {
            post.accept(this::take);
        }
    }

    private void take() {
        Deque<byte[]> taken;
        synchronized (this) {
            if (held) {
                return;
            }
            taken = new ArrayDeque<>(pieces);
            pieces.clear();
            bytes = 0;
            posted = false;
            notifyAll();
        }
        taken.forEach(taker);
    }
}
