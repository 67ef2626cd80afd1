package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import dev.berth.image.ImageConflict;
import dev.berth.image.ImageUsers;
import dev.berth.image.ImportOptions;
import dev.berth.image.NoSuchImage;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RemoveOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.TarBuilder;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Garbage collection beside everything else: who holds files has them, who makes an image has it. */
class StoreStressIT {

    private static final int ROUNDS = 150;
    private static final int IMAGES = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"overlay2", "vfs"})
    void collectionRacesNobody(String driver) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "layers hold other users' files");
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicInteger makers = new AtomicInteger(2);
        AtomicInteger held = new AtomicInteger();
        try (ImageStore store = ImageStore.open(directory, Optional.of(driver))) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int seed = i;
                work.add(() -> {
                    try {
                        make(store, new Random(seed));
                    } finally {
                        makers.decrementAndGet();
                    }
                    return null;
                });
                work.add(() -> {
                    hold(store, new Random(seed), makers, held);
                    return null;
                });
            }
            work.add(() -> {
                while (makers.get() > 0) {
                    store.prune();
                }
                return null;
            });
            List<Future<Void>> running = new ArrayList<>();
            work.forEach(one -> running.add(threads.submit(one)));
            for (Future<Void> one : running) {
                one.get();
            }
            assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE));
            assertTrue(held.get() > 0, "nobody ever held an image's files");
            for (Image image : store.list()) {
                store.remove(image.id().toString(), new RemoveOptions(true, true), ImageUsers.NOBODY);
            }
            store.prune();
            assertEquals(List.of(), StoreFiles.of(directory, store));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void make(ImageStore store, Random random) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            int number = random.nextInt(IMAGES);
            Image image;
            try {
                image = store.archives().importRootFilesystem(new ByteArrayInputStream(new TarBuilder()
                        .file("etc/number", "n".repeat(1000 + number)).build()),
                        Optional.of(Reference.parse("image:" + number)), ImportOptions.NONE);
            } catch (NoSuchImage e) {
                continue; // the other one removed it in between
            }
            if (random.nextBoolean()) {
                try {
                    store.remove(image.id().toString(), new RemoveOptions(true, true), ImageUsers.NOBODY);
                } catch (NoSuchImage | ImageConflict e) {
                    continue; // the other one was faster
                }
            }
        }
    }

    private static void hold(ImageStore store, Random random, AtomicInteger makers, AtomicInteger held)
            throws Exception {
        while (makers.get() > 0) {
            int number = random.nextInt(IMAGES);
            try (RootFilesystem root = store.unpacked(store.get("image:" + number))) {
                for (int i = 0; i < 20; i++) {
                    assertEquals(1000 + number, Files.size(root.lowerDirectories().get(0).resolve("etc/number")));
                    Thread.sleep(1);
                }
                held.incrementAndGet();
            } catch (NoSuchImage e) {
                Thread.sleep(1);
            } catch (dev.berth.image.InvalidImage e) {
                // removed between the look into the index and the unpacking: said so, and nothing of it is left
                assertTrue(e.getMessage().contains("missing"), e.getMessage());
            }
        }
    }
}
