package dev.berth.api.translation;

import dev.berth.docker.HostConfig;
import dev.berth.docker.PortBinding;
import dev.berth.profile.Port;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.PortSpecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Published ports. */
public final class PortTranslator {
    private PortTranslator() {
    }

    static void ports(HostConfig host, ProfileBuilder profile) {
        for (Map.Entry<String, List<PortBinding>> entry : host.portBindings().entrySet()) {
            List<PortBinding> bindings = entry.getValue().isEmpty() ? List.of(new PortBinding("", ""))
                    : entry.getValue();
            for (PortBinding binding : bindings) {
                String address = binding.hostIp().contains(":") ? "[" + binding.hostIp() + "]" : binding.hostIp();
                String outside = (address.isEmpty() ? "" : address + ":")
                        + (binding.hostPort().isEmpty() && address.isEmpty() ? "" : binding.hostPort() + ":");
                for (Port port : PortSpecs.parse(outside + entry.getKey())) {
                    profile.port(port);
                }
            }
        }
    }

    /** Ports as {@code PortBindings} has them. */
    public static Map<String, List<PortBinding>> bindings(List<Port> ports) {
        Map<String, List<PortBinding>> bindings = new LinkedHashMap<>();
        for (Port port : ports) {
            bindings.computeIfAbsent(port.containerPort() + "/" + port.protocol(), k -> new ArrayList<>())
                    .add(new PortBinding(port.hostAddress().orElse(""),
                            port.hostPort().isPresent() ? Integer.toString(port.hostPort().getAsInt()) : ""));
        }
        return bindings;
    }
}
