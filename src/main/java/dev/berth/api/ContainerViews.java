package dev.berth.api;

import dev.berth.api.translation.ProfileTranslator;
import dev.berth.docker.BerthSummary;
import dev.berth.docker.ContainerSummary;
import dev.berth.docker.EndpointSettings;
import dev.berth.docker.MountPoint;
import dev.berth.docker.PortSummary;
import dev.berth.docker.RoughDuration;
import dev.berth.docker.SummaryHostConfig;
import dev.berth.docker.SummaryNetworks;
import dev.berth.engine.Container;
import dev.berth.engine.NetworkIds;
import dev.berth.profile.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Containers as lists show them. */
final class ContainerViews {
    private ContainerViews() {
    }

    /**
     * A line of {@code docker ps}.
     *
     * @param image what its image is called
     * @param size bytes of its files, if they were asked for
     */
    static ContainerSummary summary(Container container, String image, ContainerSize size) {
        String mode = ProfileTranslator.networkMode(container.profile());
        return new ContainerSummary(container.id(), List.of("/" + container.name()), image,
                container.imageId().orElse(""), command(container), container.created().getEpochSecond(),
                ports(container), size.written(), size.whole(), container.labels(), status(container),
                statusText(container, Instant.now()), new SummaryHostConfig(mode),
                new SummaryNetworks(networks(container)), mounts(container), Optional.of(berth(container)));
    }

    /** The state's name. */
    static String status(Container container) {
        return container.state().status().name().toLowerCase(Locale.ROOT);
    }

    /** The networks that a container is on. */
    static Map<String, EndpointSettings> networks(Container container) {
        String mode = ProfileTranslator.networkMode(container.profile());
        if (mode.startsWith("container:")) {
            return Map.of();
        }
        String id = NetworkIds.of(mode);
        return Map.of(mode, new EndpointSettings(Optional.empty(), List.of(), List.of(), "", Map.of(), id,
                container.state().running() ? id : "", "", "", 0, "", "", 0, List.of()));
    }

    /** The mounts in Docker's form. */
    static List<MountPoint> mounts(Container container) {
        List<MountPoint> mounts = new ArrayList<>(container.mounts().size());
        for (Container.MountPoint mount : container.mounts()) {
            Optional<String> volume = mount.type().equals("volume") ? Optional.of(mount.name()) : Optional.empty();
            // docker's default for volumes, though it labels nothing
            String mode = volume.isPresent() && mount.mode().isEmpty() ? "z" : mount.mode();
            mounts.add(new MountPoint(mount.type(), volume, mount.source(), mount.destination(),
                    volume.map(v -> "local"), mode, mount.writable(), mount.propagation()));
        }
        return mounts;
    }

    /** Berth's addition. */
    static BerthSummary berth(Container container) {
        return new BerthSummary(container.profileName(), container.profile().limits().memoryBytes(),
                container.profile().limits().cpus().isPresent()
                        ? Optional.of(Double.toString(container.profile().limits().cpus().getAsDouble()))
                        : Optional.empty(), OptionalInt.empty());
    }

    /** The state in docker's words: {@code Up 5 minutes (healthy)}, {@code Exited (0) 2 hours ago}. */
    static String statusText(Container container, Instant now) {
        Container.State state = container.state();
        String up = state.startedAt().map(t -> RoughDuration.of(Duration.between(t, now))).orElse("");
        String ago = state.finishedAt().map(t -> RoughDuration.of(Duration.between(t, now)) + " ago").orElse("");
        return switch (state.status()) {
            case CREATED -> "Created";
            case RUNNING -> "Up " + up + state.health().map(h -> " (" + (h.status().equals("starting")
                    ? "health: starting" : h.status()) + ")").orElse("");
            case PAUSED -> "Up " + up + " (Paused)";
            case RESTARTING -> "Restarting (" + state.exitCode() + ") " + ago;
            case REMOVING -> "Removal In Progress";
            case EXITED -> "Exited (" + state.exitCode() + ") " + ago;
            case DEAD -> "Dead";
        };
    }

    private static String command(Container container) {
        StringBuilder command = new StringBuilder(container.path());
        for (String argument : container.arguments()) {
            // as docker does, whose lists show where an argument with blanks begins and ends
            command.append(' ').append(argument.indexOf(' ') >= 0 ? '\'' + argument + '\'' : argument);
        }
        return command.toString();
    }

    private static List<PortSummary> ports(Container container) {
        List<PortSummary> ports = new ArrayList<>();
        for (Port port : container.profile().ports()) {
            // A port is open only while the container runs.
            boolean open = container.state().running() && port.hostPort().isPresent();
            ports.add(new PortSummary(open ? Optional.of(port.hostAddress().orElse("0.0.0.0")) : Optional.empty(),
                    port.containerPort(), open ? port.hostPort() : OptionalInt.empty(), port.protocol()));
        }
        return ports;
    }
}
