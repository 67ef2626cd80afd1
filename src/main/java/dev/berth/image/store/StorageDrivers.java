package dev.berth.image.store;

import dev.berth.image.StoreUnavailable;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.MountCalls;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the storage driver of a data directory, once: what was made with one cannot be read by the other. */
final class StorageDrivers {

    private static final System.Logger LOG = System.getLogger(StorageDrivers.class.getName());
    /** Holds the name of the driver that the directory was made with. */
    private static final String MARK = "storage-driver";

    private StorageDrivers() {
    }

    /**
     * Chooses.
     *
     * @param data the engine's data directory; the caller holds its lock
     * @param configured the name that the configuration says
     * @throws StoreUnavailable if the directory was made with another one, or there is none of that name
     */
    static StorageDriver choose(Path data, Optional<String> configured) throws IOException {
        Path mark = data.resolve(MARK);
        Optional<String> before = Optional.empty();
        if (Files.exists(mark)) {
            before = Optional.of(Files.readString(mark).trim());
        } else if (Files.isDirectory(data.resolve("layers"))) {
            // made before there was a choice
            before = Optional.of(OverlayDriver.NAME);
        }
        Optional<String> wanted = configured.map(name -> name.equals("overlay") ? OverlayDriver.NAME : name);
        if (wanted.isPresent() && before.isPresent() && !wanted.equals(before)) {
            throw new StoreUnavailable("the data directory " + data + " was made with the storage driver "
                    + before.get() + ", and the configuration says " + configured.get()
                    + "; leave storage_driver out, or choose another data directory");
        }
        String name = before.or(() -> wanted).orElseGet(() -> overlayWorks(data) ? OverlayDriver.NAME
                : VfsDriver.NAME);
        StorageDriver driver = switch (name) {
            case OverlayDriver.NAME -> new OverlayDriver();
            case VfsDriver.NAME -> new VfsDriver();
            default -> throw new StoreUnavailable("there is no storage driver " + name + "; choose "
                    + OverlayDriver.NAME + " or " + VfsDriver.NAME);
        };
        if (before.isEmpty() || !Files.exists(mark)) {
            IndexFile.replace(mark, name.getBytes(StandardCharsets.UTF_8));
        }
        return driver;
    }

    /** Tries on the data directory what the overlay driver does there. */
    private static boolean overlayWorks(Path data) {
        Path place = data.resolve("overlay-probe");
        try {
            FileTree.remove(place);
            try {
                return tried(place);
            } finally {
                FileTree.remove(place);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "An overlay is not possible in {0}, so root file systems are copied "
                    + "(storage driver {1}): {2}", data, VfsDriver.NAME, e.getMessage());
            return false;
        }
    }

    private static boolean tried(Path place) throws IOException {
        for (String directory : new String[] {"lower", "upper", "work"}) {
            Files.createDirectories(place.resolve(directory));
        }
        Files.createFile(place.resolve("lower/file"));
        byte[] name = "file".getBytes(StandardCharsets.US_ASCII);
        try (Fd lower = Fd.open(place.resolve("lower"), OpenFlags.DIRECTORY, 0)) {
            FileCalls.makeNode(lower.number(), "gone".getBytes(StandardCharsets.US_ASCII), FileStatus.CHARACTER, 0, 0);
            Xattrs.set(lower.number(), new byte[] {'.'}, "trusted.overlay.opaque", new byte[] {'y'});
        }
        return mounted(place, name);
    }

    private static boolean mounted(Path place, byte[] name) throws KernelException {
        try (MountCalls.Context context = new MountCalls.Context("overlay")) {
            context.set("lowerdir", place.resolve("lower").toString());
            context.set("upperdir", place.resolve("upper").toString());
            context.set("workdir", place.resolve("work").toString());
            try (Fd mount = context.mount(0)) {
                // makes a whiteout in the upper directory
                FileCalls.unlink(mount.number(), name, 0);
                return true;
            }
        }
    }
}
