package dev.berth.engine;

import dev.berth.profile.Namespaces.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a container's start and end mean for what is attached to it: its network and its volumes, in docker's
 * order and with docker's attributes.
 */
record AttachedEvents(ContainerEvents events) {

    /** Before a container is said to have started. */
    void attached(LiveContainer container) {
        network(container, "connect");
        for (Container.MountPoint mount : container.snapshot().mounts()) {
            if (mount.type().equals("volume")) {
                Map<String, String> attributes = attributes(container);
                attributes.put("destination", mount.destination());
                attributes.put("propagation", mount.propagation());
                attributes.put("read/write", Boolean.toString(mount.writable()));
                events.bus().tell("volume", "mount", mount.name(), attributes);
            }
        }
    }

    /** After a container is said to have ended. */
    void detached(LiveContainer container) {
        network(container, "disconnect");
        for (Container.MountPoint mount : container.snapshot().mounts()) {
            if (mount.type().equals("volume")) {
                events.bus().tell("volume", "unmount", mount.name(), attributes(container));
            }
        }
    }

    private static Map<String, String> attributes(LiveContainer container) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("container", container.id());
        attributes.put("driver", "local");
        return attributes;
    }

    /** A container in another one's network is on none of its own. */
    private void network(LiveContainer container, String action) {
        Optional<Network> network = container.record.profile().namespaces().network();
        String name = network.isEmpty() || network.get() instanceof Network.None ? "none"
                : network.get() instanceof Network.Host ? "host" : "";
        if (!name.isEmpty()) {
            events.bus().tell("network", action, NetworkIds.of(name), Map.of("container", container.id(), "name", name,
                    "type", name.equals("none") ? "null" : name));
        }
    }
}
