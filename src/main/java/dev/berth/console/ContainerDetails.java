package dev.berth.console;

import dev.berth.docker.ContainerConfig;
import dev.berth.docker.ContainerInspect;
import dev.berth.docker.ContainerState;
import dev.berth.docker.EndpointSettings;
import dev.berth.docker.HealthResult;
import dev.berth.docker.HealthState;
import dev.berth.docker.HostConfig;
import dev.berth.docker.MountPoint;
import dev.berth.docker.PortBinding;
import dev.berth.docker.RestartPolicy;
import dev.berth.docker.Session;
import java.util.List;
import java.util.Map;

/** What the engine knows of a container, as lines for people. */
final class ContainerDetails {
    private final DetailLines lines = new DetailLines();

    private ContainerDetails() {
    }

    static List<Detail> of(ContainerInspect container, List<Session> sessions) {
        ContainerDetails made = new ContainerDetails();
        made.identity(container);
        made.state(container);
        made.limits(container.hostConfig());
        made.security(container.hostConfig());
        made.surroundings(container);
        for (Session session : sessions) {
            made.add("Session", session.name() + "  " + String.join(" ", session.command())
                    + (session.attached() > 0 ? "  attached" : session.running() ? "  detached" : "  ended"));
        }
        return made.lines.all();
    }

    private void add(String label, String value) {
        lines.add(label, value);
    }

    private void identity(ContainerInspect container) {
        ContainerConfig config = container.config();
        add("Id", container.id());
        add("Name", EngineItems.withoutSlash(container.name()));
        add("Image", config.image());
        add("Image id", container.image());
        container.berth().flatMap(b -> b.profile()).ifPresent(profile -> add("Profile", profile));
        add("Command", (container.path() + " " + String.join(" ", container.args())).strip());
        add("Directory", config.workingDir());
        add("User", config.user());
        add("Terminal", config.tty() ? "yes" : "no");
    }

    private void state(ContainerInspect container) {
        ContainerState state = container.state();
        add("State", state.status() + (state.oomKilled() ? ", out of memory" : ""));
        state.health().ifPresent(this::health);
        add("Error", state.error());
        add("Created", DetailLines.time(container.created()));
        add("Started", DetailLines.time(state.startedAt()));
        add("Finished", DetailLines.time(state.finishedAt()));
        if (state.pid() > 0) {
            add("Process", Integer.toString(state.pid()));
        } else {
            add("Exit code", DetailLines.time(state.finishedAt()).isEmpty() ? "" : ExitReason.of(state.exitCode(),
                    state.oomKilled()));
        }
        add("Restarts", container.restartCount() > 0 ? Integer.toString(container.restartCount()) : "");
    }

    /** With the last checks, the newest first, and what they printed. */
    private void health(HealthState health) {
        int streak = health.failingStreak();
        add("Health", health.status() + (streak == 0 ? "" : ", the last " + (streak == 1 ? "check" : streak + " checks")
                + " failed"));
        for (int i = health.log().size() - 1; i >= 0; i--) {
            HealthResult check = health.log().get(i);
            String result = check.exitCode() == 0 ? "passed" : "failed, " + check.exitCode();
            String printed = check.output().strip().replaceAll("\\s*\n\\s*", " / ");
            add("Check", (DetailLines.time(check.end()) + "  " + result + "  " + printed).stripTrailing());
        }
    }

    private void limits(HostConfig host) {
        add("Memory", host.memory() > 0 ? Amount.binary(host.memory()) : "");
        add("Swap", host.memorySwap() > 0 ? Amount.binary(Math.max(0, host.memorySwap() - host.memory())) : "");
        add("Processors", host.nanoCpus() > 0 ? Double.toString(host.nanoCpus() / 1e9) : host.cpuQuota() > 0
                ? Double.toString((double) host.cpuQuota() / (host.cpuPeriod() > 0 ? host.cpuPeriod() : 100_000)) : "");
        add("Processor set", host.cpusetCpus());
        add("Processes", host.pidsLimit().isPresent() && host.pidsLimit().getAsLong() > 0
                ? Long.toString(host.pidsLimit().getAsLong()) : "");
        add("Restart", host.restartPolicy().map(RestartPolicy::name).filter(name -> !name.equals("no")).orElse(""));
    }

    private void security(HostConfig host) {
        add("Privileged", host.privileged() ? "yes" : "");
        add("Added", String.join(" ", host.capAdd()));
        add("Dropped", String.join(" ", host.capDrop()));
        host.securityOpt().forEach(option -> add("Security", option));
        add("Root", host.readonlyRootfs() ? "read-only" : "");
    }

    private void surroundings(ContainerInspect container) {
        add("Network", container.hostConfig().networkMode());
        for (Map.Entry<String, EndpointSettings> network : container.networkSettings().networks().entrySet()) {
            add("Address", (network.getKey() + "  " + network.getValue().ipAddress()).strip());
        }
        for (Map.Entry<String, List<PortBinding>> port : container.networkSettings().ports().entrySet()) {
            for (PortBinding binding : port.getValue()) {
                add("Port", binding.hostIp() + ":" + binding.hostPort() + " → " + port.getKey());
            }
        }
        for (MountPoint mount : container.mounts()) {
            add("Mount", mount.name().orElse(mount.source()) + " → " + mount.destination()
                    + (mount.rw() ? "" : "  read-only"));
        }
        container.config().env().forEach(variable -> add("Environment", variable));
        container.config().labels().forEach((key, value) -> add("Label", key + "=" + value));
    }
}
