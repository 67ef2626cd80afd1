package dev.berth.shell;

import dev.berth.docker.DeviceMapping;
import dev.berth.docker.HostConfig;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.docker.LogConfig;
import dev.berth.docker.PortBinding;
import dev.berth.docker.RestartPolicy;
import dev.berth.docker.ThrottleDevice;
import dev.berth.docker.Ulimit;
import dev.berth.docker.WeightDevice;
import dev.berth.profile.Limits;
import dev.berth.profile.Port;
import dev.berth.profile.form.DeviceSpec;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.PortSpecs;
import dev.berth.profile.form.RestartPolicies;
import dev.berth.profile.form.Sizes;
import dev.berth.profile.form.Ulimits;
import dev.berth.session.Session;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Makes the host's part of a create request of the options: limits, namespaces, mounts, ports, security. */
final class HostFlags {

    private final LaunchOptions o;
    private final Session session;
    private final MountFlags mounts;

    HostFlags(LaunchOptions options, Session session) {
        this.o = options;
        this.session = session;
        this.mounts = new MountFlags(options, session);
    }

    HostConfig make() throws IOException {
        o.refuseForeign();
        NamespaceFlags.check(o);
        HostConfigBuilder host = new HostConfigBuilder().autoRemove(o.rm).privileged(o.privileged)
                .publishAllPorts(o.publishAll).readonlyRootfs(o.readOnly).capAdd(o.capAdd).capDrop(o.capDrop)
                .cgroupParent(o.cgroupParent).cgroupnsMode(o.cgroupns).dns(o.dns).dnsOptions(o.dnsOption)
                .dnsSearch(o.dnsSearch).extraHosts(o.addHost).groupAdd(o.groupAdd).ipcMode(o.ipc).links(o.link)
                .pidMode(o.pid).runtime(o.runtime).utsMode(o.uts).usernsMode(o.userns).volumeDriver(o.volumeDriver)
                .volumesFrom(o.volumesFrom).annotations(pairs(o.annotation, "--annotation"))
                .sysctls(sysctls()).storageOpt(pairs(o.storageOpt, "--storage-opt"))
                .networkMode(o.network.isEmpty() ? "default" : o.network)
                .securityOpt(SecurityFlags.read(session, o.securityOpt))
                .binds(mounts.binds()).mounts(mounts.mounts()).tmpfs(mounts.tmpfs())
                .portBindings(portBindings()).deviceCgroupRules(o.deviceCgroupRule)
                .shmSize(bytes(o.shmSize, "--shm-size"));
        limits(host);
        devices(host);
        if (o.init) {
            host.init(Optional.of(true));
        }
        if (!o.logDriver.isEmpty() || !o.logOpt.isEmpty()) {
            host.logConfig(new LogConfig(o.logDriver, pairs(o.logOpt, "--log-opt")));
        }
        host.restartPolicy(Optional.of(restart()));
        if (!o.cidfile.isEmpty()) {
            host.containerIDFile(o.cidfile);
        }
        session.terminal().filter(t -> o.tty).ifPresent(
                t -> host.consoleSize(List.of(t.size().rows(), t.size().columns())));
        return host.build();
    }

    private void limits(HostConfigBuilder host) {
        host.memory(bytes(o.memory, "-m, --memory"))
                .memoryReservation(bytes(o.memoryReservation, "--memory-reservation"))
                .memorySwap(o.memorySwap.equals("-1") ? -1 : bytes(o.memorySwap, "--memory-swap"))
                .nanoCpus(nanoCpus(o.cpus))
                .cpuShares(Numbers.integerOrZero(o.cpuShares, "-c, --cpu-shares"))
                .cpuPeriod(Numbers.integerOrZero(o.cpuPeriod, "--cpu-period"))
                .cpuQuota(Numbers.integerOrZero(o.cpuQuota, "--cpu-quota"))
                .cpusetCpus(o.cpusetCpus).cpusetMems(o.cpusetMems)
                .blkioWeight((int) Numbers.integerOrZero(o.blkioWeight, "--blkio-weight"))
                .oomScoreAdj((int) Numbers.integerOrZero(o.oomScoreAdj, "--oom-score-adj"))
                .ulimits(each(o.ulimit, "--ulimit", HostFlags::ulimit));
        if (!o.memorySwappiness.isEmpty()) {
            long swappiness = Numbers.integer(o.memorySwappiness, "--memory-swappiness");
            if (swappiness < -1 || swappiness > 100) {
                throw new LaunchRefused("invalid value: " + swappiness
                        + ". Valid memory swappiness range is 0-100");
            }
            host.memorySwappiness(swappiness == -1 ? OptionalLong.empty() : OptionalLong.of(swappiness));
        }
        if (!o.pidsLimit.isEmpty()) {
            host.pidsLimit(OptionalLong.of(Numbers.integer(o.pidsLimit, "--pids-limit")));
        }
        if (o.oomKillDisable) {
            host.oomKillDisable(Optional.of(true));
        }
    }

