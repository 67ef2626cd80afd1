package dev.berth.api.translation;

import dev.berth.docker.ContainerConfig;
import dev.berth.docker.ContainerCreate;
import dev.berth.docker.EndpointIpam;
import dev.berth.docker.EndpointSettings;
import dev.berth.docker.HealthConfig;
import dev.berth.docker.HostConfig;
import dev.berth.docker.HostConfigBuilder;
import dev.berth.docker.NetworkingConfig;
import dev.berth.profile.Health;
import dev.berth.profile.Limits;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.RestartPolicy;
import dev.berth.profile.form.EnvEntries;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.RestartPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Turns create and update requests into profiles. */
public final class ContainerTranslator {
    /** The kernel's OOM_SCORE_ADJ_MAX. */
    private static final int MOST_OOM_SCORE = 1000;

    private ContainerTranslator() {
    }

    /**
     * What a create request asks for.
     *
     * @throws FormException when a value is wrong, or two do not go together; docker's wording
     */
    public static Profile flags(ContainerCreate create) {
        ProfileBuilder profile = new ProfileBuilder();
        config(create.config(), profile);
        if (create.hostConfig().isPresent()) {
            host(create.hostConfig().get(), profile);
        }
        for (String target : create.config().volumes()) {
            if (profile.build().mounts().stream().noneMatch(m -> m.target().equals(target))) {
                profile.mount(new MountBuilder(Mount.Type.VOLUME, target).build());
            }
        }
        if (create.networkingConfig().isPresent()) {
            networks(create.networkingConfig().get(), profile);
        }
        return profile.build();
    }

    /**
     * Changes to a container.
     *
     * @param limits new limits
     * @param restart a new restart policy
     */
    public record Update(Limits limits, Optional<RestartPolicy> restart) {
    }

    /**
     * What an update request asks for.
     *
     * @throws FormException when a value is wrong; docker's wording
     */
    public static Update update(HostConfig change) {
        ProfileBuilder profile = new ProfileBuilder();
        // where a container's cgroup is stays as it is, as with docker
        LimitsTranslator.limits(new HostConfigBuilder(change).cgroupParent("").build(), profile);
        return new Update(profile.build().limits(), change.restartPolicy().flatMap(ContainerTranslator::restart));
    }

    private static void config(ContainerConfig config, ProfileBuilder profile) {
        said(config.image(), profile::image);
        said(config.hostname(), profile::hostname);
        said(config.domainname(), profile::domainname);
        if (config.tty()) {
            profile.tty(true);
        }
        if (config.openStdin()) {
            profile.interactive(true);
        }
        config.labels().forEach(profile::label);
        said(config.stopSignal().orElse(""), profile::stopSignal);
        if (config.stopTimeout().isPresent()) {
            profile.stopTimeout(Duration.ofSeconds(config.stopTimeout().getAsInt()));
        }
        if (config.healthcheck().isPresent()) {
            health(config.healthcheck().get()).ifPresent(profile::health);
        }
        if (config.networkDisabled().orElse(false)) {
            profile.namespaces().network(new Namespaces.Network.None());
        }
        process(config, profile);
    }

    /** What runs, as whom and where. */
    private static void process(ContainerConfig config, ProfileBuilder profile) {
        said(config.user(), profile::user);
        said(config.workingDir(), profile::workdir);
        said(config.cmd().orElse(List.of()), profile::command);
        if (config.entrypoint().isPresent()) {
            List<String> entrypoint = config.entrypoint().get();
            // --entrypoint "" arrives as [""] and resets the image's entry point, as [] does.
            profile.entrypoint(entrypoint.equals(List.of("")) ? List.of() : entrypoint);
        }
        for (String variable : config.env()) {
            Map.Entry<String, Optional<String>> entry = EnvEntries.parse(variable);
            if (entry.getValue().isPresent()) {
                profile.env(entry.getKey(), entry.getValue().get());
            } else {
                profile.unsetEnv(entry.getKey());
            }
        }
    }

    /** An empty text says nothing. */
    private static void said(String text, Consumer<String> setter) {
        if (!text.isEmpty()) {
            setter.accept(text);
        }
    }

    /** An empty list says nothing. */
    private static void said(List<String> texts, Consumer<List<String>> setter) {
        if (!texts.isEmpty()) {
            setter.accept(texts);
        }
    }

