package dev.berth.engine;

import dev.berth.image.RootFilesystem;
import dev.berth.isolation.LaunchPlan;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A layer on top of an image with the places that the engine mounts its files and file systems on, {@link
 * Containers#PLACES}, as docker has one for each container: where the image lacks them, each container would else copy
 * {@code /etc} up and make them. It lies beside the image's top layer and goes with that.
 */
final class MountPlaces {

    private static final System.Logger LOG = System.getLogger(MountPlaces.class.getName());
    private static final String COMPANION = "places";
    private static final String ETC = "etc/";

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
     * @param mount the root of one of its containers, with nothing written to it; not mounted afterwards
     */
    void learn(RootFilesystem root, RootMount mount) {
        Path layer = root.companion(COMPANION).orElseThrow();
        try (Fd mounted = mount.open(false)) {
            known.put(layer, Files.exists(layer) || make(layer, mounted));
        } catch (IOException e) {
            known.put(layer, false);
            LOG.log(System.Logger.Level.WARNING, "cannot make " + layer + ": " + e.getMessage());
        }
    }

    /** Answers whether there was anything to make. */
    private static boolean make(Path layer, Fd mounted) throws IOException {
        List<String> directories = missing(mounted, Containers.PLACES.stream().filter(p -> p.indexOf('/') < 0)
                .toList());
        List<String> files = Containers.PLACES.stream().filter(p -> p.startsWith(ETC))
                .map(p -> p.substring(ETC.length())).toList();
        Optional<Fd> etc = Optional.empty();
        List<String> missing;
        try {
            etc = Optional.of(FileCalls.openBeneath(mounted.number(), bytes("etc"),
                    OpenFlags.DIRECTORY | OpenFlags.PATH | OpenFlags.NOFOLLOW));
            missing = missing(etc.get(), files);
        } catch (KernelException e) {
            // an image's link or file is left alone
            missing = e.errno() == Errno.ENOENT ? files : List.of();
        }
        try {
            if (directories.isEmpty() && missing.isEmpty()) {
                return false;
            }
            Path beside = Files.createTempDirectory(layer.getParent(), "places-");
            try {
                fill(beside, directories, missing, etc, mounted);
                Files.move(beside, layer, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                FileTree.remove(beside);
                if (!Files.exists(layer)) { // else another launch was quicker
                    throw e;
                }
            }
            return true;
        } finally {
            etc.ifPresent(Fd::close);
        }
    }

    private static List<String> missing(Fd directory, List<String> names) throws KernelException {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            try {
                FileStatus.at(directory.number(), bytes(name));
            } catch (KernelException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
                missing.add(name);
            }
        }
        return missing;
    }

    private static void fill(Path layer, List<String> directories, List<String> files, Optional<Fd> etc, Fd mounted)
            throws IOException {
        try (Fd root = Fd.open(layer, OpenFlags.DIRECTORY, 0)) {
            FileCalls.chmod(root.number(), 0755);
            for (String name : directories) {
                FileCalls.makeDirectory(root.number(), bytes(name), 0755);
                FileCalls.chmodOwn(root.number(), bytes(name), 0755);
            }
            if (!files.isEmpty()) {
                fillEtc(root, files, etc, mounted);
            }
        }
    }

    /** The image's own directory with the missing files: overlay shows the attributes of the topmost one. */
    private static void fillEtc(Fd root, List<String> files, Optional<Fd> etc, Fd mounted) throws IOException {
        FileCalls.makeDirectory(root.number(), bytes("etc"), 0755);
        try (Fd made = FileCalls.open(root.number(), bytes("etc"), OpenFlags.DIRECTORY, 0)) {
            for (String name : files) {
                try (Fd file = FileCalls.open(made.number(), bytes(name), OpenFlags.WRONLY | OpenFlags.CREAT, 0644)) {
                    FileCalls.chmod(file.number(), 0644);
                }
            }
            if (etc.isEmpty()) {
                FileCalls.chmod(made.number(), 0755);
                return;
            }
            FileStatus status = FileStatus.of(etc.get().number());
            FileCalls.chown(made.number(), status.uid(), status.gid());
            FileCalls.chmod(made.number(), status.permissions());
            for (String attribute : Xattrs.list(mounted.number(), bytes("etc"))) {
                Optional<byte[]> value = Xattrs.get(mounted.number(), bytes("etc"), attribute);
                if (value.isPresent()) {
                    Xattrs.set(made.number(), attribute, value.get());
                }
            }
            FileCalls.setTime(made.number(), status.modifiedSeconds(), status.modifiedNanos());
        }
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
