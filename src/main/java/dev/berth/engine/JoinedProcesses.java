package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.ContainerCompiler;
import dev.berth.isolation.ContainerSpec.Origin;
import dev.berth.isolation.Descriptor;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The processes whose namespaces a launch joins. Each is found by its container's name once and held by descriptor
 * from then on: by the time of the launch another process may have its id.
 */
final class JoinedProcesses implements AutoCloseable {

    private final ContainerRegistry registry;
    private final Map<Descriptor, Fd> held = new HashMap<>();

    JoinedProcesses(ContainerRegistry registry) {
        this.registry = registry;
    }

    /**
     * Joins a container.
     *
     * @param namespace the kind of namespace, for the message
     * @param reference the container
     * @throws EngineException if there is no such container, or it does not run
     */
    Origin join(String namespace, String reference) throws EngineException {
        LiveContainer container = registry.get(reference);
        Optional<MonitoredProcess> process = container.process.filter(running -> container.running());
        if (process.isEmpty()) {
            throw refused(namespace, reference, container);
        }
        Descriptor descriptor = ContainerCompiler.process(process.get().pid());
        try {
            if (!held.containsKey(descriptor)) {
                held.put(descriptor, process.get().handle());
            }
            return new Origin.Of(process.get().pid());
        } catch (KernelException e) {
            throw e.errno() == Errno.ESRCH ? refused(namespace, reference, container)
                    : new EngineException(Kind.SYSTEM, "cannot join the " + namespace + " namespace of container "
                            + reference + ": " + e.getMessage(), e);
        }
    }

    private static EngineException refused(String namespace, String reference, LiveContainer container) {
        return new EngineException(Kind.CONFLICT, "cannot join the " + namespace + " namespace of container "
                + reference + ": Container " + container.id() + " is not running");
    }

    /** Hands the descriptors over; whoever takes them closes them. */
    Map<Descriptor, Fd> take() {
        Map<Descriptor, Fd> taken = new HashMap<>(held);
        held.clear();
        return taken;
    }

    @Override
    public void close() {
        held.values().forEach(Fd::close);
    }
}
