package dev.berth.build;

import dev.berth.build.copy.Placement;
import dev.berth.build.copy.SourceTree;
import dev.berth.image.ImageException;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.LayerUnpacker;
import dev.berth.image.layer.RatioGuard;
import dev.berth.image.layer.TarLimits;
import dev.berth.image.layer.TarReader;
import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Archives that {@code ADD} unpacks: first into a directory of the build's own, with all the checks of a layer's, then
 * copied from there, so that nothing in an archive can lead out of the image.
 */
final class Archives {

    private static final int BUFFER = 128 * 1024;

    private final Path directory;
    private final Placement placement;
    private final Optional<Identity> owner;

    /**
     * Archives of one step.
     *
     * @param directory where a directory can be made for a moment
     * @param placement where the files go
     * @param owner whose they shall be, in place of the archive's word
     */
    Archives(Path directory, Placement placement, Optional<Identity> owner) {
        this.directory = directory;
        this.placement = placement;
        this.owner = owner;
    }

    /**
     * Unpacks a source if it is an archive: tar, plain or compressed, told by its content.
     *
     * @param tree where it is
     * @param path as {@link SourceTree#select} answers it
     * @return whether it was one
     */
    boolean unpacked(SourceTree tree, String path) throws IOException {
        if (tree.status(path).filter(status -> status.type() == FileStatus.REGULAR && status.size() > 0).isEmpty()) {
            return false;
        }
        try (Fd file = tree.open(path)) {
            return unpacked(file);
        }
    }

    /** As {@link #unpacked(SourceTree, String)}, of an open file. */
    boolean unpacked(Fd file) throws IOException {
        Path itself = Path.of("/proc/self/fd/" + file.number());
        if (!isArchive(itself)) {
            return false;
        }
        Path temporary = Files.createTempDirectory(directory, "archive");
        Set<String> unnamed = new HashSet<>();
        try {
            try (InputStream in = Files.newInputStream(itself)) {
                BufferedInputStream raw = new BufferedInputStream(in, BUFFER);
                Compression compression = Compression.of(raw);
                RatioGuard guard = new RatioGuard(TarLimits.DEFAULT.ratio());
                try (LayerUnpacker unpacker = LayerUnpacker.openPlain(temporary, TarLimits.DEFAULT)) {
                    unpacker.unpack(new TarReader(new BufferedInputStream(
                            guard.plain(compression.open(guard.compressed(raw))), BUFFER), false));
                    unnamed.addAll(unpacker.implied());
                }
            }
            try (Fd from = Fd.open(temporary, OpenFlags.DIRECTORY, 0)) {
                placement.archive(from, owner, unnamed);
            }
            return true;
        } finally {
            FileTree.remove(temporary);
        }
    }

    private static boolean isArchive(Path file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1024);
                BufferedInputStream plain = new BufferedInputStream(Compression.of(in).open(in), 1024)) {
            return new TarReader(plain, false).next().isPresent();
        } catch (ImageException e) {
            // neither tar nor anything that holds one
            return false;
        }
    }
}
