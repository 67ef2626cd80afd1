package dev.berth.image.registry;

import dev.berth.image.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells several what goes on; who comes later hears first how each layer stands. One who fails hears no more. */
final class SharedProgress implements Progress {

    private final List<Progress> listeners = new ArrayList<>();
    private final Map<String, Part> last = new LinkedHashMap<>();

    private record Part(String id, String action, long current, long total) {
        void tell(Progress listener) {
            listener.part(id, action, current, total);
        }
    }

    /** Adds one. */
    synchronized void add(Progress listener) {
        listeners.add(listener);
        List<Part> parts = List.copyOf(last.values());
        tell(listener, each -> parts.forEach(part -> part.tell(each)));
    }

    /** Takes one away; when this returns it is told nothing any more. */
    synchronized void remove(Progress listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized void status(String message) {
        for (Progress listener : List.copyOf(listeners)) {
            tell(listener, each -> each.status(message));
        }
    }

    @Override
    public synchronized void part(String id, String action, long current, long total) {
        Part part = new Part(id, action, current, total);
        last.put(id, part);
        for (Progress listener : List.copyOf(listeners)) {
            tell(listener, part::tell);
        }
    }

    private interface Message {
        void to(Progress listener);
    }

    private void tell(Progress listener, Message message) {
        try {
            message.to(listener);
        } catch (RuntimeException e) {
            // its client is gone, which must not end the work of the others
            listeners.remove(listener);
        }
    }
}
