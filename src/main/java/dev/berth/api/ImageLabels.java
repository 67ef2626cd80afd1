package dev.berth.api;

import dev.berth.engine.Container;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.store.ImageStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What lists of containers call their images: by the name as long as it leads to the image, then by the id. */
final class ImageLabels {
    private final ImageStore images;
    private final Map<String, String> known = new HashMap<>();

    /** For one list: what a name leads to is looked up once. */
    ImageLabels(ImageStore images) {
        this.images = images;
    }

    /** The image of a container. */
    String of(Container container) throws IOException {
        String name = container.image();
        String id = container.imageId().orElse("");
        if (id.isEmpty()) {
            return name;
        }
        String leadsTo = known.get(name);
        if (leadsTo == null) {
            leadsTo = find(name);
            known.put(name, leadsTo);
        }
        return leadsTo.equals(id) ? name : id;
    }

    private String find(String name) throws IOException {
        try {
            return images.find(name).map(Image::id).map(Object::toString).orElse("");
        } catch (ImageException e) {
            // it was the beginning of one id, and is now that of several
            return "";
        }
    }
}
