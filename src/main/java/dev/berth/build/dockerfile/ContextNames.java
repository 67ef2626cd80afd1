package dev.berth.build.dockerfile;

import dev.berth.image.InvalidReference;
import dev.berth.image.Reference;
import java.util.Set;

/** How a Dockerfile names contexts that are given to a build beside its own: as if they were images. */
public final class ContextNames {

    private static final Set<String> RESERVED = Set.of("scratch", "context");
    private static final String LATEST = ":latest";

    private ContextNames() {
    }

    /**
     * What two names of the same context have in common, as with buildx: {@code alpine}, {@code alpine:latest} and
     * {@code docker.io/library/alpine} are one.
     *
     * @param name as written
     */
    public static String key(String name) {
        try {
            String familiar = Reference.parse(name).familiar();
            return familiar.endsWith(LATEST) ? familiar.substring(0, familiar.length() - LATEST.length()) : familiar;
        } catch (InvalidReference e) {
            // a name that is no image's names a stage at most
            return name;
        }
    }

    /**
     * Whether a name of the Dockerfile means one of the contexts.
     *
     * @param name as written
     * @param contexts their keys
     */
    public static boolean means(String name, Set<String> contexts) {
        return !contexts.isEmpty() && !RESERVED.contains(name) && contexts.contains(key(name));
    }
}
