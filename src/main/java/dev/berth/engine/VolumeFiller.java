package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.engine.archive.FileView;
import dev.berth.engine.archive.FileView.Mounted;
import dev.berth.engine.archive.Place;
import dev.berth.engine.archive.TreeCopier;
import dev.berth.image.RootFilesystem;
import dev.berth.isolation.IdMap;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.profile.Mount;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a new container's empty volumes with what its image has where they are mounted, as docker does, unless the
 * mount says {@code nocopy}. The way there is the image's own, in the image ({@code VOLUME} of a hostile one:
 * containerd CVE-2022-23648). The host as an image fills nothing: its files are the machine's.
 */
final class VolumeFiller {

    private final EngineParts parts;

    VolumeFiller(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Fills the volumes of a container that was never started.
     *
     * @param container the container; the caller holds its lock
     * @param root its image's layers
     */
    void fill(LiveContainer container, RootFilesystem root) throws EngineException, IOException {
        List<Mount> empty = new ArrayList<>();
        for (Mount mount : container.record.profile().mounts()) {
            if (mount.type() == Mount.Type.VOLUME && !mount.options().contains("nocopy")) {
                Volumes.Volume volume = parts.volumes().get(mount.source().orElse(""));
                // what is mounted on it while it is used belongs to somebody else
                if (volume.options().isEmpty() && isEmpty(volume.path())) {
                    empty.add(mount);
                }
            }
        }
        if (empty.isEmpty() || container.record.imageId().isEmpty()) {
            return;
        }
        IdMap ids = LaunchResolver.idMap(container.record);
        RootMount mount = RootMount.of(parts.images().writable(container.writable()),
                root.lowerDirectories(), ids, false);
        try (FileView view = new FileView(new Mounted(mount.open(false), mount.owners(ids)), Map.of())) {
            for (Mount volume : empty) {
                fill(view, volume, ids);
            }
        }
    }

    private void fill(FileView view, Mount mount, IdMap ids) throws EngineException {
        Path volume = parts.volumes().get(mount.source().orElse("")).path();
        try (Place source = view.find(FileView.bytes(mount.target()), true);
                Fd target = Fd.open(volume, OpenFlags.DIRECTORY, 0)) {
            if (source.status().isDirectory()) {
                new TreeCopier(view, target, ids).copy(source);
            }
        } catch (IOException e) {
            boolean nothingThere = e instanceof KernelException refused
                    && (refused.errno() == Errno.ENOENT || refused.errno() == Errno.ENOTDIR);
            if (!nothingThere) {
                throw new EngineException(Kind.SYSTEM, "cannot fill volume " + mount.source().orElse("")
                        + " with the image's " + mount.target() + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }
}
