package dev.berth.image.store;

import dev.berth.image.Image;
import dev.berth.image.ImageUsers;
import dev.berth.image.NoSuchImage;
import java.io.IOException;
import java.util.Optional;

/** The images that containers stand on, also those that were removed with force since and that nobody else sees. */
public final class ContainerImages {

    private final ImageStore store;

    ContainerImages(ImageStore store) {
        this.store = store;
    }

    /**
     * The image that a container stands on.
     *
     * @param id its id, empty for the built-in image
     * @throws NoSuchImage if it is not there
     */
    public Image get(String id) throws IOException {
        Optional<Image> found = find(id);
        if (found.isEmpty()) {
            throw new NoSuchImage(id);
        }
        return found.get();
    }

    /** The same, or nothing if it is not there. */
    public Optional<Image> find(String id) throws IOException {
        Optional<Image> found = id.isEmpty() ? Optional.of(store.host()) : store.find(id);
        return found.isPresent() ? found
                : store.catalog().removed().stream().filter(image -> image.id().toString().equals(id)).findFirst();
    }

    /**
     * Deletes images that were removed with force and that no container stands on any more.
     *
     * @param users knows the containers
     * @return bytes given back
     */
    public long sweep(ImageUsers users) throws IOException {
        return new Remover(store.contents(), store.catalog()).sweep(users);
    }
}
