package dev.berth.console;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The same work for several objects, some at a time, with one sentence about all of them in the end. */
final class Batch<T> {
    /** More at a time would only wait for each other. */
    private static final int AT_A_TIME = 8;

    private final Desk desk;
    private final String done;
    private final Function<T, String> name;
    private final Each<T> each;
    private final int total;
    private final Queue<T> waiting;
    private int finished;
    private int failed;
    private String failure = "";

    /** What is done to each of the objects. */
    @FunctionalInterface
    interface Each<T> {
        void run(T item) throws IOException;
    }

    private Batch(Desk desk, String done, List<T> items, Function<T, String> name, Each<T> each) {
        this.desk = desk;
        this.done = done;
        this.name = name;
        this.each = each;
        total = items.size();
        waiting = new ConcurrentLinkedQueue<>(items);
    }

    /**
     * Begins; returns at once.
     *
     * @param doing the word for it while it goes on, as {@code Removing}
     * @param done the word for it afterwards, as {@code Removed}
     * @param name what to call an object
     */
    static <T> void run(Desk desk, String doing, String done, List<T> items, Function<T, String> name, Each<T> each) {
        if (items.size() == 1) {
            T only = items.get(0);
            desk.work(doing + " " + name.apply(only), done + " " + name.apply(only), () -> each.run(only));
            return;
        }
        Batch<T> batch = new Batch<>(desk, done, items, name, each);
        desk.say(doing + " " + items.size() + "…", Role.INFO);
        for (int i = 0; i < Math.min(AT_A_TIME, items.size()); i++) {
            batch.next();
        }
    }

    private void next() {
        T item = waiting.poll();
        if (item != null) {
            desk.background().submit(() -> {
                each.run(item);
                return item;
            }, ok -> finished(""), problem -> finished(name.apply(item) + ": " + problem));
        }
    }

    private void finished(String problem) {
        finished++;
        if (!problem.isEmpty()) {
            failed++;
            failure = failure.isEmpty() ? problem : failure;
        }
        if (finished < total) {
            next();
            return;
        }
        desk.say(failed == 0 ? done + " " + total : done + " " + (total - failed) + " of " + total + "; " + failure,
                failed == 0 ? Role.GOOD : Role.BAD);
        desk.data().refresh();
    }
}
