package dev.berth.build;

import dev.berth.build.cache.CacheKey;
import dev.berth.build.dockerfile.Expansion;
import dev.berth.build.dockerfile.Run;
import dev.berth.build.dockerfile.RunMount;
import dev.berth.build.dockerfile.RunMounts;
import dev.berth.build.dockerfile.StageScope;
import dev.berth.engine.EngineException;
import dev.berth.engine.Step;
import dev.berth.image.store.LayerDraft;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** {@code RUN}: a command in Berth's own isolation, on the image as it is so far. */
final class RunStep implements StepMaker {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final BuildParts parts;
    private final Origins origins;
    private final ImageDraft image;
    private final StageScope scope;
    private final Run run;
    private final int stage;
    private final StepInfo step;
    private final List<RunMount> mounts;
    private final BuildRequest.Network network;

    /** A step. */
    RunStep(BuildParts parts, Origins origins, ImageDraft image, StageScope scope, Run run, int stage, char escape,
            StepInfo step) {
        this.parts = parts;
        this.origins = origins;
        this.image = image;
        this.scope = scope;
        this.run = run;
        this.stage = stage;
        this.step = step;
        this.mounts = RunMounts.of(run, new Expansion(escape, scope.variables(), run.source().firstLine()));
        this.network = switch (run.network()) {
            case DEFAULT -> parts.request().network();
            case NONE -> BuildRequest.Network.NONE;
            case HOST -> BuildRequest.Network.HOST;
        };
    }

    private List<String> command() {
        return run.effective().arguments(image.shell());
    }

    /** Arguments of the build that the command sees, sorted; those of proxies are in no history and no key. */
    private List<String> arguments() {
        List<String> result = new ArrayList<>();
        new TreeMap<>(scope.arguments()).forEach((name, value) -> result.add(name + '=' + value));
        return result;
    }

    @Override
    public CacheKey key() throws BuildException, IOException, InterruptedException {
        if (run.network() == Run.Network.HOST) {
            checkNetwork();
        }
        CacheKey key = new CacheKey("RUN", image.config().platform())
                .with("command", command())
                .with("script", run.script().map(file -> file.content()).orElse(""))
                .with("environment", image.env())
                .with("arguments", arguments())
                .with("workdir", image.workdir())
                .with("user", image.user())
                .with("network", network.name());
        new MountKeys(origins, stage, run.source().firstLine()).add(key, mounts);
        return key;
    }

    @Override
    public String createdBy() {
        List<String> arguments = arguments();
        String before = arguments.isEmpty() ? "" : "|" + arguments.size() + ' ' + String.join(" ", arguments) + ' ';
        return before + String.join(" ", command());
    }

    @Override
    public void make(LayerDraft draft, List<Path> lowers)
            throws BuildException, EngineException, IOException, InterruptedException {
        String id = newId();
        parts.listener().running(step, id);
        List<Path> below = lowers.isEmpty() ? List.of(origins.emptyDirectory()) : lowers;
        try (RunMountSet opened = new RunMountSet(parts, origins, image, stage, run.source().firstLine())) {
            opened.open(mounts);
            List<String> command = command();
            if (run.script().isPresent()) {
                command = List.of(opened.script(run.script().get()));
            }
            List<String> environment = new ArrayList<>(image.env());
            environment.addAll(arguments());
            scope.hiddenArguments().forEach((name, value) -> environment.add(name + '=' + value));
            environment.addAll(opened.environment());
            Profile profile = profile();
            NetworkHint hint = new NetworkHint();
            int code = parts.engine().steps().run(new Step(id, below, parts.store().drafts().mountable(draft),
                    profile, command, environment, image.workdir(), image.user(), opened.mounts()),
                    (stream, bytes) -> {
                        byte[] copy = new byte[bytes.remaining()];
                        bytes.get(copy);
                        hint.heard(copy);
                        parts.listener().output(step, copy);
                    });
            if (code != 0) {
                if (network == BuildRequest.Network.DEFAULT && !isHosts(profile)) {
                    parts.listener().output(step, hint.text());
                }
                throw BuildException.command(String.join(" ", command()), code);
            }
        }
    }

    /** Who may not have the host's network gets no result of it either. */
    private void checkNetwork() throws BuildException {
        boolean granted;
        try {
            granted = parts.request().network() == BuildRequest.Network.HOST
                    || isHosts(parts.engine().steps().profile());
        } catch (EngineException e) {
            throw BuildException.failed(e.getMessage(), e);
        }
        if (!granted) {
            throw BuildException.badRequest("granting entitlement network.host is not allowed by build daemon"
                    + " configuration: RUN --network=host needs berth build --network host, or network = \"host\" in"
                    + " the profile build");
        }
    }

    private static boolean isHosts(Profile profile) {
        return profile.namespaces().network().orElse(null) instanceof Namespaces.Network.Host;
    }

    private Profile profile() throws EngineException {
        Profile below = parts.engine().steps().profile();
        Profile profile = parts.request().limits().over(below);
        boolean host = network == BuildRequest.Network.HOST
                || network == BuildRequest.Network.DEFAULT && isHosts(below);
        ProfileBuilder builder = new ProfileBuilder(profile);
        builder.namespaces().network(host ? new Namespaces.Network.Host() : new Namespaces.Network.None());
        builder.hostname(parts.builtIn().hostname());
        return builder.build();
    }

    private static String newId() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return dev.berth.image.Digest.of(bytes).hex();
    }
}
