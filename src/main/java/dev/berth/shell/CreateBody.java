package dev.berth.shell;

import dev.berth.docker.BerthCreate;
import dev.berth.docker.ContainerConfigBuilder;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.EndpointIpam;
import dev.berth.docker.EndpointSettings;
import dev.berth.docker.HealthConfig;
import dev.berth.docker.NetworkingConfig;
import dev.berth.profile.form.Durations;
import dev.berth.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a create request of the options: the part that says what runs. {@link HostFlags} makes the other part. */
final class CreateBody {

    private final LaunchOptions o;
    private final Session session;

    CreateBody(LaunchOptions options, Session session) {
        this.o = options;
        this.session = session;
    }

    /**
     * The request.
     *
     * @param attached which streams the caller attaches to
     * @throws IOException if a file that an option names cannot be read
     */
    ContainerCreate make(AttachedStreams attached) throws IOException {
        HostFlags host = new HostFlags(o, session);
        List<String> env = EnvironmentFlags.read(session, o.env, o.envFile);
        ContainerConfigBuilder config = new ContainerConfigBuilder().hostname(o.hostname).domainname(o.domainname)
                .user(o.user).workingDir(o.workdir).tty(o.tty).openStdin(o.interactive)
                .stdinOnce(o.interactive && attached.any()).attachStdin(attached.in()).attachStdout(attached.out())
                .attachStderr(attached.err()).env(o.tty ? TerminalCheck.environment(session, env) : env)
                .image(o.image()).labels(labels()).exposedPorts(host.exposedPorts()).volumes(host.anonymousVolumes())
                .healthcheck(health());
        if (!o.command().isEmpty()) {
            config.cmd(Optional.of(o.command()));
        }
        if (!o.entrypoint.equals(LaunchOptions.UNSET)) {
            config.entrypoint(Optional.of(List.of(o.entrypoint)));
        }
        if (!o.stopSignal.isEmpty()) {
            config.stopSignal(Optional.of(o.stopSignal));
        }
        if (!o.stopTimeout.isEmpty()) {
            config.stopTimeout(OptionalInt.of((int) Numbers.integer(o.stopTimeout, "--stop-timeout")));
        }
        if (!o.macAddress.isEmpty()) {
            config.macAddress(Optional.of(o.macAddress));
        }
        return new ContainerCreate(config.build(), Optional.of(host.make()), networking(), profile());
    }

    private Map<String, String> labels() throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (String file : o.labelFile) {
            all.addAll(EnvironmentFlags.lines(session, file));
        }
        all.addAll(o.label);
        for (String label : all) {
            int equals = label.indexOf('=');
            labels.put(equals < 0 ? label : label.substring(0, equals), equals < 0 ? "" : label.substring(equals + 1));
        }
        return labels;
    }

    private Optional<HealthConfig> health() {
        boolean tuned = !o.healthInterval.isEmpty() || !o.healthTimeout.isEmpty() || !o.healthRetries.isEmpty()
                || !o.healthStartPeriod.isEmpty() || !o.healthStartInterval.isEmpty();
        if (o.noHealthcheck) {
            if (tuned || !o.healthCmd.isEmpty()) {
                throw new LaunchRefused("--no-healthcheck conflicts with --health-* options");
            }
            return Optional.of(new HealthConfig(List.of("NONE"), OptionalLong.empty(), OptionalLong.empty(),
                    OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()));
        }
        if (!tuned && o.healthCmd.isEmpty()) {
            return Optional.empty();
        }
        if (o.healthRetries.startsWith("-")) {
            throw new LaunchRefused("--health-retries cannot be negative");
        }
        List<String> test = o.healthCmd.isEmpty() ? List.of() : List.of("CMD-SHELL", o.healthCmd);
        return Optional.of(new HealthConfig(test, nanos(o.healthInterval, "--health-interval"),
                nanos(o.healthTimeout, "--health-timeout"), nanos(o.healthStartPeriod, "--health-start-period"),
                nanos(o.healthStartInterval, "--health-start-interval"), o.healthRetries.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) Numbers.integer(o.healthRetries, "--health-retries"))));
    }

    private static OptionalLong nanos(String text, String flag) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long nanos = HostFlags.form(text, flag, Durations::parse).toNanos();
        if (nanos < 0) {
            throw new LaunchRefused(flag + " cannot be negative");
        }
        return OptionalLong.of(nanos);
    }

    private Optional<NetworkingConfig> networking() {
        if (o.ip.isEmpty() && o.ip6.isEmpty() && o.networkAlias.isEmpty()) {
            return Optional.empty();
        }
        Optional<EndpointIpam> ipam = o.ip.isEmpty() && o.ip6.isEmpty() ? Optional.empty()
                : Optional.of(new EndpointIpam(o.ip.isEmpty() ? Optional.empty() : Optional.of(o.ip),
                        o.ip6.isEmpty() ? Optional.empty() : Optional.of(o.ip6), List.of()));
        EndpointSettings endpoint = new EndpointSettings(ipam, List.of(), o.networkAlias, "", Map.of(), "", "", "",
                "", 0, "", "", 0, List.of());
        return Optional.of(new NetworkingConfig(Map.of(o.network.isEmpty() ? "default" : o.network, endpoint)));
    }

    /** A name is the engine's to find; a file, which has a slash or ends in .toml, is read here. */
    private Optional<BerthCreate> profile() throws IOException {
        if (o.profile.isEmpty()) {
            return Optional.empty();
        }
        if (o.profile.indexOf('/') < 0 && !o.profile.endsWith(".toml")) {
            return Optional.of(new BerthCreate(Optional.of(o.profile), Optional.empty(), OptionalInt.empty()));
        }
        Path file = session.resolve(o.profile);
        String name = file.getFileName().toString().replaceFirst("\\.toml$", "");
        return Optional.of(new BerthCreate(Optional.of(name), Optional.of(Files.readString(file)),
                OptionalInt.empty()));
    }
}
