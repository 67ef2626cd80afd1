package dev.berth.engine;

import dev.berth.image.RootFilesystem;
import dev.berth.isolation.LaunchPlan;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps an {@link InitLayer} for each image that needs one: beside the image's top layer, with which it goes. */
final class MountPlaces {

    private static final System.Logger LOG = System.getLogger(MountPlaces.class.getName());
    private static final String COMPANION = "init";

    /** Where an image's layer would be, and whether it needs one. */
    private final Map<Path, Boolean> known = new ConcurrentHashMap<>();

    /**
     * The lower directories of a container, with the places on top where there is a layer of them.
     *
     * @param root the container's image
     */
    List<Path> over(RootFilesystem root) {
        List<Path> lower = root.lowerDirectories();
        Optional<Path> layer = root.companion(COMPANION);
        if (layer.isEmpty() || !known.getOrDefault(layer.get(), true) || !Files.exists(layer.get())) {
            return lower;
        }
        List<Path> all = new ArrayList<>(lower.size() + 1);
        all.add(layer.get());
        all.addAll(lower);
        // names that no longer fit would cost more than the places save
        return LaunchPlan.mountedByLauncher(all) == LaunchPlan.mountedByLauncher(lower) ? List.copyOf(all) : lower;
    }

    /** Whether an image has the layer, or is known to need none. */
    boolean knows(RootFilesystem root) {
        Optional<Path> layer = root.companion(COMPANION);
        return layer.isEmpty() || known.containsKey(layer.get()) && (!known.get(layer.get())
                || Files.exists(layer.get()));
    }

    /**
     * Makes the layer for an image, if that has none and needs one. What goes wrong is logged: the places are then made
     * by each container.
     *
     * @param root the image
     * @param files opens its files, with nothing that a container wrote
     */
    synchronized void learn(RootFilesystem root, Opener files) {
        Path layer = root.companion(COMPANION).orElseThrow();
        if (knows(root)) {
            return; // another launch was quicker
        }
        try (Fd mounted = files.open()) {
            known.put(layer, Files.exists(layer) || InitLayer.make(layer, mounted));
        } catch (IOException e) {
            known.put(layer, false);
            LOG.log(System.Logger.Level.WARNING, "cannot make " + layer + ": " + e.getMessage());
        }
    }

    /** Opens a tree. */
    @FunctionalInterface
    interface Opener {
        /** Its root; to be closed. */
        Fd open() throws IOException;
    }
}
