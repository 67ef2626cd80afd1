package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.IdShift;
import dev.berth.image.Image;
import dev.berth.image.ImportOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What storage drivers make of file systems of other kinds than the machine's own. */
class OtherFileSystemIT {

    private static final int SIZE = 32 << 20;

    @TempDir
    Path work;
    private Optional<Path> disk = Optional.empty();

    @AfterEach
    void unmount() throws IOException {
        if (disk.isPresent()) {
            Command.run("umount", disk.get().toString()); // gives the loop device back, too
        }
    }

    private Path disk(String type) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root: mounts a file system");
        Path point = Files.createDirectory(work.resolve("disk"));
        if (type.equals("ramfs")) {
            Command.run("mount", "-t", type, type, point.toString());
        } else {
            assumeTrue(Command.exists("mkfs." + type), "needs mkfs." + type);
            Path image = work.resolve("image");
            Command.run("truncate", "-s", "512M", image.toString());
            Command.run("mkfs." + type, "-q", image.toString());
            try {
                Command.run("mount", "-t", type, "-o", "loop", image.toString(), point.toString());
            } catch (AssertionError e) {
                abort("needs a kernel with loop devices and " + type + ": " + e.getMessage());
            }
        }
        disk = Optional.of(point);
        return point;
    }

    @ParameterizedTest
    @ValueSource(strings = {"btrfs", "xfs"})
    void aCopySharesItsImagesBlocks(String type) throws IOException {
        Path place = disk(type);
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        try (ImageStore store = ImageStore.open(place.resolve("data"), Optional.of(VfsDriver.NAME))) {
            Image image = store.archives().importRootFilesystem(new ByteArrayInputStream(new TarBuilder()
                    .entry('0', "data", "", 0644, bytes).build()), Optional.empty(), ImportOptions.NONE);
            WritableLayer container = store.writable(place.resolve("container"));
            try (RootFilesystem root = store.unpacked(image)) {
                long before = used(place);
                container.make(root, IdShift.NONE);
                long copied = used(place) - before;
                assertTrue(copied < SIZE / 4, "the copy took " + copied + " bytes");
                Path copy = ((WritableLayer.Mountable.Directory) container.mountable()).root().resolve("data");
                assertArrayEquals(bytes, Files.readAllBytes(copy));
                Files.writeString(copy, "changed");
                assertArrayEquals(bytes, Files.readAllBytes(root.lowerDirectories().get(0).resolve("data")));
                assertEquals(List.of(new FileChange("/data", FileChange.Kind.MODIFIED, 7)),
                        container.changes(root, Set.of()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"btrfs, overlay2", "xfs, overlay2", "ramfs, vfs"})
    void theDriverIsChosenByWhatTheFileSystemCan(String type, String driver) throws IOException {
        Path data = disk(type).resolve("data");
        for (int i = 0; i < 2; i++) {
            try (ImageStore store = ImageStore.open(data)) {
                assertEquals(driver, store.driver().name());
            }
        }
        assertTrue(Files.notExists(data.resolve("overlay-probe")));
    }

    private static long used(Path place) throws IOException {
        Command.run("sync", "-f", place.toString());
        FileStore store = Files.getFileStore(place);
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }
}
