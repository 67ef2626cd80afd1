package dev.berth.build;

import dev.berth.build.dockerfile.ContextNames;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a build.
 *
 * @param main its own
 * @param named those that the Dockerfile knows by name, by {@link ContextNames#key}
 */
record Contexts(BuildContext main, Map<String, Named> named) implements AutoCloseable {

    /** A context with a name. */
    sealed interface Named {

        /**
         * An image.
         *
         * @param reference its name
         */
        record Image(String reference) implements Named {
        }

        /**
         * Files.
         *
         * @param context them
         */
        record Files(BuildContext context) implements Named {
        }
    }

    /** Keeps its own copy of the map. */
    Contexts {
        named = Map.copyOf(named);
    }

    /** The names, {@link ContextNames#key}. */
    Set<String> names() {
        return named.keySet();
    }

    /**
     * The context that a name means.
     *
     * @param name as the Dockerfile has it
     */
    Optional<Named> find(String name) {
        return ContextNames.means(name, names()) ? Optional.of(named.get(ContextNames.key(name))) : Optional.empty();
    }

    @Override
    public void close() {
        main.close();
        close(named);
    }

    private static void close(Map<String, Named> named) {
        for (Named one : named.values()) {
            if (one instanceof Named.Files files) {
                files.context().close();
            }
        }
    }

    /** Reads one. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads it.
         *
         * @param origin where its files are
         * @param number from 0; different for each
         */
        BuildContext read(ContextOrigin origin, int number) throws BuildException, IOException;
    }

    /** Reads all that a build is given. */
    static Contexts read(ContextOrigin origin, Reader reader) throws BuildException, IOException {
        if (!(origin instanceof ContextOrigin.Several several)) {
            return new Contexts(reader.read(origin, 0), Map.of());
        }
        Map<String, Named> named = new LinkedHashMap<>();
        boolean done = false;
        try {
            for (Map.Entry<String, ContextOrigin> one : several.named().entrySet()) {
                named.put(one.getKey(), one.getValue() instanceof ContextOrigin.Image image
                        ? new Named.Image(image.name())
                        : new Named.Files(reader.read(one.getValue(), named.size() + 1)));
            }
            Contexts all = new Contexts(reader.read(several.main(), 0), named);
            done = true;
            return all;
        } finally {
            if (!done) {
                close(named);
            }
        }
    }
}
