package dev.berth.engine;

import dev.berth.engine.Container.Status;
import dev.berth.engine.EngineException.Kind;
import dev.berth.image.Image;
import dev.berth.image.RootFilesystem;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.util.List;

/** What containers changed in the files of their images. */
final class WrittenFiles {

    private final ImageStore images;

    WrittenFiles(ImageStore images) {
        this.images = images;
    }

    /**
     * The files that differ.
     *
     * @throws EngineException of kind {@link Kind#NOT_FOUND} if the container is removed meanwhile
     */
    List<Containers.Change> changes(LiveContainer container) throws EngineException {
        awaitMade(container);
        try (RootFilesystem root = rootOf(container)) {
            return FilesystemChanges.of(images.writable(container.writable()), root);
        } catch (IOException e) {
            throw failed("compare container " + container.id() + " with its image", container, e);
        }
    }

    /**
     * Bytes of the files that it wrote.
     *
     * @throws EngineException of kind {@link Kind#NOT_FOUND} if the container is removed meanwhile
     */
    long bytes(LiveContainer container) throws EngineException {
        awaitMade(container);
        try (RootFilesystem root = rootOf(container)) {
            return images.writable(container.writable()).sizeBytes(root);
        } catch (IOException e) {
            throw failed("count what container " + container.id() + " wrote", container, e);
        }
    }

    /** Who makes a container holds its lock. */
    private static void awaitMade(LiveContainer container) {
        container.lock.lock();
        container.lock.unlock();
    }

    private RootFilesystem rootOf(LiveContainer container) throws IOException {
        Image image = images.ofContainers().get(container.record.imageId());
        return images.unpacked(image);
    }

    private static EngineException failed(String what, LiveContainer container, IOException cause) {
        // its files go before the registry forgets it
        return container.status == Status.REMOVING ? EngineException.noSuchContainer(container.id())
                : new EngineException(Kind.SYSTEM, "cannot " + what + ": " + cause.getMessage(), cause);
    }
}
