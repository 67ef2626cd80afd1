package dev.berth.engine;

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
import java.util.Optional;

/**
 * A layer on top of an image with the places that the engine mounts its files and file systems on, and with {@code
 * /.dockerenv}, by which programs know that they are in a container; docker has one for each container (moby's {@code
 * initlayer}). Of what an image has itself nothing is in it. Without it each container would copy {@code /etc} up to
 * make {@link Containers#PLACES} there.
 */
final class InitLayer {

    private static final String OVERLAY_ATTRIBUTES = "trusted.overlay.";
    /** Of everything in it, as docker has it. */
    private static final int MODE = 0755;

    private static final List<Place> PLACES = List.of(directory("proc"), directory("sys"), file(".dockerenv"),
            directory("dev/pts"), directory("dev/shm"), file("dev/console"), file("etc/hosts"), file("etc/hostname"),
            file("etc/resolv.conf"), new Place("etc/mtab", Optional.of("/proc/mounts"), false));

    /** Something in the layer: a link, else a directory or an empty file. */
    private record Place(String path, Optional<String> target, boolean directory) {

        /** What it lies in; empty for the root. */
        String parent() {
            return path.substring(0, Math.max(0, path.indexOf('/')));
        }

        byte[] name() {
            return bytes(path.substring(path.indexOf('/') + 1));
        }

        void make(int parent) throws KernelException {
            if (target.isPresent()) {
                FileCalls.symlink(bytes(target.get()), parent, name());
            } else if (directory) {
                FileCalls.makeDirectory(parent, name(), MODE);
                FileCalls.chmodOwn(parent, name(), MODE);
            } else {
                try (Fd file = FileCalls.open(parent, name(), OpenFlags.WRONLY | OpenFlags.CREAT, MODE)) {
                    FileCalls.chmod(file.number(), MODE);
                }
            }
        }
    }

    private final Fd image;
    private final Fd layer;

    private InitLayer(Fd image, Fd layer) {
        this.image = image;
        this.layer = layer;
    }

    private static Place directory(String path) {
        return new Place(path, Optional.empty(), true);
    }

    private static Place file(String path) {
        return new Place(path, Optional.empty(), false);
    }

    /**
     * Makes one. Two at once must not be made in the same place.
     *
     * @param place where
     * @param image the image's files
     * @return whether there was anything to make
     */
    static boolean make(Path place, Fd image) throws IOException {
        Path beside = place.resolveSibling(place.getFileName() + ".new");
        FileTree.remove(beside); // of an engine that was killed in the midst of it
        Files.createDirectory(beside);
        try {
            boolean any;
            try (Fd layer = Fd.open(beside, OpenFlags.DIRECTORY, 0)) {
                FileCalls.chmod(layer.number(), MODE);
                any = new InitLayer(image, layer).fill();
            }
            if (any) {
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return any;
        } finally {
            FileTree.remove(beside);
        }
    }

    private boolean fill() throws IOException {
        boolean any = false;
        for (String parent : List.of("", "dev", "etc")) {
            List<Place> places = PLACES.stream().filter(place -> place.parent().equals(parent)).toList();
            any |= parent.isEmpty() ? !make(missing(image, places), layer).isEmpty() : fill(parent, places);
        }
        return any;
    }

    /** What is missing in a directory of the image; an image's link or file in its place is left alone. */
    private boolean fill(String parent, List<Place> places) throws IOException {
        Optional<Fd> there = Optional.empty();
        try {
            there = Optional.of(FileCalls.openBeneath(image.number(), bytes(parent),
                    OpenFlags.DIRECTORY | OpenFlags.PATH | OpenFlags.NOFOLLOW));
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                return false;
            }
        }
        try {
            List<Place> missing = there.isPresent() ? missing(there.get(), places) : places;
            if (missing.isEmpty()) {
                return false;
            }
            directory(parent).make(layer.number());
            try (Fd made = FileCalls.open(layer.number(), bytes(parent), OpenFlags.DIRECTORY, 0)) {
                make(missing, made);
                if (there.isPresent()) {
                    liken(made, parent, there.get());
                }
            }
            return true;
        } finally {
            there.ifPresent(Fd::close);
        }
    }

    private static List<Place> make(List<Place> places, Fd directory) throws KernelException {
        for (Place place : places) {
            place.make(directory.number());
        }
        return places;
    }

    private static List<Place> missing(Fd directory, List<Place> places) throws KernelException {
        List<Place> missing = new ArrayList<>();
        for (Place place : places) {
            try {
                FileStatus.at(directory.number(), place.name());
            } catch (KernelException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
                missing.add(place);
            }
        }
        return missing;
    }

    /** Overlay shows the attributes of the topmost directory. */
    private void liken(Fd made, String name, Fd there) throws IOException {
        FileStatus status = FileStatus.of(there.number());
        FileCalls.chown(made.number(), status.uid(), status.gid());
        FileCalls.chmod(made.number(), status.permissions());
        for (String attribute : Xattrs.list(image.number(), bytes(name))) {
            Optional<byte[]> value = Xattrs.get(image.number(), bytes(name), attribute);
            if (value.isPresent() && !attribute.startsWith(OVERLAY_ATTRIBUTES)) {
                Xattrs.set(made.number(), attribute, value.get());
            }
        }
        FileCalls.setTime(made.number(), status.modifiedSeconds(), status.modifiedNanos());
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
