package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.CommitOptions;
import dev.berth.image.IdShift;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.ImageUsers;
import dev.berth.image.ImportOptions;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RemoveOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.TarBuilder;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that becomes full: one error that says so, nothing half, and the store is whole. */
class FullDiskIT {

    private static final int SMALL = 1 << 20;
    private static final int LARGE = 9 << 20;

    @TempDir
    Path work;
    private Path disk;

    @BeforeEach
    void mount() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root: mounts a small file system");
        disk = Files.createDirectory(work.resolve("disk"));
        Command.run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws IOException {
        if (disk != null) {
            Command.run("umount", disk.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void nothingHalfIsLeft(String driver) throws IOException {
        Path archive = work.resolve("large.tar");
        try (ImageStore elsewhere = ImageStore.open(work.resolve("elsewhere"));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            elsewhere.archives().importRootFilesystem(tar(LARGE), Optional.of(Reference.parse("large")),
                    ImportOptions.NONE);
            elsewhere.archives().save(List.of("large"), out);
        }
        try (ImageStore store = ImageStore.open(disk.resolve("data"), Optional.of(driver))) {
            Image small = store.archives().importRootFilesystem(tar(SMALL), Optional.of(Reference.parse("small")),
                    ImportOptions.NONE);
            List<String> before = left(store);
            assertFull(assertThrows(IOException.class, () -> store.archives().importRootFilesystem(tar(LARGE),
                    Optional.of(Reference.parse("large")), ImportOptions.NONE)));
            assertEquals(before, left(store));
            try (InputStream in = Files.newInputStream(archive)) {
                assertFull(assertThrows(IOException.class, () -> {
                    store.archives().load(in, Progress.NONE);
                    // a load that had room for the archive has none for its files
                    store.unpacked(store.get("large")).close();
                }));
            }
            commit(store, small);
            assertTrue(left(store).stream().noneMatch(name -> name.contains("tmp-") || name.contains("ingest/")));
            assertEquals(List.of(), store.verify(List.of("small"), Optional.empty(), Progress.NONE));
        }
    }

    private void commit(ImageStore store, Image small) throws IOException {
        if (store.find("large").isPresent()) {
            store.remove("large", new RemoveOptions(true, true), ImageUsers.NOBODY);
        }
        WritableLayer container = store.writable(disk.resolve("container"));
        try (RootFilesystem root = store.unpacked(small)) {
            container.make(root, IdShift.NONE);
            Path tree = container.mountable() instanceof WritableLayer.Mountable.Overlay overlay ? overlay.upper()
                    : ((WritableLayer.Mountable.Directory) container.mountable()).root();
            Files.write(tree.resolve("written"), random(8 << 20));
        }
        List<String> before = left(store);
        assertFull(assertThrows(IOException.class, () -> store.commit(small, container, new CommitOptions(
                ImageConfig.empty(Platform.current()), Optional.empty(), Optional.empty(), "sh", Set.of()),
                Optional.of(Reference.parse("new")))));
        assertEquals(before, left(store));
        assertEquals(Optional.empty(), store.find("new"));
    }

    private static void assertFull(IOException error) {
        assertTrue(error.getMessage().toLowerCase(Locale.ROOT).endsWith("no space left on device"), error.getMessage());
    }

    private List<String> left(ImageStore store) throws IOException {
        List<String> result = new ArrayList<>();
        for (String directory : List.of("images/blobs/sha256", "images/ingest", store.driver().directory())) {
            try (Stream<Path> files = Files.list(disk.resolve("data").resolve(directory))) {
                files.map(file -> directory + '/' + file.getFileName()).sorted().forEach(result::add);
            }
        }
        return result;
    }

    private static ByteArrayInputStream tar(int size) {
        return new ByteArrayInputStream(new TarBuilder().entry('0', "data", "", 0644, random(size)).build());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
