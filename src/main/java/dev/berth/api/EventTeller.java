package dev.berth.api;

import dev.berth.engine.Container;
import dev.berth.engine.Events;
import dev.berth.image.Image;
import dev.berth.image.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells of requests that change nothing in the engine itself, as docker's daemon does: of images and of archives. */
record EventTeller(Events events) {

    /** Something happened to an image, which docker names by its id if there is no better name. */
    void image(String action, Image image, String name) {
        Map<String, String> attributes = new LinkedHashMap<>(image.config().labels());
        attributes.put("name", name);
        events.tell("image", action, image.id().toString(), attributes);
    }

    /** An image was made, and named. */
    void made(Image image, List<Reference> names) {
        image("create", image, image.id().toString());
        for (Reference name : names) {
            image("tag", image, name.withDefaultTag().familiar());
        }
    }

    /** An image whose configuration is gone, or that is somewhere else. */
    void image(String action, String id, String name) {
        events.tell("image", action, id, Map.of("name", name));
    }

    /** Something happened to a container. */
    void container(String action, Container container, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>(container.labels());
        attributes.put("image", container.image());
        attributes.put("name", container.name());
        attributes.putAll(more);
        events.tell("container", action, container.id(), attributes);
    }

    /** Everything unused of a kind went. */
    void pruned(String type, long reclaimedBytes) {
        events.tell(type, "prune", "", Map.of("reclaimed", Long.toString(reclaimedBytes)));
    }
}
