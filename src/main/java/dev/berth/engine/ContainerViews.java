package dev.berth.engine;

import dev.berth.engine.archive.FileView;
import dev.berth.engine.archive.FileView.Mounted;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.WritableLayer.Mountable;
import dev.berth.isolation.IdMap;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.profile.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the files of containers: of one that runs, its own root with all that is mounted in it; of one that does not,
 * its root file system, mounted for the moment and attached nowhere, and its volumes and binds by their paths.
 */
final class ContainerViews {

    private final EngineParts parts;
    private final LaunchResolver resolver;

    ContainerViews(EngineParts parts, LaunchResolver resolver) {
        this.parts = parts;
        this.resolver = resolver;
    }

    /** A container's files, to be read. */
    FileView toRead(LiveContainer container) throws IOException, EngineException {
        Optional<FileView> live = live(container);
        return live.isPresent() ? live.get() : still(container, false);
    }

    /** A container's files, to be changed; of one that does not run the caller holds the lock. */
    FileView toWrite(LiveContainer container) throws IOException, EngineException {
        Optional<FileView> live = live(container);
        if (live.isPresent()) {
            return live.get();
        }
        if (!container.lock.isHeldByCurrentThread()) {
            throw new EngineException(EngineException.Kind.CONFLICT, "Container " + container.id()
                    + " ended while files were about to be copied to it; try again");
        }
        return still(container, true);
    }

    private static Optional<FileView> live(LiveContainer container) throws KernelException {
        Optional<MonitoredProcess> process = container.process;
        if (process.isEmpty() || !container.running()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileView(new Mounted(process.get().root(), LaunchResolver.idMap(container.record)),
                    Map.of()));
        } catch (KernelException e) {
            if (e.errno() == Errno.ESRCH || e.errno() == Errno.ENOENT) {
                return Optional.empty(); // it ended in this moment
            }
            throw e;
        }
    }

    /** What a container stands on. */
    RootFilesystem base(LiveContainer container) throws IOException {
        RootFilesystem files = parts.images().unpacked(
                parts.images().ofContainers().get(container.record.imageId()));
        boolean overlay = parts.images().writable(container.writable()).mountable() instanceof Mountable.Overlay;
        if (overlay && !resolver.places().knows(files)) {
            resolver.places().learn(files, () -> parts.images().builds().view(files.lowerDirectories()));
        }
        return new Placed(files, resolver.places().over(files));
    }

    private record Placed(RootFilesystem files, List<Path> lowerDirectories) implements RootFilesystem {
        @Override
        public List<Path> readOnlyBinds() {
            return files.readOnlyBinds();
        }

        @Override
        public List<String> maskedPaths() {
            return files.maskedPaths(); // what is hidden in a container is in no export of it
        }

        @Override
        public void close() {
            files.close();
        }
    }

    private FileView still(LiveContainer container, boolean write) throws IOException, EngineException {
        Map<String, Mounted> mounts = new HashMap<>();
        Fd root = null;
        try (RootFilesystem files = parts.images().unpacked(
                parts.images().ofContainers().get(container.record.imageId()))) {
            IdMap ids = LaunchResolver.idMap(container.record);
            RootMount rootMount = resolver.root(container, files);
            root = rootMount.open(write);
            for (Path bind : files.readOnlyBinds()) {
                mount(mounts, bind.toString(), bind, IdMap.IDENTITY);
            }
            for (String name : EtcFiles.NAMES) {
                mount(mounts, "/etc/" + name, container.directory.resolve(name), IdMap.IDENTITY);
            }
            for (Mount mount : container.record.profile().mounts()) {
                if (mount.type() == Mount.Type.BIND) {
                    mount(mounts, mount.target(), Path.of(mount.source().orElse("")), ids);
                } else if (mount.type() == Mount.Type.VOLUME) {
                    mount(mounts, mount.target(), parts.volumes().get(mount.source().orElse("")).path(), ids);
                }
            }
            return new FileView(new Mounted(root, rootMount.owners(ids)), mounts);
        } catch (IOException | EngineException | RuntimeException e) {
            mounts.values().forEach(mounted -> mounted.fd().close());
            if (root != null) {
                root.close();
            }
            throw e;
        }
    }

    /** What is not there is not mounted: the container could not be started without it, but copied from it can be. */
    private static void mount(Map<String, Mounted> mounts, String target, Path source, IdMap ids)
            throws KernelException {
        if (Files.exists(source)) {
            Mounted before = mounts.put(FileView.bytes(Path.of(target).normalize().toString()),
                    new Mounted(Fd.open(source, OpenFlags.PATH, 0), ids));
            if (before != null) {
                before.fd().close();
            }
        }
    }
}
