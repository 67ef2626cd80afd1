package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a layer's hard links to files of the layers below: the file is copied up, as overlay does it when a program
 * makes such a link, and the links become further names of the copy. No symbolic link of the layers below is followed.
 */
public final class LowerLinkMaker {

    private final Fd layer;
    private final Fd below;
    private final List<String> implied;
    private final TreeCopy copy = TreeCopy.ofSingleFiles();

    /**
     * For one layer.
     *
     * @param layer the layer's directory
     * @param below the layers below, merged; an empty directory if there are none
     * @param implied gets the directories that have to be made for the copies
     */
    public LowerLinkMaker(Fd layer, Fd below, List<String> implied) {
        this.layer = layer;
        this.below = below;
        this.implied = implied;
    }

    /**
     * Makes the links.
     *
     * @param links which
     * @param bytesLeft how many bytes may be copied at most
     * @return bytes of the files that were copied
     * @throws InvalidImage if the layers below have no such file, or more bytes
     */
    public long make(LowerLinks links, long bytesLeft) throws IOException {
        long bytes = 0;
        for (Map.Entry<String, List<LowerLinks.Link>> entry : links.byTarget().entrySet()) {
            LayerPath target = LayerPath.of(entry.getKey(), "hard link target");
            try (Fd parent = parentBelow(target, entry.getValue().get(0))) {
                bytes += file(parent, target, entry.getValue().get(0)).size();
                if (bytes > bytesLeft) {
                    throw new InvalidImage("refused the layer: with the files below it that it has hard links to, its "
                            + "files have more bytes than a layer's may have");
                }
                make(parent, target, entry.getValue(), links.shows(layer.number(), target));
            }
        }
        return bytes;
    }

    private Fd parentBelow(LayerPath target, LowerLinks.Link link) throws IOException {
        Fd directory = FileCalls.open(below.number(), new byte[] {'.'}, OpenFlags.DIRECTORY, 0);
        for (String name : names(target.parent())) {
            try (Fd above = directory) {
                directory = FileCalls.open(above.number(), LayerPath.bytes(name), OpenFlags.DIRECTORY, 0);
            } catch (KernelException e) {
                throw isNone(e) ? missing(target, link) : e;
            }
        }
        return directory;
    }

    private static FileStatus file(Fd parent, LayerPath target, LowerLinks.Link link) throws IOException {
        return FileStatus.find(parent.number(), target.nameBytes()).filter(s -> !s.isDirectory() && !s.isWhiteout())
                .orElseThrow(() -> missing(target, link));
    }

    private static InvalidImage missing(LayerPath target, LowerLinks.Link link) {
        return LayerPath.refused("hard link", link.path().whole(), "its target \"" + TarEntry.shown(target.whole())
                + "\" is no file of this layer, nor of those below it");
    }

    /**
     * The copy gets the names of all links, and the target's own where that still is the one of the file below.
     *
     * @param from the directory below with the file
     */
    private void make(Fd from, LayerPath target, List<LowerLinks.Link> links, boolean shown) throws IOException {
        Optional<LayerPath> first = Optional.empty();
        if (shown) {
            makeDirectories(target.parent());
            name(from, target, first, target);
            first = Optional.of(target);
        }
        for (LowerLinks.Link link : links) {
            if (isKept(link)) {
                name(from, target, first, link.path());
                first = first.isPresent() ? first : Optional.of(link.path());
            }
        }
    }

    /** Whether a link still has its place: what came later in the archive, by another way, is what counts. */
    private boolean isKept(LowerLinks.Link link) throws IOException {
        try (Fd parent = parent(link.path().parent())) {
            Optional<FileStatus> place = FileStatus.find(parent.number(), link.path().nameBytes());
            if (place.isEmpty() || !link.isKeptBy(place.get())) {
                return false;
            }
            FileStatus before = FileStatus.of(parent.number());
            FileCalls.unlink(parent.number(), link.path().nameBytes(), 0);
            restoreTime(parent, before);
            return true;
        } catch (KernelException e) {
            if (isNone(e)) {
                return false;
            }
            throw e;
        }
    }

    private void name(Fd from, LayerPath target, Optional<LayerPath> first, LayerPath path) throws IOException {
        try (Fd parent = parent(path.parent())) {
            FileStatus before = FileStatus.of(parent.number());
            if (first.isEmpty()) {
                copy.file(from.number(), target.nameBytes(), parent.number(), path.nameBytes());
            } else {
                try (Fd holder = parent(first.get().parent())) {
                    FileCalls.link(holder.number(), first.get().nameBytes(), parent.number(), path.nameBytes());
                }
            }
            restoreTime(parent, before);
        }
    }

    private void makeDirectories(String path) throws IOException {
        String above = "";
        for (String name : names(path)) {
            String whole = above.isEmpty() ? name : above + '/' + name;
            try (Fd parent = parent(above)) {
                if (FileStatus.find(parent.number(), LayerPath.bytes(name)).isEmpty()) {
                    FileStatus before = FileStatus.of(parent.number());
                    FileCalls.makeDirectory(parent.number(), LayerPath.bytes(name), 0700);
                    implied.add(whole);
                    restoreTime(parent, before);
                }
            }
            above = whole;
        }
    }

    private Fd parent(String path) throws KernelException {
        return FileCalls.openBeneath(layer.number(), LayerPath.bytes(path.isEmpty() ? "." : path),
                OpenFlags.DIRECTORY);
    }

    /** Copying up changes nothing that the archive said of the directory. */
    private static void restoreTime(Fd directory, FileStatus before) throws KernelException {
        FileCalls.setTime(directory.number(), before.modifiedSeconds(), before.modifiedNanos());
    }

    private static String[] names(String path) {
        return path.isEmpty() ? new String[0] : path.split("/");
    }

    private static boolean isNone(KernelException e) {
        return e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP
                || e.errno() == Errno.EXDEV;
    }
}
