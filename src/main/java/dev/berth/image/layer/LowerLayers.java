package dev.berth.image.layer;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers below one. Directories that a layer's archive does not name get owner, mode, attributes and time of the
 * same directory in them, since the layer's directory covers theirs.
 */
public final class LowerLayers implements AutoCloseable {

    private static final byte[] SELF = {'.'};

    private final List<Fd> layers = new ArrayList<>();

    private LowerLayers() {
    }

    /**
     * Opens them.
     *
     * @param layers unpacked, the top one first
     * @throws IOException if one cannot be opened
     */
    public static LowerLayers open(List<Path> layers) throws IOException {
        LowerLayers result = new LowerLayers();
        boolean done = false;
        try {
            for (Path layer : layers) {
                result.layers.add(Fd.open(layer, OpenFlags.DIRECTORY | OpenFlags.PATH, 0));
            }
            done = true;
            return result;
        } finally {
            if (!done) {
                result.close();
            }
        }
    }

    /**
     * Gives directories what the same ones have below. One that is not below stays as it is; so does one whose path
     * leads elsewhere by now.
     *
     * @param layer the layer's directory
     * @param implied paths in it, as {@link LayerUnpacker#implied} answers them
     * @throws IOException if the kernel refuses
     */
    public void bequeath(Path layer, List<String> implied) throws IOException {
        if (layers.isEmpty() || implied.isEmpty()) {
            return;
        }
        try (Fd root = Fd.open(layer, OpenFlags.DIRECTORY, 0)) {
            for (String path : implied) {
                bequeath(root.number(), LayerPath.bytes(path.isEmpty() ? "." : path));
            }
        }
    }

    private void bequeath(int root, byte[] path) throws IOException {
        try (Fd directory = FileCalls.openBeneath(root, path, OpenFlags.DIRECTORY)) {
            for (Fd layer : layers) {
                Optional<FileStatus> below = status(layer, path);
                if (below.isPresent()) {
                    if (below.get().isDirectory()) {
                        copy(layer, path, below.get(), directory.number());
                    }
                    return;
                }
            }
        } catch (KernelException e) {
            if (!isElsewhere(e)) {
                throw e;
            }
        }
    }

    private static Optional<FileStatus> status(Fd layer, byte[] path) throws IOException {
        try (Fd fd = FileCalls.openBeneath(layer.number(), path, OpenFlags.PATH | OpenFlags.NOFOLLOW)) {
            return Optional.of(FileStatus.of(fd.number()));
        } catch (KernelException e) {
            if (isElsewhere(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void copy(Fd layer, byte[] path, FileStatus status, int directory) throws IOException {
        FileCalls.chown(directory, status.uid(), status.gid());
        FileCalls.chmod(directory, status.permissions());
        for (String attribute : Xattrs.list(layer.number(), path)) {
            if (!attribute.startsWith("trusted.overlay.")) {
                Optional<byte[]> value = Xattrs.get(layer.number(), path, attribute);
                if (value.isPresent()) {
                    Xattrs.set(directory, SELF, attribute, value.get());
                }
            }
        }
        FileCalls.setTime(directory, status.modifiedSeconds(), status.modifiedNanos());
    }

    private static boolean isElsewhere(KernelException e) {
        return e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.EXDEV
                || e.errno() == Errno.ELOOP;
    }

    @Override
    public void close() {
        layers.forEach(Fd::close);
    }
}
