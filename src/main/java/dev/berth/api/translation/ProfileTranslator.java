package dev.berth.api.translation;

import dev.berth.docker.DeviceMapping;
import dev.berth.docker.HealthConfig;
import dev.berth.docker.HostConfig;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.docker.LogConfig;
import dev.berth.docker.MountRequest;
import dev.berth.docker.RestartPolicy;
import dev.berth.docker.ThrottleDevice;
import dev.berth.docker.Ulimit;
import dev.berth.isolation.cgroup.Weights;
import dev.berth.profile.Health;
import dev.berth.profile.Limits;
import dev.berth.profile.LogSettings;
import dev.berth.profile.Mount;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Profile;
import dev.berth.profile.Security;
import dev.berth.profile.form.DeviceSpec;
import dev.berth.profile.form.MountSpecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns profiles into Docker's settings, for inspection. */
public final class ProfileTranslator {
    private static final double NANO = 1e9;
    /** Docker's size of {@code /dev/shm} when nothing was said. */
    private static final long DEFAULT_SHM = 64L << 20;

    private ProfileTranslator() {
    }

    /**
     * How a container meets its host.
     *
     * @param profile what was asked for
     * @param request what the create request said in Docker's own form, for what profiles have no place for and for
     *     the form in which mounts were given
     */
    public static HostConfig host(Profile profile, Optional<HostConfig> request) {
        HostConfigBuilder host = new HostConfigBuilder(request.orElseGet(() -> new HostConfigBuilder().build()));
        namespaces(profile, host);
        security(profile.security(), host);
        limits(profile.limits(), host, request);
        mounts(profile.mounts(), host, request);
        host.logConfig(log(profile.log(), request.map(HostConfig::logConfig).orElse(LogConfig.NONE)));
        host.portBindings(PortTranslator.bindings(profile.ports()));
        host.restartPolicy(Optional.of(profile.restart()
                .map(policy -> new RestartPolicy(policy.kind().text(), policy.maximumRetries()))
                .or(() -> request.flatMap(HostConfig::restartPolicy)).orElse(RestartPolicy.NONE)));
        host.autoRemove(profile.remove().orElse(false));
        host.init(profile.init());
        profile.groups().ifPresent(host::groupAdd);
        profile.network().dns().ifPresent(host::dns);
        profile.network().dnsSearch().ifPresent(host::dnsSearch);
        profile.network().dnsOptions().ifPresent(host::dnsOptions);
        profile.network().extraHosts().ifPresent(host::extraHosts);
        host.runtime("berth");
        return host.build();
    }

    /** A network as {@code NetworkMode} has it. */
    public static String networkMode(Profile profile) {
        Namespaces.Network network = profile.namespaces().network().orElse(null);
        if (network instanceof Namespaces.Network.Host) {
            return "host";
        } else if (network instanceof Namespaces.Network.Container container) {
            return "container:" + container.name();
        } else if (network instanceof Namespaces.Network.Named named) {
            return named.name();
        }
        return "none";
    }

    /** A health check in Docker's form. */
    public static HealthConfig health(Health health) {
        List<String> test = new ArrayList<>();
        test.add(health.command().isEmpty() ? "NONE" : health.shell() ? "CMD-SHELL" : "CMD");
        test.addAll(health.command());
        return new HealthConfig(test, nanos(health.interval()), nanos(health.timeout()), nanos(health.startPeriod()),
                nanos(health.startInterval()), health.retries());
    }

    private static void namespaces(Profile profile, HostConfigBuilder host) {
        Namespaces spaces = profile.namespaces();
        host.networkMode(networkMode(profile));
        host.pidMode(mode(spaces.pid(), ""));
        host.ipcMode(mode(spaces.ipc(), "private"));
        host.utsMode(mode(spaces.uts(), ""));
        host.cgroupnsMode(mode(spaces.cgroup(), "private"));
        host.usernsMode(spaces.user().isEmpty() ? "" : spaces.user().get() instanceof Namespaces.User.Host ? "host"
                : "auto");
    }

    private static String mode(Optional<Namespaces.Mode> mode, String otherwise) {
        if (mode.isPresent() && mode.get() instanceof Namespaces.Mode.Host) {
            return "host";
        } else if (mode.isPresent() && mode.get() instanceof Namespaces.Mode.Container container) {
            return "container:" + container.name();
        }
        return otherwise;
    }

    private static void security(Security security, HostConfigBuilder host) {
        host.privileged(security.privileged().orElse(false));
        host.readonlyRootfs(security.readOnly().orElse(false));
        security.capabilities().ifPresent(c -> host.capAdd(c.add()).capDrop(c.drop()));
        List<String> options = new ArrayList<>();
        security.noNewPrivileges().filter(v -> v).ifPresent(v -> options.add("no-new-privileges"));
        security.seccomp().filter(v -> !v.equals("default")).ifPresent(v -> options.add("seccomp=" + v));
        security.apparmor().ifPresent(v -> options.add("apparmor=" + v));
        security.selinux().ifPresent(v -> {
            for (String label : v.split(",")) {
                options.add("label=" + label);
            }
        });
        host.securityOpt(options);
        if (security.unmasked().orElse(false)) {
            host.maskedPaths(Optional.of(List.of())).readonlyPaths(Optional.of(List.of()));
        } else {
            host.maskedPaths(security.masked()).readonlyPaths(security.readonly());
        }
        List<DeviceMapping> devices = new ArrayList<>();
        for (String text : security.devices().orElse(List.of())) {
            DeviceSpec device = DeviceSpec.parse(text);
            devices.add(new DeviceMapping(device.host(), device.container(), device.permissions()));
        }
        host.devices(devices);
        host.deviceCgroupRules(security.deviceRules().orElse(List.of()));
        host.sysctls(security.sysctls());
    }

