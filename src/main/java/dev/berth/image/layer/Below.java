package dev.berth.image.layer;

import java.util.NavigableMap;
import java.util.NavigableSet;

/**
 * What is known of a path and of those below it, forgotten at once: a layer may replace a path as often as it has
 * entries, so that looking through all that is known each time would take hours.
 */
final class Below {

    /** The character after the slash: between the two lie the names that begin with a path and a slash. */
    private static final char AFTER_SLASH = '/' + 1;

    private Below() {
    }

    /** Forgets a path and those below it. */
    static void remove(NavigableSet<String> paths, String path) {
        paths.remove(path);
        paths.subSet(path + '/', path + AFTER_SLASH).clear();
    }

    /** Forgets what is known of a path and of those below it. */
    static void remove(NavigableMap<String, ?> paths, String path) {
        remove(paths.navigableKeySet(), path);
    }
}
