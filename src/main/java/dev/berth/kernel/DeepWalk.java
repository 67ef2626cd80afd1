package dev.berth.kernel;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Goes through trees that somebody else has made as deep as he liked. A walk calls itself for each directory and holds
 * a descriptor or two there: it runs on a stack of its own, and ends with an error where {@link #enter} says that no
 * path is so long. Removing has to work on deeper ones too: {@link FileTree}.
 */
public final class DeepWalk {

    /** Bytes of the longest path that a program can name (limits.h: PATH_MAX with its final zero). */
    public static final int LONGEST_PATH = 4095;
    /** Address space, of which what is not touched costs nothing: 4 KiB for each directory of the longest path. */
    private static final long STACK_BYTES = 8 << 20;

    private DeepWalk() {
    }

    /** A walk. */
    @FunctionalInterface
    public interface Walk {
        /** Goes through the tree. */
        void run() throws IOException;
    }

    /**
     * Runs a walk and waits for its end; an interrupt is passed on to it.
     *
     * @throws IOException what the walk throws
     */
    public static void run(Walk walk) throws IOException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            walk.run();
            return null;
        });
        Thread thread = new Thread(null, task, "tree", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException thrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return (IOException) cause;
    }

    /**
     * Called before a walk goes into a directory.
     *
     * @param path the directory's, from the tree's top, a character for each byte
     * @throws KernelException with ENAMETOOLONG if it is longer than {@link #LONGEST_PATH}
     */
    public static void enter(String path) throws KernelException {
        if (path.length() > LONGEST_PATH) {
            throw new KernelException("go into directories as deep as " + path.substring(0, 60) + "…, whose path has"
                    + " more than " + LONGEST_PATH + " bytes", Errno.ENAMETOOLONG);
        }
    }
}
