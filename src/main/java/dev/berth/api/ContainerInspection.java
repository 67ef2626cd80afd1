package dev.berth.api;

import dev.berth.api.translation.PortTranslator;
import dev.berth.api.translation.ProfileTranslator;
import dev.berth.docker.ContainerConfig;
import dev.berth.docker.ContainerConfigBuilder;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.ContainerInspect;
import dev.berth.docker.ContainerState;
import dev.berth.docker.DockerJson;
import dev.berth.docker.GraphDriver;
import dev.berth.docker.HealthResult;
import dev.berth.docker.HealthState;
import dev.berth.docker.HostConfig;
import dev.berth.docker.NetworkSettings;
import dev.berth.docker.PortBinding;
import dev.berth.engine.Container;
import dev.berth.engine.EngineInfo;
import dev.berth.profile.Port;
import dev.berth.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A container as {@code docker inspect} shows it. */
final class ContainerInspection {
    private ContainerInspection() {
    }

    /**
     * Everything about a container.
     *
     * @param execs its running exec sessions
     * @param said what its image and its creator have said of its environment
     * @param size bytes of its files, if they were asked for
     */
    static ContainerInspect of(Container container, List<String> execs, ContainerEnvironment said, DockerJson json,
            EngineInfo info, ContainerSize size) {
        Optional<ContainerCreate> request = request(container, json);
        HostConfig host = ProfileTranslator.host(container.profile(), request.flatMap(ContainerCreate::hostConfig));
        return new ContainerInspect(container.id(), Times.text(container.created()), container.path(),
                container.arguments(), state(container), container.imageId().orElse(""), "", "", "",
                container.logPath().toString(), "/" + container.name(), container.restartCount(),
                info.storageDriver(), "linux", "", "", container.profile().security().apparmor().orElse(""), execs,
                host, new GraphDriver(info.storageDriver(), Map.of()), size.written(), size.whole(),
                ContainerViews.mounts(container), config(container, said, request), networks(container),
                Optional.of(ContainerViews.berth(container)));
    }

    /** Its state in Docker's form. */
    static ContainerState state(Container container) {
        Container.State state = container.state();
        return new ContainerState(ContainerViews.status(container), state.running()
                || state.status() == Container.Status.RESTARTING, state.status() == Container.Status.PAUSED,
                state.status() == Container.Status.RESTARTING, state.oomKilled(),
                state.status() == Container.Status.DEAD, state.pid(), state.exitCode(), state.error(),
                Times.text(state.startedAt()), Times.text(state.finishedAt()),
                state.health().map(ContainerInspection::health));
    }

    private static HealthState health(Container.HealthState health) {
        List<HealthResult> log = new ArrayList<>();
        for (Container.HealthResult result : health.log()) {
            log.add(new HealthResult(Times.text(result.start()), Times.text(result.end()), result.exitCode(),
                    result.output()));
        }
        return new HealthState(health.status(), health.failingStreak(), log);
    }

    private static Optional<ContainerCreate> request(Container container, DockerJson json) {
        return container.request().isEmpty() ? Optional.empty() : Optional.of(
                ContainerCreate.fromJson(json, container.request().getBytes(StandardCharsets.UTF_8)));
    }

    private static ContainerConfig config(Container container, ContainerEnvironment said,
            Optional<ContainerCreate> request) {
        Profile profile = container.profile();
        ContainerConfigBuilder config = new ContainerConfigBuilder(
                request.map(ContainerCreate::config).orElseGet(() -> new ContainerConfigBuilder().build()));
        Set<String> exposed = new LinkedHashSet<>(config.build().exposedPorts());
        for (Port port : profile.ports()) {
            exposed.add(port.containerPort() + "/" + port.protocol());
        }
        return config
                .hostname(profile.hostname().orElse(container.id().substring(0, 12)))
                .domainname(profile.domainname().orElse(""))
                .user(profile.user().orElse(""))
                .exposedPorts(exposed)
                .tty(container.tty()).openStdin(container.openStdin()).stdinOnce(container.stdinOnce())
                .env(said.variables())
                .cmd(profile.command()).entrypoint(profile.entrypoint().filter(e -> !e.isEmpty()))
                .image(container.image()).workingDir(said.workdir()).labels(container.labels())
                .stopSignal(profile.stopSignal())
                .stopTimeout(profile.stopTimeout().isPresent()
                        ? OptionalInt.of((int) profile.stopTimeout().get().toSeconds()) : OptionalInt.empty())
                .healthcheck(profile.health().map(ProfileTranslator::health))
                .build();
    }

    private static NetworkSettings networks(Container container) {
        Map<String, List<PortBinding>> ports = new LinkedHashMap<>();
        if (container.state().running()) {
            ports.putAll(PortTranslator.bindings(container.profile().ports()));
        }
        String key = container.state().pid() > 0 ? "/proc/" + container.state().pid() + "/ns/net" : "";
        return NetworkSettings.of(ContainerViews.networks(container), ports, key);
    }
}
