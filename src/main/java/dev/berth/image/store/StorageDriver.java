package dev.berth.image.store;

import dev.berth.image.layer.WhiteoutMarks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How unpacked layers lie on the disk, and how a container's root file system is made of them. */
public interface StorageDriver {

    /** Its name, docker's: {@code overlay2} or {@code vfs}. */
    String name();

    /** The directory of the unpacked layers, in the engine's data directory. */
    String directory();

    /** How layers are unpacked. */
    WhiteoutMarks marks();

    /**
     * Makes of an unpacked layer what it is in its place.
     *
     * @param place holds the layer, {@code diff/}
     * @param below what {@link #lowers} gives for the layers below
     */
    void settle(Path place, List<Path> below) throws IOException;

    /** How a layer is written in place: {@link LayerDraft.Kind#OVERLAY} or {@link LayerDraft.Kind#COPY}. */
    LayerDraft.Kind drafts();

    /**
     * The directories that an image's root file system consists of.
     *
     * @param layers the layers' directories, the top one first
     * @return the top one first
     */
    List<Path> lowers(List<Path> layers);

    /**
     * A container's changes.
     *
     * @param directory where they are, or will be
     * @param temporary where a directory may be made for a moment
     */
    WritableLayer writable(Path directory, Path temporary);
}