    private static void host(HostConfig host, ProfileBuilder profile) {
        if (!host.runtime().isEmpty() && !host.runtime().equals("berth") && !host.runtime().equals("runc")) {
            throw new FormException("unknown or invalid runtime name: " + host.runtime());
        }
        if (!host.isolation().isEmpty() && !host.isolation().equals("default")) {
            throw new FormException("invalid isolation: \"" + host.isolation()
                    + "\" - linux only supports 'default'");
        }
        end(host, profile);
        host.init().ifPresent(profile::init);
        said(host.groupAdd(), profile::groups);
        LogTranslator.log(host.logConfig(), profile);
        NamespaceTranslator.namespaces(host, profile);
        SecurityTranslator.security(host, profile);
        MountTranslator.mounts(host, profile);
        PortTranslator.ports(host, profile);
        LimitsTranslator.limits(host, profile);
        unchangingLimits(host, profile);
        said(host.dns(), profile.network()::dns);
        said(host.dnsSearch(), profile.network()::dnsSearch);
        said(host.dnsOptions(), profile.network()::dnsOptions);
        said(host.extraHosts(), profile.network()::extraHosts);
    }

    /** What happens when the container has ended. */
    private static void end(HostConfig host, ProfileBuilder profile) {
        dev.berth.docker.RestartPolicy policy = host.restartPolicy().orElse(dev.berth.docker.RestartPolicy.NONE);
        restart(policy).ifPresent(profile::restart);
        if (!host.autoRemove()) {
            return;
        }
        profile.remove(true);
        if (!policy.name().isEmpty() && !policy.name().equals("no")) {
            throw new FormException("can't create 'AutoRemove' container with restart policy");
        }
    }

    /** Limits that an update does not take. */
    private static void unchangingLimits(HostConfig host, ProfileBuilder profile) {
        if (host.oomScoreAdj() < -MOST_OOM_SCORE || host.oomScoreAdj() > MOST_OOM_SCORE) {
            throw new FormException("Invalid value " + host.oomScoreAdj()
                    + ", range for oom score adj is [-1000, 1000]");
        }
        if (host.oomScoreAdj() != 0) {
            profile.limits().oomScore(host.oomScoreAdj());
        }
        if (host.shmSize() < 0) {
            throw new FormException("SHM size can not be less than 0");
        }
        if (host.shmSize() > 0) {
            profile.limits().shmBytes(host.shmSize());
        }
    }

    private static void networks(NetworkingConfig config, ProfileBuilder profile) {
        for (EndpointSettings endpoint : config.endpointsConfig().values()) {
            if (endpoint != null && endpoint.ipamConfig().filter(ContainerTranslator::hasAddress).isPresent()) {
                throw new FormException("user specified IP address is supported on user defined networks only");
            }
            if (endpoint != null && !endpoint.aliases().isEmpty()) {
                profile.network().aliases(endpoint.aliases());
            }
        }
    }

    private static boolean hasAddress(EndpointIpam ipam) {
        return !ipam.ipv4Address().orElse("").isEmpty() || !ipam.ipv6Address().orElse("").isEmpty();
    }

    private static Optional<RestartPolicy> restart(dev.berth.docker.RestartPolicy policy) {
        if (policy.name().isEmpty() || policy.name().equals("no")) {
            return policy.name().isEmpty() ? Optional.empty() : Optional.of(new RestartPolicy(
                    RestartPolicy.Kind.NO, 0));
        }
        boolean counted = policy.name().equals("on-failure") && policy.maximumRetryCount() > 0;
        if (policy.maximumRetryCount() != 0 && !policy.name().equals("on-failure")) {
            throw new FormException("invalid restart policy: maximum retry count can only be used with 'on-failure'");
        }
        return Optional.of(RestartPolicies.parse(policy.name() + (counted ? ":" + policy.maximumRetryCount() : "")));
    }

    private static Optional<Health> health(HealthConfig check) {
        List<String> test = check.test();
        boolean off = test.equals(List.of("NONE"));
        boolean shell = !test.isEmpty() && test.get(0).equals("CMD-SHELL");
        if (!test.isEmpty() && !off && !shell && !test.get(0).equals("CMD")) {
            throw new FormException("unknown type of health check '" + test.get(0) + "': use NONE, CMD or CMD-SHELL");
        }
        if (test.isEmpty() && check.interval().isEmpty() && check.timeout().isEmpty() && check.retries().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Health(off || test.isEmpty() ? List.of() : test.subList(1, test.size()), shell,
                duration(check.interval()), duration(check.timeout()), duration(check.startPeriod()),
                duration(check.startInterval()), check.retries().orElse(0) == 0 ? OptionalInt.empty()
                        : check.retries()));
    }

    private static Optional<Duration> duration(OptionalLong nanos) {
        return nanos.orElse(0) == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.getAsLong()));
    }
}
