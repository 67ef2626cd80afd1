package dev.berth.image.layer;

import dev.berth.image.InvalidImage;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hard links of a layer to files of the layers below it, which may not be there yet while it is unpacked. Until they
 * are, an empty file that nobody may read keeps each link's place. {@link LowerLinkMaker} makes the links.
 */
public final class LowerLinks {

    private static final int PLACE_MODE = 0;
    /** Each takes some memory till the layer is unpacked; tools that make layers copy the file instead. */
    private static final int MOST = 1 << 17;

    private final WhiteoutMarks marks;
    /** By path. */
    private final NavigableMap<String, Link> links = new TreeMap<>();
    private final Map<Long, String> targets = new HashMap<>();

    /**
     * None yet.
     *
     * @param marks how the layer says what it deletes
     */
    public LowerLinks(WhiteoutMarks marks) {
        this.marks = marks;
    }

    /**
     * A link.
     *
     * @param path its path
     * @param target path of the file below
     * @param inode of what keeps its place
     */
    record Link(LayerPath path, String target, long inode) {

        /** Whether a file still is what keeps the link's place. */
        boolean isKeptBy(FileStatus status) {
            return isPlace(status) && status.inode() == inode;
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return links.isEmpty();
    }

    /** The links that are for the same file, by its path. */
    Map<String, List<Link>> byTarget() {
        Map<String, List<Link>> result = new LinkedHashMap<>();
        links.values().forEach(link -> result.computeIfAbsent(link.target(), t -> new ArrayList<>()).add(link));
        return result;
    }

    /** The path of the file below that a file is to become; empty if it is a file of its own. */
    Optional<String> target(FileStatus status) {
        return isPlace(status) ? Optional.ofNullable(targets.get(status.inode())) : Optional.empty();
    }

    /**
     * Keeps the place of a link.
     *
     * @param parent the directory that it is in
     * @param path its path
     * @param target path of the file below
     * @throws KernelException if something is there
     * @throws InvalidImage if there are too many
     */
    void keepPlace(int parent, LayerPath path, String target) throws KernelException, InvalidImage {
        if (links.size() >= MOST) {
            throw new InvalidImage("refused the layer: it has more than " + MOST
                    + " hard links to files of the layers below it");
        }
        try (Fd place = FileCalls.open(parent, path.nameBytes(), OpenFlags.CREAT | OpenFlags.EXCL | OpenFlags.WRONLY,
                PLACE_MODE)) {
            add(path, target, FileStatus.of(place.number()).inode());
        }
    }

    /** There is a link, and a file that keeps its place. */
    void add(LayerPath path, String target, long inode) {
        links.put(path.whole(), new Link(path, target, inode));
        targets.put(inode, target);
    }

    /** A path is removed with all below it. */
    void removed(String path) {
        Below.remove(links, path);
    }

    /**
     * Whether a path that the layer does not have is that of the layers below: nothing on its way hides it.
     *
     * @param root the layer's directory
     * @param path the path
     */
    boolean shows(int root, LayerPath path) throws IOException {
        Fd directory = FileCalls.open(root, new byte[] {'.'}, OpenFlags.DIRECTORY, 0);
        try {
            for (String name : path.whole().split("/")) {
                byte[] bytes = LayerPath.bytes(name);
                if (marks.isHidden(directory.number(), bytes)) {
                    return false;
                }
                Optional<FileStatus> own = FileStatus.find(directory.number(), bytes);
                if (own.isEmpty()) {
                    return true;
                }
                if (!own.get().isDirectory()) {
                    return false;
                }
                Fd next = FileCalls.open(directory.number(), bytes, OpenFlags.DIRECTORY, 0);
                directory.close();
                directory = next;
            }
            return false;
        } finally {
            directory.close();
        }
    }

    private static boolean isPlace(FileStatus status) {
        return status.type() == FileStatus.REGULAR && status.size() == 0 && status.permissions() == PLACE_MODE;
    }
}
