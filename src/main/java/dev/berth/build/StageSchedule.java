package dev.berth.build;

import dev.berth.build.dockerfile.StageGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Builds stages side by side as far as they do not need each other. The first failure ends the others. */
final class StageSchedule {

    /** As many stages at once as there are processors, and no more: their commands bring threads of their own. */
    private static final int MOST = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final StageGraph graph;

    StageSchedule(StageGraph graph) {
        this.graph = graph;
    }

    /** Builds one stage. */
    @FunctionalInterface
    interface StageWork {
        /**
         * Builds it.
         *
         * @param index its number
         */
        void build(int index) throws BuildException, IOException, InterruptedException;
    }

    /** Builds all stages that are needed. */
    void run(StageWork work) throws BuildException, IOException, InterruptedException {
        List<Integer> waiting = new ArrayList<>(graph.needed());
        if (waiting.size() == 1) {
            work.build(waiting.get(0));
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST, waiting.size()),
                task -> Builder.daemon(task, "build-stage"));
        CompletionService<Integer> done = new ExecutorCompletionService<>(threads);
        Set<Integer> built = new HashSet<>();
        try {
            int running = 0;
            while (!waiting.isEmpty() || running > 0) {
                for (Integer index : List.copyOf(waiting)) {
                    if (built.containsAll(graph.dependencies(index))) {
                        waiting.remove(index);
                        running++;
                        done.submit(() -> {
                            work.build(index);
                            return index;
                        });
                    }
                }
                built.add(done.take().get());
                running--;
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** The others let go of what they hold before the build's directory is removed. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static BuildException cause(ExecutionException e) throws BuildException, IOException, InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof BuildException failure) {
            throw failure;
        } else if (cause instanceof IOException failure) {
            throw failure;
        } else if (cause instanceof InterruptedException failure) {
            throw failure;
        } else if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        throw new IllegalStateException(cause);
    }
}
