package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.CommitOptions;
import dev.berth.image.IdShift;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.image.ImportOptions;
import dev.berth.image.Platform;
import dev.berth.image.Progress;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.TarBuilder;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with holes: archives have them whole, as docker's, and on the disk they stay small. */
class SparseIT {

    private static final long SIZE = 192L << 20;
    /** Generous: the file has four pieces of data, an archive's reader takes them in pieces of its own size. */
    private static final long SMALL = 8L << 20;
    private static final long[] PIECES = {0, 77_777_777, 100L << 20, 150_000_001};

    private Path work;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")),
                "needs root: layers hold other users' files");
        work = Files.createTempDirectory("berth-sparse");
        Path probe = sparse(work.resolve("probe"), SIZE);
        assumeTrue(allocated(probe) < SMALL, "needs a file system with holes for " + work);
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work != null) {
            FileTree.remove(work);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void holesStayHolesThroughCommitSaveExportAndBackIn(String driver) throws IOException {
        Path archive = work.resolve("saved.tar");
        Path exported = work.resolve("exported.tar");
        Image committed;
        try (ImageStore store = ImageStore.open(work.resolve("data"), Optional.of(driver))) {
            Image base = store.archives().importRootFilesystem(new ByteArrayInputStream(new TarBuilder()
                    .file("etc/one", "one").build()), Optional.empty(), ImportOptions.NONE);
            WritableLayer container = store.writable(work.resolve("container"));
            try (RootFilesystem root = store.unpacked(base)) {
                container.make(root, IdShift.NONE);
                Path tree = container.mountable() instanceof WritableLayer.Mountable.Overlay overlay ? overlay.upper()
                        : ((WritableLayer.Mountable.Directory) container.mountable()).root();
                sparse(tree.resolve("big"), SIZE);
                // ends in data
                sparse(tree.resolve("other"), PIECES[3] + 4);
                assertEquals(SIZE + PIECES[3] + 4, container.sizeBytes(root));
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(exported))) {
                    store.archives().export(container, root, out);
                }
            }
            committed = store.commit(base, container, new CommitOptions(ImageConfig.empty(Platform.current()),
                    Optional.empty(), Optional.empty(), "sh", Set.of()), Optional.empty());
            assertSmall(store, committed, driver);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
                store.archives().save(List.of(committed.id().toString()), out);
            }
            assertTrue(Files.size(archive) > SIZE, "an archive has the zeros of the holes");
            assertTrue(Files.size(exported) > SIZE, "an archive has the zeros of the holes");
        }
        try (ImageStore store = ImageStore.open(work.resolve("other"), Optional.of(driver))) {
            Image loaded = store.archives().load(Files.newInputStream(archive), Progress.NONE).get(0).image();
            assertEquals(committed.id(), loaded.id());
            assertSmall(store, loaded, driver);
            assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
            Image imported = store.archives().importRootFilesystem(Files.newInputStream(exported), Optional.empty(),
                    ImportOptions.NONE);
            assertSmall(store, imported, driver);
        }
    }

    private void assertSmall(ImageStore store, Image image, String driver) throws IOException {
        int top = image.layers().size() - 1;
        Path blob = store.contents().blobs().path(image.layers().get(top));
        assertTrue(Files.size(blob) > SIZE);
        assertTrue(allocated(blob) < SMALL, "the blob takes " + allocated(blob) + " bytes of the disk");
        try (RootFilesystem root = store.unpacked(image)) {
            for (String name : List.of("big", "other")) {
                Path file = root.lowerDirectories().get(0).resolve(name);
                long size = name.equals("big") ? SIZE : PIECES[3] + 4;
                assertEquals(size, Files.size(file));
                assertTrue(allocated(file) < SMALL, driver + ": it takes " + allocated(file) + " bytes of the disk");
                assertEquals(-1, Files.mismatch(file, sparse(work.resolve("expected" + size), size)));
            }
        }
    }

    private static Path sparse(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long piece : PIECES) {
                channel.write(ByteBuffer.wrap("data".getBytes(StandardCharsets.UTF_8)), piece);
            }
            if (channel.size() < size) {
                channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
            }
        }
        return file;
    }

    private static long allocated(Path file) throws IOException {
        try (Fd fd = Fd.open(file, OpenFlags.RDONLY, 0)) {
            return FileStatus.of(fd.number()).blocks() * 512;
        }
    }
}
