package dev.berth.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * How to launch a container, as one TOML file or one set of command-line flags says it: nothing that was not said is
 * filled in, so that profiles can be laid over one another with {@link #over(Profile)} and defaults come last.
 *
 * <p>An absent value is an empty {@code Optional}; a list or map inside an {@code Optional} replaces the one below it,
 * a bare map ({@link #env}, {@link #labels}) is merged key by key, {@link #mounts} and {@link #ports} are added to the
 * ones below (a mount with the same target and a port with the same container port replace).
 *
 * @param description what the profile is for, one line, shown in quick launch
 * @param image an image reference, or {@code host}
 * @param entrypoint the entry point, in place of the image's; an empty list resets it
 * @param command the arguments after the entry point
 * @param workdir absolute path inside the container
 * @param user {@code user[:group]}, names or numbers, resolved in the image
 * @param groups supplementary groups, names or numbers
 * @param hostname the UTS host name
 * @param domainname the NIS domain name
 * @param name the container's name; {@code {n}} counts up
 * @param tty whether process 1 gets a pseudo-terminal
 * @param interactive whether standard input stays open
 * @param init whether process 1 is a reaper that forwards signals
 * @param remove whether the container is removed when it ends
 * @param restart the restart policy
 * @param stopSignal signal name ({@code SIGQUIT}) or number
 * @param stopTimeout how long to wait after the stop signal before SIGKILL
 * @param shells shells to try, in order, for a shell in the container
 * @param detachKeys docker's form, for example {@code ctrl-p,ctrl-q}
 * @param strict whether a setting that this kernel cannot do is an error, not a warning
 * @param env environment variables; a value that is absent unsets the variable
 * @param labels labels
 * @param limits the {@code [limits]} table
 * @param namespaces the {@code [namespaces]} table
 * @param security the {@code [security]} table
 * @param mounts the {@code [[mounts]]} tables
 * @param ports the {@code [[ports]]} tables
 * @param network the {@code [network]} details: DNS and extra hosts
 * @param log the {@code [log]} table
 * @param health the {@code [health]} table
 * @param scale the {@code [scale]} table
 */
public record Profile(
        Optional<String> description,
        Optional<String> image,
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        Optional<String> workdir,
        Optional<String> user,
        Optional<List<String>> groups,
        Optional<String> hostname,
        Optional<String> domainname,
        Optional<String> name,
        Optional<Boolean> tty,
        Optional<Boolean> interactive,
        Optional<Boolean> init,
        Optional<Boolean> remove,
        Optional<RestartPolicy> restart,
        Optional<String> stopSignal,
        Optional<Duration> stopTimeout,
        Optional<List<String>> shells,
        Optional<String> detachKeys,
        Optional<Boolean> strict,
        Map<String, Optional<String>> env,
        Map<String, String> labels,
        Limits limits,
        Namespaces namespaces,
        Security security,
        List<Mount> mounts,
        List<Port> ports,
        NetworkSettings network,
        LogSettings log,
        Optional<Health> health,
        Optional<Scale> scale) {

    /** Nothing said. */
    public static final Profile EMPTY = new Profile(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Map.of(), Map.of(), Limits.NONE, Namespaces.NONE, Security.NONE,
            List.of(), List.of(), NetworkSettings.NONE, LogSettings.NONE, Optional.empty(), Optional.empty());

    /**
     * Lays this profile over another: what this one says wins. A health check merges key by key; see the class
     * comment for lists and maps.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public Profile over(Profile below) {
        if (this == EMPTY || below == EMPTY) {
            return this == EMPTY ? below : this;
        }
        return new Profile(
                Over.of(description, below.description),
                Over.of(image, below.image),
                Over.of(entrypoint, below.entrypoint),
                Over.of(command, below.command),
                Over.of(workdir, below.workdir),
                Over.of(user, below.user),
                Over.of(groups, below.groups),
                Over.of(hostname, below.hostname),
                Over.of(domainname, below.domainname),
                Over.of(name, below.name),
                Over.of(tty, below.tty),
                Over.of(interactive, below.interactive),
                Over.of(init, below.init),
                Over.of(remove, below.remove),
                Over.of(restart, below.restart),
                Over.of(stopSignal, below.stopSignal),
                Over.of(stopTimeout, below.stopTimeout),
                Over.of(shells, below.shells),
                Over.of(detachKeys, below.detachKeys),
                Over.of(strict, below.strict),
                Over.of(env, below.env),
                Over.of(labels, below.labels),
                limits.over(below.limits),
                namespaces.over(below.namespaces),
                security.over(below.security),
                laidOver(mounts, below.mounts, Profile::sameTarget),
                laidOver(ports, below.ports, Profile::samePort),
                network.over(below.network),
                log.over(below.log),
                health.isPresent() && below.health.isPresent()
                        ? Optional.of(health.get().over(below.health.get()))
                        : Over.of(health, below.health),
                Over.of(scale, below.scale));
    }

    private static boolean sameTarget(Mount a, Mount b) {
        return a.target().equals(b.target());
    }

    private static boolean samePort(Port a, Port b) {
        return a.containerPort() == b.containerPort() && a.protocol().equals(b.protocol());
    }

    private static <T> List<T> laidOver(List<T> above, List<T> below, BiPredicate<T, T> same) {
        if (above.isEmpty()) {
            return below;
        }
        List<T> merged = new ArrayList<>(below.size() + above.size());
        for (T lower : below) {
            if (above.stream().noneMatch(upper -> same.test(upper, lower))) {
                merged.add(lower);
            }
        }
        merged.addAll(above);
        return Collections.unmodifiableList(merged);
    }
}
