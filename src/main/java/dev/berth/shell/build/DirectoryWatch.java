package dev.berth.shell.build;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits for a context to change. inotify (inotify(7), through Java's watch service) says that something has happened;
 * what has changed is found by walking the context again, so that files that are left out, and those that were written
 * and removed, do not count. Where the kernel gives no more watches, the walk is made again and again.
 */
final class DirectoryWatch {

    /** Looks at the context. */
    interface Walk {
        /**
         * The files that count, by name.
         *
         * @param directories hears of each directory that is looked into
         */
        Map<String, FileStamp> stamps(Consumer<Path> directories) throws IOException;
    }

    private static final long POLL_MILLIS = 2000;
    /** As long as files keep changing, a build would be of something half written. */
    private static final long QUIET_MILLIS = 200;
    private static final int MOST_LINES = 10;
    private static final WatchEvent.Kind<?>[] ALL = {StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY};

    private final Walk walk;
    private final Map<String, FileStamp> built;

    /**
     * A watch.
     *
     * @param walk the context
     * @param built its files as they were when it was built last; of a build that did not read them all, as they are
     *     now
     */
    DirectoryWatch(Walk walk, Map<String, FileStamp> built) {
        this.walk = walk;
        this.built = Map.copyOf(built);
    }

    /** Waits for a change, and until changes pause. */
    void await(ContextSource.ChangeNotice notice) throws IOException, InterruptedException {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            Map<Path, WatchKey> watched = new HashMap<>();
            Optional<Map<String, FileStamp>> before = Optional.empty();
            while (true) {
                boolean[] polls = {false};
                Map<String, FileStamp> now = walk.stamps(directory -> polls[0] |= !watch(service, directory, watched));
                boolean differs = !now.equals(built);
                if (differs && before.isPresent() && before.get().equals(now)) {
                    tell(now, notice);
                    return;
                }
                before = differs ? Optional.of(now) : Optional.empty();
                if (differs) {
                    Thread.sleep(QUIET_MILLIS);
                } else {
                    sleep(service, polls[0]);
                }
            }
        }
    }

    private static void sleep(WatchService service, boolean polls) throws InterruptedException {
        WatchKey key = polls ? service.poll(POLL_MILLIS, TimeUnit.MILLISECONDS) : service.take();
        while (key != null) {
            key.pollEvents();
            key.reset();
            // what comes together is looked at together
            key = service.poll(QUIET_MILLIS / 2, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean watch(WatchService service, Path directory, Map<Path, WatchKey> watched) {
        try {
            WatchKey known = watched.get(directory);
            if (known == null || !known.isValid()) {
                watched.put(directory, directory.register(service, ALL));
            }
            return true;
        } catch (IOException e) {
            // it is gone, or fs.inotify.max_user_watches is reached
            return false;
        }
    }

    private void tell(Map<String, FileStamp> now, ContextSource.ChangeNotice notice) throws IOException {
        Map<String, String> changes = new TreeMap<>();
        now.forEach((name, stamp) -> {
            FileStamp old = built.get(name);
            if (old == null) {
                changes.put(name, "added: " + name);
            } else if (!old.equals(stamp)) {
                changes.put(name, "changed: " + name);
            }
        });
        built.keySet().stream().filter(name -> !now.containsKey(name))
                .forEach(name -> changes.put(name, "removed: " + name));
        List<String> lines = new ArrayList<>(changes.values());
        for (String line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
            notice.say(line);
        }
        if (lines.size() > MOST_LINES) {
            notice.say("and " + (lines.size() - MOST_LINES) + " more");
        }
    }
}
