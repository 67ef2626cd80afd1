package dev.berth.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what happens to containers, with the attributes that docker gives such events. */
record ContainerEvents(EventBus bus) {

    /**
     * Publishes.
     *
     * @param container to which it happens
     * @param action what happens
     * @param attributes besides image, name and labels
     */
    void container(LiveContainer container, String action, Map<String, String> attributes) {
        ContainerRecord record = container.record;
        Map<String, String> all = new LinkedHashMap<>(record.profile().labels());
        all.put("image", record.image());
        all.put("name", record.name());
        all.putAll(attributes);
        bus.tell("container", action, record.id(), all);
    }
}
