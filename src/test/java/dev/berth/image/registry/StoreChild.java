package dev.berth.image.registry;

import dev.berth.image.CommitOptions;
import dev.berth.image.IdShift;
import dev.berth.image.Image;
import dev.berth.image.ImageUsers;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RemoveOptions;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.ImageStore;
import dev.berth.image.store.WritableLayer;
import dev.berth.kernel.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A store in a process of its own that pulls, commits, removes and prunes until it is killed by a test. */
final class StoreChild {

    private StoreChild() {
    }

    /** Starts one. */
    static Process start(Path data, String image) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                StoreChild.class.getName(), data.toString(), image)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Works until it is killed; says so when it begins. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        Reference name = Reference.parse(arguments[1]);
        try (ImageStore store = ImageStore.open(data)) {
            System.out.println("begins");
            RegistryImages registries = new RegistryImages(store, RegistrySettings.DEFAULT);
            for (int i = 0; true; i++) {
                Image base = registries.pull(name, Optional.empty(), Optional.empty(), Progress.NONE);
                commit(store, base, data.resolve("container"), i);
                store.tag(base, Reference.parse("other:" + i));
                if (i % 2 == 0) {
                    for (Image image : store.list()) {
                        store.remove(image.id().toString(), new RemoveOptions(true, true), ImageUsers.NOBODY);
                    }
                }
                store.prune();
            }
        }
    }

    private static void commit(ImageStore store, Image base, Path directory, int number) throws IOException {
        FileTree.remove(directory);
        WritableLayer written = store.writable(directory);
        try (RootFilesystem root = store.unpacked(base)) {
            written.make(root, IdShift.NONE);
        }
        Files.writeString(directory.resolve("upper/number"), number + "\n".repeat(100_000));
        Image image = store.commit(base, written, new CommitOptions(base.config(), Optional.empty(),
                Optional.empty(), "sh", Set.of()), Optional.of(Reference.parse("committed")));
        store.unpacked(image).close();
    }
}