    private void devices(HostConfigBuilder host) {
        host.devices(each(o.device, "--device", text -> {
            DeviceSpec device = DeviceSpec.parse(text);
            return new DeviceMapping(device.host(), device.container(), device.permissions());
        })).blkioWeightDevice(each(o.blkioWeightDevice, "--blkio-weight-device", text ->
                new WeightDevice(path(text), (int) Numbers.integer(value(text), "--blkio-weight-device"))))
                .blkioDeviceReadBps(each(o.deviceReadBps, "--device-read-bps", HostFlags::bytesRate))
                .blkioDeviceWriteBps(each(o.deviceWriteBps, "--device-write-bps", HostFlags::bytesRate))
                .blkioDeviceReadIOps(each(o.deviceReadIops, "--device-read-iops", HostFlags::operationsRate))
                .blkioDeviceWriteIOps(each(o.deviceWriteIops, "--device-write-iops", HostFlags::operationsRate));
    }

    private static Ulimit ulimit(String text) {
        Map.Entry<String, Limits.Rlimit> entry = Ulimits.parse(text);
        return new Ulimit(entry.getKey(), entry.getValue().hard(), entry.getValue().soft());
    }

    private static ThrottleDevice bytesRate(String text) {
        return new ThrottleDevice(path(text), Sizes.parseDocker(value(text)));
    }

    private static ThrottleDevice operationsRate(String text) {
        return new ThrottleDevice(path(text), Numbers.integer(value(text), "--device-read-iops"));
    }

    private static String path(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.startsWith("/dev/")) {
            throw new FormException("bad format: " + text + ": use /dev/NAME:VALUE");
        }
        return text.substring(0, colon);
    }

    private static String value(String text) {
        return text.substring(text.lastIndexOf(':') + 1);
    }

    private RestartPolicy restart() {
        if (o.restart.isEmpty()) {
            return RestartPolicy.NONE;
        }
        if (o.rm && !o.restart.equals("no")) {
            throw new LaunchRefused("conflicting options: cannot specify both --restart and --rm");
        }
        dev.berth.profile.RestartPolicy policy;
        try {
            policy = RestartPolicies.parse(o.restart);
        } catch (FormException e) {
            throw e.getMessage().startsWith("invalid restart policy:") ? LaunchRefused.byEngine(e.getMessage())
                    : new LaunchRefused(e.getMessage());
        }
        String format = RestartPolicies.format(policy);
        int colon = format.indexOf(':');
        return new RestartPolicy(colon < 0 ? format : format.substring(0, colon), policy.maximumRetries());
    }

    private List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (String text : o.publish) {
            try {
                ports.addAll(PortSpecs.parse(text));
            } catch (FormException e) {
                throw new LaunchRefused(e.getMessage());
            }
        }
        return ports;
    }

    private Map<String, List<PortBinding>> portBindings() {
        Map<String, List<PortBinding>> bindings = new LinkedHashMap<>();
        for (Port port : ports()) {
            bindings.computeIfAbsent(port.containerPort() + "/" + port.protocol(), k -> new ArrayList<>())
                    .add(new PortBinding(port.hostAddress().orElse(""), port.hostPort().isPresent()
                            ? Integer.toString(port.hostPort().getAsInt()) : ""));
        }
        return bindings;
    }

    /** Ports of {@code --expose} and {@code --publish}. */
    Set<String> exposedPorts() {
        Set<String> ports = new LinkedHashSet<>(portBindings().keySet());
        for (String text : o.expose) {
            if (text.indexOf(':') >= 0) {
                throw new LaunchRefused("invalid port format for --expose: " + text);
            }
            form(text, "--expose", PortSpecs::parse)
                    .forEach(port -> ports.add(port.containerPort() + "/" + port.protocol()));
        }
        return ports;
    }

    /** Targets of {@code -v TARGET}. */
    Set<String> anonymousVolumes() {
        return mounts.anonymous();
    }

    static long bytes(String text, String flag) {
        return text.isEmpty() ? 0 : form(text, flag, Sizes::parseDocker);
    }

    static long nanoCpus(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return new BigDecimal(text).multiply(BigDecimal.valueOf(1_000_000_000L))
                    .setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        } catch (NumberFormatException e) {
            throw UsageException.invalid(text, "--cpus", "failed to parse " + text + " as a rational number");
        } catch (ArithmeticException e) {
            throw UsageException.invalid(text, "--cpus", "value is too precise");
        }
    }

    private Map<String, String> sysctls() {
        for (String text : o.sysctl) {
            if (text.indexOf('=') <= 0) {
                throw UsageException.invalid(text, "--sysctl", "sysctl '" + text + "' is not allowed");
            }
        }
        return pairs(o.sysctl, "--sysctl");
    }

    private static Map<String, String> pairs(List<String> flags, String flag) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String text : flags) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw UsageException.invalid(text, flag, "expected name=value");
            }
            map.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return map;
    }

    static <T> List<T> each(List<String> flags, String flag, Function<String, T> parser) {
        List<T> parsed = new ArrayList<>(flags.size());
        for (String text : flags) {
            parsed.add(form(text, flag, parser));
        }
        return parsed;
    }

    static <T> T form(String text, String flag, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (FormException e) {
            throw UsageException.invalid(text, flag, e.getMessage());
        }
    }
}
