package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.image.ImageConfig;
import dev.berth.isolation.ProcessSpec;
import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.isolation.capability.CapabilitySets;
import dev.berth.profile.Limits.Rlimit;
import dev.berth.profile.Profile;
import dev.berth.profile.Security;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves who a process is, what it may do, and its environment. */
final class ProcessResolver {

    private final SecurityResolver security;

    ProcessResolver(SecurityResolver security) {
        this.security = security;
    }

    /**
     * The process of a container.
     *
     * @param record the container
     * @param user who it is and where its home is
     */
    ProcessSpec container(ContainerRecord record, UserDatabase.Found user) throws EngineException {
        Profile profile = record.profile();
        Security asked = profile.security();
        CapabilitySets capabilities = security.capabilities(asked, user.identity());
        return new ProcessSpec(record.command(), path(record.environment()),
                environment(record.environment(), user.home()), record.workdir(), user.identity(), capabilities,
                asked.noNewPrivileges().orElse(false), security.seccomp(asked, capabilities), rlimits(profile),
                profile.limits().oomScore(), security.label(asked), security.landlock(asked),
                profile.tty().orElse(false), profile.interactive().orElse(false), profile.init().orElse(false));
    }

    /**
     * The process of an exec session.
     *
     * @param record its container
     * @param request what it runs
     * @param user who it is and where its home is
     */
    ProcessSpec exec(ContainerRecord record, Execs.Request request, UserDatabase.Found user) throws EngineException {
        Profile profile = record.profile();
        Security asked = profile.security();
        Identity identity = user.identity();
        CapabilitySets capabilities = request.privileged() ? security.all(identity)
                : security.capabilities(asked, identity);
        List<String> environment = merged(record.environment(), request.environment());
        if (request.tty() && environment.stream().noneMatch(e -> e.startsWith("TERM="))) {
            environment.add("TERM=xterm");
        }
        return new ProcessSpec(request.command(), path(environment), environment(environment, user.home()),
                request.workdir().orElse(record.workdir()), identity, capabilities,
                asked.noNewPrivileges().orElse(false),
                request.privileged() ? Optional.empty() : security.seccomp(asked, capabilities), rlimits(profile),
                profile.limits().oomScore(), security.label(asked), security.landlock(asked), request.tty(),
                request.stdin(), false);
    }

    private static Map<Integer, Rlimit> rlimits(Profile profile) throws EngineException {
        Map<Integer, Rlimit> limits = new LinkedHashMap<>();
        for (Map.Entry<String, Rlimit> limit : profile.limits().rlimits().entrySet()) {
            Integer number = LaunchDefaults.RLIMITS.get(limit.getKey());
            if (number == null) {
                throw new EngineException(Kind.BAD_PARAMETER, "invalid ulimit type: " + limit.getKey());
            }
            limits.put(number, limit.getValue());
        }
        return limits;
    }

    private static List<String> path(List<String> environment) {
        for (String variable : environment) {
            if (variable.startsWith("PATH=")) {
                List<String> path = new ArrayList<>();
                for (String directory : variable.substring(5).split(":")) {
                    // an empty entry would mean the working directory, which an image may have chosen
                    if (directory.startsWith("/")) {
                        path.add(directory);
                    }
                }
                return path;
            }
        }
        return List.of(ImageConfig.DEFAULT_PATH.split(":"));
    }

    private static List<String> environment(List<String> environment, String home) {
        for (String variable : environment) {
            if (variable.startsWith("HOME=")) {
                return environment;
            }
        }
        List<String> all = new ArrayList<>(environment);
        all.add("HOME=" + home);
        return all;
    }

    /**
     * An environment with changes; a later value takes the place of an earlier one.
     *
     * @param environment {@code NAME=value}
     * @param changes values by name; one that is absent unsets
     */
    static List<String> merged(List<String> environment, Map<String, Optional<String>> changes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            if (equals > 0) { // an image's entry without a value would mean the host's (podman CVE-2026-57231)
                all.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        changes.forEach((name, value) -> {
            if (value.isPresent()) {
                all.put(name, value.get());
            } else {
                all.remove(name);
            }
        });
        List<String> result = new ArrayList<>(all.size());
        all.forEach((name, value) -> result.add(name + "=" + value));
        return result;
    }
}
