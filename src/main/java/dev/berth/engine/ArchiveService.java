package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.engine.archive.ArchiveConflict;
import dev.berth.engine.archive.ArchivePacker;
import dev.berth.engine.archive.ArchiveUnpacker;
import dev.berth.engine.archive.FileView;
import dev.berth.engine.archive.Place;
import dev.berth.image.ImageException;
import dev.berth.image.layer.Compression;
import dev.berth.image.layer.TarReader;
import dev.berth.image.layer.TarWriter;
import dev.berth.isolation.ProcessSpec;
import dev.berth.image.RootFilesystem;
import dev.berth.kernel.Errno;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.profile.Mount;
import dev.berth.profile.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Copies files into and out of containers. */
final class ArchiveService implements Archives {

    /** {@code 0001-01-01T00:00:00Z} and {@code 9999-12-31T23:59:59Z}, in seconds since 1970. */
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final ContainerViews views;
    private final ContainerRegistry registry;

    ArchiveService(EngineParts parts, ContainerRegistry registry, LaunchResolver resolver) {
        this.views = new ContainerViews(parts, resolver);
        this.registry = registry;
    }

    @Override
    public Source open(String reference, String path) throws EngineException {
        LiveContainer container = registry.get(reference);
        String bytes = FileView.bytes(path);
        try {
            FileView view = views.toRead(container);
            try {
                Place place = view.find(bytes, false);
                return new OpenPlace(view, place, stat(view, place, bytes));
            } catch (KernelException | RuntimeException e) {
                view.close();
                throw e;
            }
        } catch (IOException e) {
            throw refused(e, reference, path);
        }
    }

    @Override
    public RootFilesystem base(String reference) throws EngineException, IOException {
        LiveContainer container = registry.get(reference);
        return views.base(container);
    }

    private record OpenPlace(FileView view, Place place, Stat stat) implements Source {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            new ArchivePacker(view, new TarWriter(out)).pack(place, FileView.bytes(stat.name()));
        }

        @Override
        public void close() {
            place.close();
            view.close();
        }
    }

    private static Stat stat(FileView view, Place place, String path) throws KernelException {
        FileStatus status = place.status();
        String target = "";
        if (status.type() == FileStatus.SYMLINK) {
            try (Place end = view.find(path, true)) {
                target = end.path();
            } catch (KernelException e) {
                target = view.intended(place);
            }
        }
        return new Stat(FileView.text(lastName(path)), status.size(), status.mode(),
                modified(status), FileView.text(target));
    }

    /** Some file systems keep any time that a program sets; what the API can say of it ends with the year 9999. */
    private static Instant modified(FileStatus status) {
        long seconds = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, status.modifiedSeconds()));
        return Instant.ofEpochSecond(seconds, status.modifiedNanos());
    }

    /** The last name of a path as Go's {@code filepath.Base} sees it: slashes at the end do not count. */
    private static String lastName(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    @Override
    public void unpack(String reference, String path, InputStream archive, Unpacking how) throws EngineException {
        LiveContainer container = registry.get(reference);
        // one that does not run must not be started meanwhile: two mounts would write the same layer
        boolean locked = !container.running();
        if (locked) {
            container.lock.lock();
        }
        try (FileView view = views.toWrite(container)) {
            String target;
            try (Place place = view.find(FileView.bytes(path), true)) {
                if (!place.status().isDirectory()) {
                    throw new EngineException(Kind.BAD_PARAMETER, "extraction point is not a directory");
                }
                target = place.path();
            }
            requireWritable(container.record.profile(), FileView.text(target));
            Optional<ArchiveUnpacker.Owner> owner = how.toUser() ? owner(container, view) : Optional.empty();
            BufferedInputStream buffered = new BufferedInputStream(archive, 64 * 1024);
            InputStream plain = Compression.of(buffered).open(buffered);
            new ArchiveUnpacker(view, target, how.keepKinds(), owner).unpack(new TarReader(plain, false));
        } catch (IOException e) {
            throw refused(e, reference, path);
        } finally {
            if (locked) {
                container.lock.unlock();
            }
        }
    }

    /** Docker's refusals; the kernel would refuse too, with less to say. */
    private static void requireWritable(Profile profile, String target) throws EngineException {
        Optional<Mount> over = Optional.empty();
        for (Mount mount : profile.mounts()) {
            boolean holds = target.equals(mount.target()) || target.startsWith(mount.target() + '/');
            if (holds && (over.isEmpty() || over.get().target().length() < mount.target().length())) {
                over = Optional.of(mount);
            }
        }
        if (over.isPresent() && over.get().readOnly()) {
            throw new EngineException(Kind.FORBIDDEN, "mounted volume is marked read-only");
        } else if (over.isEmpty() && profile.security().readOnly().orElse(false)) {
            throw new EngineException(Kind.FORBIDDEN, "container rootfs is marked read-only");
        }
    }

    /** The container's user, by its own files; nobody where it names none. */
    private static Optional<ArchiveUnpacker.Owner> owner(LiveContainer container, FileView view)
            throws EngineException, KernelException {
        Optional<String> user = container.record.profile().user().filter(name -> !name.isEmpty());
        if (user.isEmpty()) {
            return Optional.empty();
        }
        ProcessSpec.Identity found = view.withRoot(root -> UserDatabase.read(root)
                .find(user.get(), List.of()).identity());
        return Optional.of(new ArchiveUnpacker.Owner(found.uid(), found.gid()));
    }

    private static EngineException refused(IOException e, String reference, String path) {
        if (e instanceof ArchiveConflict) {
            return new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        } else if (e instanceof ImageException) {
            return new EngineException(Kind.BAD_PARAMETER, "cannot unpack the archive at " + path + " in container "
                    + reference + ": " + e.getMessage(), e);
        } else if (e instanceof KernelException kernel) {
            return switch (kernel.errno()) {
                case Errno.ENOENT -> new EngineException(Kind.NOT_FOUND, "Could not find the file " + path
                        + " in container " + reference, e);
                case Errno.ENOTDIR -> new EngineException(Kind.BAD_PARAMETER, "cannot copy " + path + " in container "
                        + reference + ": not a directory", e);
                case Errno.EROFS -> new EngineException(Kind.FORBIDDEN, "cannot copy to " + path + " in container "
                        + reference + ": " + e.getMessage(), e);
                default -> new EngineException(Kind.SYSTEM, "cannot copy " + path + " in container " + reference + ": "
                        + e.getMessage(), e);
            };
        }
        return new EngineException(Kind.SYSTEM, "cannot copy " + path + " in container " + reference + ": "
                + e.getMessage(), e);
    }
}
