package dev.berth.shell;

import dev.berth.client.BuildOptions;
import dev.berth.docker.Ulimit;
import dev.berth.profile.Limits;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.Sizes;
import dev.berth.profile.form.Ulimits;
import dev.berth.session.Session;
import dev.berth.shell.build.BuildSecrets;
import dev.berth.shell.login.ClientProxies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a build's options of the flags. */
final class BuildFlags {

    private final BuildCommand o;
    private final Session session;
    private final boolean berth;
    private final String call;
    private final String host;

    /**
     * Flags.
     *
     * @param options the command's
     * @param context whose variables and files they mean, and whose engine it is
     * @param berth whether the engine is Berth
     * @param call what is asked of the Dockerfile; empty to build it
     */
    BuildFlags(BuildCommand options, Context context, boolean berth, String call) {
        this.o = options;
        this.session = context.session();
        this.host = context.client().host();
        this.berth = berth;
        this.call = call;
    }

    /**
     * The options, still without the Dockerfile's path in the context.
     *
     * @throws CommandException if a flag is wrong, or the engine does not know it
     */
    Function<String, BuildOptions> options() throws IOException {
        if (!berth && (!o.secret.isEmpty() || !o.ssh.isEmpty())) {
            throw new CommandException("--secret and --ssh are build options of Berth's engine: this one is not "
                    + "Berth, and its classic builder does not know them");
        }
        if (!berth && !o.noCacheFilter.isEmpty()) {
            throw new CommandException("--no-cache-filter is a build option of Berth's engine: this one is not Berth; "
                    + "use --no-cache");
        }
        if (!berth && (!call.isEmpty() || !o.buildContext.isEmpty())) {
            throw new CommandException("--build-context, --call and --check are build options of Berth's engine: this "
                    + "one is not Berth, and its classic builder does not know them");
        }
        if (!berth && !o.annotation.isEmpty()) {
            throw new CommandException("--annotation is a build option of Berth's engine: this one is not Berth; give "
                    + "the image labels with --label");
        }
        BuildOptions.Berth extra = new BuildOptions.Berth(berth && !o.quiet,
                BuildSecrets.secrets(session, o.secret), BuildSecrets.agents(session, o.ssh), o.noCacheFilter,
                annotations(), Map.of(), call);
        BuildOptions.Limits limits = limits();
        Map<String, Optional<String>> arguments = arguments();
        Map<String, String> labels = labels();
        String platform = o.platform.isEmpty() ? session.variable("DOCKER_DEFAULT_PLATFORM").orElse("") : o.platform;
        return dockerfile -> new BuildOptions(dockerfile, o.tag, o.target, arguments, labels, o.cacheFrom, o.addHost,
                o.network, platform, o.noCache, o.pull, o.quiet, limits, extra);
    }

    /** Whether a git URL's own files are wanted, as the built-in argument of docker's says. */
    boolean keepsGit() throws IOException {
        return arguments().getOrDefault("BUILDKIT_CONTEXT_KEEP_GIT_DIR", Optional.empty())
                .filter(value -> List.of("1", "t", "true").contains(value.toLowerCase(Locale.ROOT))).isPresent();
    }

    private BuildOptions.Limits limits() {
        return new BuildOptions.Limits(bytes(o.memory, "-m, --memory"),
                o.memorySwap.equals("-1") ? -1 : bytes(o.memorySwap, "--memory-swap"), bytes(o.shmSize, "--shm-size"),
                Numbers.integerOrZero(o.cpuShares, "-c, --cpu-shares"),
                Numbers.integerOrZero(o.cpuPeriod, "--cpu-period"), Numbers.integerOrZero(o.cpuQuota, "--cpu-quota"),
                o.cpusetCpus, o.cpusetMems, o.cgroupParent, ulimits());
    }

    private List<Ulimit> ulimits() {
        List<Ulimit> ulimits = new ArrayList<>();
        for (String text : o.ulimit) {
            try {
                Map.Entry<String, Limits.Rlimit> entry = Ulimits.parse(text);
                ulimits.add(new Ulimit(entry.getKey(), entry.getValue().hard(), entry.getValue().soft()));
            } catch (FormException e) {
                throw UsageException.invalid(text, "--ulimit", e.getMessage());
            }
        }
        return ulimits;
    }

    static long bytes(String text, String flag) {
        try {
            return text.isEmpty() ? 0 : Sizes.parseDocker(text);
        } catch (FormException e) {
            throw UsageException.invalid(text, flag, e.getMessage());
        }
    }

    /**
     * {@code NAME} alone takes the caller's variable, and is passed over where there is none, as docker does. The
     * proxies of docker's {@code config.json} go with them, and {@code SOURCE_DATE_EPOCH} of the environment.
     */
    private Map<String, Optional<String>> arguments() throws IOException {
        Map<String, Optional<String>> arguments = new LinkedHashMap<>();
        for (String text : o.buildArg) {
            int equals = text.indexOf('=');
            if (equals >= 0) {
                arguments.put(text.substring(0, equals), Optional.of(text.substring(equals + 1)));
            } else if (session.environment().containsKey(text)) {
                arguments.put(text, Optional.of(session.environment().get(text)));
            } else {
                arguments.put(text, Optional.empty());
            }
        }
        ClientProxies.variables(session, host)
                .forEach((name, value) -> arguments.putIfAbsent(name, Optional.of(value)));
        session.variable("SOURCE_DATE_EPOCH").filter(value -> berth && !value.isEmpty())
                .ifPresent(value -> arguments.putIfAbsent("SOURCE_DATE_EPOCH", Optional.of(value)));
        return arguments;
    }

    /** {@code KEY=VALUE}, also {@code manifest:KEY=VALUE}: an image for one platform has no index to annotate. */
    private Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        for (String text : o.annotation) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new CommandException("invalid annotation \"" + text + "\", expected key=value");
            }
            String key = text.substring(0, equals);
            if (key.startsWith("index:") || key.startsWith("index-descriptor:")
                    || key.startsWith("manifest-descriptor:")) {
                throw new CommandException("index annotations not supported for single platform export: " + text);
            }
            annotations.put(key.startsWith("manifest:") ? key.substring("manifest:".length()) : key,
                    text.substring(equals + 1));
        }
        return annotations;
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String text : o.label) {
            int equals = text.indexOf('=');
            labels.put(equals < 0 ? text : text.substring(0, equals), equals < 0 ? "" : text.substring(equals + 1));
        }
        return labels;
    }
}
