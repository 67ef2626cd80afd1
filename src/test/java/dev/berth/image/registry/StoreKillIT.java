package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Image;
import dev.berth.image.ImageUsers;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RemoveOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.store.ImageStore;
import dev.berth.image.store.StoreFiles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} at random moments of pull, commit, removal and prune: the store is whole afterwards, and the next
 * pull completes. {@code -Dberth.kills=200} for more of them than the few that every run does.
 */
class StoreKillIT extends RegistryCase {

    private static final int KILLS = Integer.getInteger("berth.kills", 12);

    @Test
    void aKilledStoreIsWhole() throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        try (DistributionServer server = new DistributionServer(work.resolve("server")).start()) {
            killAgainAndAgain(server.host());
        }
    }

    private void killAgainAndAgain(String host) throws Exception {
        Reference name = Reference.parse(host + "/team/killed:1");
        byte[] noise = new byte[3_000_000];
        long seed = System.nanoTime();
        Random random = new Random(seed);
        random.nextBytes(noise);
        try (ImageStore store = ImageStore.open(work.resolve("one"))) {
            Image pushed = image(store, gzip(new TarBuilder().file("etc/noise", new String(noise,
                    java.nio.charset.StandardCharsets.ISO_8859_1)).file("etc/f", "x").build()), name.toString());
            new RegistryImages(store, RegistrySettings.DEFAULT).push(pushed, name, Optional.empty(), Progress.NONE);
        }
        Path data = Files.createDirectories(work.resolve("two"));
        for (int i = 0; i < KILLS; i++) {
            Process child = StoreChild.start(data, name.toString());
            try {
                assertEquals("begins", new BufferedReader(new InputStreamReader(child.getInputStream())).readLine());
                Thread.sleep(random.nextInt(700));
            } finally {
                child.destroyForcibly().waitFor();
            }
            check(data, name, "kill " + i + ", seed " + seed);
        }
    }

    private void check(Path data, Reference name, String when) throws Exception {
        try (ImageStore store = ImageStore.open(data)) {
            assertEquals(List.of(), store.verify(List.of(), Optional.empty(), Progress.NONE), when);
            Image image = new RegistryImages(store, RegistrySettings.DEFAULT).pull(name, Optional.empty(), NOBODY,
                    Progress.NONE);
            try (RootFilesystem root = store.unpacked(image)) {
                assertTrue(Files.exists(root.lowerDirectories().get(0).resolve("etc/f")), when);
            }
            for (Image each : store.list()) {
                store.remove(each.id().toString(), new RemoveOptions(true, true), ImageUsers.NOBODY);
            }
            store.prune();
            assertEquals(List.of(), StoreFiles.of(data, store), when);
        }
    }
}
