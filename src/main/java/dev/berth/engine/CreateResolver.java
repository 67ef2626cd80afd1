package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.image.HealthCheck;
import dev.berth.image.Image;
import dev.berth.image.ImageConfig;
import dev.berth.profile.Health;
import dev.berth.profile.Mount;
import dev.berth.profile.Namespaces.Network;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Lays an image's configuration below what was asked for, by docker's rules, and refuses what cannot be. */
final class CreateResolver {

    private CreateResolver() {
    }

    /**
     * What a container is created from.
     *
     * @param profile everything that was asked for, the image's part included
     * @param command program and arguments
     * @param environment {@code NAME=value}
     * @param workdir working directory
     */
    record Resolved(Profile profile, List<String> command, List<String> environment, String workdir) {
    }

    /**
     * Resolves.
     *
     * @param asked flags over profile
     * @param image the image
     * @param hostname what {@code HOSTNAME} is
     */
    static Resolved resolve(Profile asked, Image image, String hostname) throws EngineException {
        check(asked);
        ImageConfig config = image.config();
        ProfileBuilder profile = new ProfileBuilder(asked);
        if (asked.user().isEmpty()) {
            config.user().filter(user -> !user.isEmpty()).ifPresent(profile::user);
        }
        if (asked.stopSignal().isEmpty()) {
            config.stopSignal().ifPresent(profile::stopSignal);
        }
        config.labels().forEach((key, value) -> {
            if (!asked.labels().containsKey(key)) {
                profile.label(key, value);
            }
        });
        for (String volume : config.volumes()) {
            if (asked.mounts().stream().noneMatch(mount -> mount.target().equals(volume))) {
                profile.mount(new Mount(Mount.Type.VOLUME, Optional.empty(), volume, false, Optional.empty(),
                        Optional.empty(), true, OptionalLong.empty(), OptionalInt.empty(), List.of()));
            }
        }
        health(asked, config).ifPresent(profile::health);
        return new Resolved(profile.build(), command(asked, config), environment(asked, config, hostname),
                asked.workdir().or(config::workingDir).filter(dir -> !dir.isEmpty()).orElse("/"));
    }

    private static void check(Profile asked) throws EngineException {
        if (asked.namespaces().network().orElse(null) instanceof Network.Named named) {
            throw new EngineException(Kind.NOT_IMPLEMENTED, "network " + named.name()
                    + " cannot be had: this version of Berth has no bridges yet; use none, host or container:NAME");
        }
        if (!asked.ports().isEmpty()) {
            throw new EngineException(Kind.NOT_IMPLEMENTED, "port " + asked.ports().get(0).containerPort()
                    + " cannot be published: this version of Berth has no bridges yet; use the network host");
        }
        if (asked.workdir().isPresent() && !asked.workdir().get().startsWith("/")) {
            throw new EngineException(Kind.BAD_PARAMETER, "the working directory '" + asked.workdir().get()
                    + "' is invalid, it needs to be an absolute path");
        }
        if (asked.stopSignal().isPresent()) {
            Signals.number(asked.stopSignal().get());
        }
        for (Mount mount : asked.mounts()) {
            MountResolver.target(mount);
        }
    }

    private static List<String> command(Profile asked, ImageConfig config) throws EngineException {
        List<String> command = new ArrayList<>(asked.entrypoint().orElse(config.entrypoint()));
        // an entry point of one's own puts the image's arguments out of use, as docker has it
        command.addAll(asked.command().orElse(asked.entrypoint().isPresent() ? List.of() : config.cmd()));
        if (command.isEmpty()) {
            throw new EngineException(Kind.BAD_PARAMETER, "no command specified");
        } else if (command.get(0).isEmpty()) {
            throw EngineException.command("exec: \"\": executable file not found in $PATH",
                    EngineException.NOT_THERE);
        }
        return command;
    }

    private static List<String> environment(Profile asked, ImageConfig config, String hostname) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        List<String> base = new ArrayList<>();
        base.add("PATH=" + ImageConfig.DEFAULT_PATH);
        base.add("HOSTNAME=" + hostname);
        if (asked.tty().orElse(false)) {
            base.add("TERM=xterm");
        }
        base.addAll(config.env());
        changes.putAll(asked.env());
        return ProcessResolver.merged(base, changes);
    }

    private static Optional<Health> health(Profile asked, ImageConfig config) {
        Optional<Health> image = config.healthcheck().map(CreateResolver::health);
        if (asked.health().isEmpty() || image.isEmpty()) {
            return asked.health().or(() -> image);
        }
        Health over = asked.health().get();
        Health below = image.get();
        boolean own = !over.command().isEmpty();
        return Optional.of(new Health(own ? over.command() : below.command(), own ? over.shell() : below.shell(),
                over.interval().or(below::interval), over.timeout().or(below::timeout),
                over.startPeriod().or(below::startPeriod), over.startInterval().or(below::startInterval),
                over.retries().isPresent() ? over.retries() : below.retries()));
    }

    private static Health health(HealthCheck check) {
        boolean shell = !check.test().isEmpty() && check.test().get(0).equals("CMD-SHELL");
        boolean none = check.test().isEmpty() || check.test().get(0).equals("NONE");
        return new Health(none ? Health.OFF.command() : check.test().subList(1, check.test().size()), shell,
                check.interval(), check.timeout(), check.startPeriod(), check.startInterval(),
                check.retries().map(OptionalInt::of).orElse(OptionalInt.empty()));
    }
}