    private static void limits(Limits limits, HostConfigBuilder host, Optional<HostConfig> request) {
        long memory = limits.memoryBytes().orElse(0);
        host.memory(memory);
        host.memoryReservation(limits.memoryLowBytes().orElse(0));
        long swap = limits.swapBytes().orElse(0);
        // Docker's default is as much swap again as memory.
        host.memorySwap(limits.swapBytes().isEmpty() ? memory * 2 : swap < 0 ? -1 : memory + swap);
        host.nanoCpus(Math.round(limits.cpus().orElse(0) * NANO));
        host.cpuPeriod(limits.cpuPeriodMicros().orElse(0));
        host.cpuQuota(limits.cpuQuotaMicros().orElse(0));
        // A weight holds less digits than shares: say what was asked for while it still means that weight.
        long asked = request.map(HostConfig::cpuShares).orElse(0L);
        long weight = limits.cpuWeight().orElse(0);
        host.cpuShares(weight == 0 ? 0 : asked > 0 && Weights.cpuWeight(asked) == weight ? asked
                : Weights.cpuShares(weight));
        int blkio = request.map(HostConfig::blkioWeight).orElse(0);
        long io = limits.ioWeight().orElse(0);
        host.blkioWeight(io == 0 ? 0 : blkio > 0 && Weights.ioWeight(blkio) == io ? blkio
                : (int) Weights.blkioWeight(io));
        host.cpusetCpus(limits.cpuset().orElse(""));
        host.cpusetMems(limits.cpusetMems().orElse(""));
        host.pidsLimit(limits.pids());
        host.oomScoreAdj(limits.oomScore().orElse(0));
        host.oomKillDisable(limits.oomKillDisable());
        host.shmSize(limits.shmBytes().orElse(DEFAULT_SHM));
        host.cgroupParent(limits.cgroupParent().orElse(""));
        List<Ulimit> ulimits = new ArrayList<>();
        limits.rlimits().forEach((name, limit) -> ulimits.add(new Ulimit(name, limit.hard(), limit.soft())));
        host.ulimits(ulimits);
        throttles(limits.io().orElse(List.of()), host);
    }

    private static void throttles(List<Limits.IoLimit> limits, HostConfigBuilder host) {
        List<ThrottleDevice> readBps = new ArrayList<>();
        List<ThrottleDevice> writeBps = new ArrayList<>();
        List<ThrottleDevice> readIops = new ArrayList<>();
        List<ThrottleDevice> writeIops = new ArrayList<>();
        for (Limits.IoLimit limit : limits) {
            limit.readBytesPerSecond().ifPresent(v -> readBps.add(new ThrottleDevice(limit.device(), v)));
            limit.writeBytesPerSecond().ifPresent(v -> writeBps.add(new ThrottleDevice(limit.device(), v)));
            limit.readOperationsPerSecond().ifPresent(v -> readIops.add(new ThrottleDevice(limit.device(), v)));
            limit.writeOperationsPerSecond().ifPresent(v -> writeIops.add(new ThrottleDevice(limit.device(), v)));
        }
        host.blkioDeviceReadBps(readBps).blkioDeviceWriteBps(writeBps).blkioDeviceReadIOps(readIops)
                .blkioDeviceWriteIOps(writeIops);
    }

    private static void mounts(List<Mount> mounts, HostConfigBuilder host, Optional<HostConfig> request) {
        List<String> given = new ArrayList<>();
        request.ifPresent(r -> {
            r.mounts().forEach(m -> given.add(m.target()));
            r.binds().forEach(b -> given.add(MountSpecs.volume(b).target()));
            given.addAll(r.tmpfs().keySet());
        });
        List<String> binds = new ArrayList<>(request.map(HostConfig::binds).orElse(List.of()));
        Map<String, String> tmpfs = new LinkedHashMap<>(request.map(HostConfig::tmpfs).orElse(Map.of()));
        List<MountRequest> longForm = new ArrayList<>(request.map(HostConfig::mounts).orElse(List.of()));
        for (Mount mount : mounts) {
            if (given.contains(mount.target())) {
                continue;
            }
            if (mount.type() == Mount.Type.TMPFS) {
                tmpfs.put(mount.target(), mount.sizeBytes().isPresent() ? "size=" + mount.sizeBytes().getAsLong() : "");
            } else if (mount.source().isPresent()) {
                binds.add(mount.source().get() + ":" + mount.target() + (mount.readOnly() ? ":ro" : ""));
            }
        }
        host.binds(binds).tmpfs(tmpfs).mounts(longForm);
    }

    /** Options as the request has them: sizes in its own units, and what only {@code logs --details} asks for. */
    private static LogConfig log(LogSettings log, LogConfig asked) {
        Map<String, String> options = new LinkedHashMap<>();
        log.maxSizeBytes().ifPresent(v -> options.put("max-size", Long.toString(v)));
        log.maxFiles().ifPresent(v -> options.put("max-file", Integer.toString(v)));
        options.putAll(asked.config());
        // Named as Docker's default, because clients refuse to show the logs of a driver that they do not know.
        String driver = log.driver().orElse("json-file");
        return new LogConfig(driver, options);
    }

    private static OptionalLong nanos(Optional<Duration> duration) {
        return duration.isPresent() ? OptionalLong.of(duration.get().toNanos()) : OptionalLong.empty();
    }
}
