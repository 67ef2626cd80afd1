package dev.berth.build;

import java.util.List;
import java.util.Locale;

/**
 * What a build takes from the cache.
 *
 * @param none {@code --no-cache}: nothing
 * @param withoutStages {@code --no-cache-filter}: names of stages for which nothing is taken
 * @param images {@code --cache-from}: images whose history says that steps have been carried out. They are not used: a
 *     history is whatever the author of an image writes, and a layer with it no proof that a step made it
 *     (CVE-2024-24557)
 */
public record CacheUse(boolean none, List<String> withoutStages, List<String> images) {

    /** All that it has. */
    public static final CacheUse ALL = new CacheUse(false, List.of(), List.of());

    /** Keeps its own copies of the lists. */
    public CacheUse {
        withoutStages = List.copyOf(withoutStages);
        images = List.copyOf(images);
    }

    /**
     * Whether a stage is built without it.
     *
     * @param stage its name; empty if it has none
     */
    boolean without(String stage) {
        return none || withoutStages.stream().anyMatch(name -> !stage.isEmpty()
                && name.toLowerCase(Locale.ROOT).equals(stage.toLowerCase(Locale.ROOT)));
    }
}
