package dev.berth.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects a {@link Profile}: what is not set stays unsaid.
 *
 * <pre>{@code
 * ProfileBuilder builder = new ProfileBuilder().image("debian:bookworm").tty(true);
 * builder.limits().memoryBytes(256L << 20);
 * Profile profile = builder.build();
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class ProfileBuilder {

    private Optional<String> description = Optional.empty();
    private Optional<String> image = Optional.empty();
    private Optional<List<String>> entrypoint = Optional.empty();
    private Optional<List<String>> command = Optional.empty();
    private Optional<String> workdir = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<List<String>> groups = Optional.empty();
    private Optional<String> hostname = Optional.empty();
    private Optional<String> domainname = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<Boolean> tty = Optional.empty();
    private Optional<Boolean> interactive = Optional.empty();
    private Optional<Boolean> init = Optional.empty();
    private Optional<Boolean> remove = Optional.empty();
    private Optional<RestartPolicy> restart = Optional.empty();
    private Optional<String> stopSignal = Optional.empty();
    private Optional<Duration> stopTimeout = Optional.empty();
    private Optional<List<String>> shells = Optional.empty();
    private Optional<String> detachKeys = Optional.empty();
    private Optional<Boolean> strict = Optional.empty();
    private final Map<String, Optional<String>> env = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private LimitsBuilder limits = new LimitsBuilder();
    private NamespacesBuilder namespaces = new NamespacesBuilder();
    private SecurityBuilder security = new SecurityBuilder();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Port> ports = new ArrayList<>();
    private NetworkSettingsBuilder network = new NetworkSettingsBuilder();
    private LogSettingsBuilder log = new LogSettingsBuilder();
    private HealthBuilder health = new HealthBuilder();
    private Optional<Scale> scale = Optional.empty();

    /** Begins with nothing said. */
    public ProfileBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public ProfileBuilder(Profile from) {
        description = from.description();
        image = from.image();
        entrypoint = from.entrypoint();
        command = from.command();
        workdir = from.workdir();
        user = from.user();
        groups = from.groups();
        hostname = from.hostname();
        domainname = from.domainname();
        name = from.name();
        tty = from.tty();
        interactive = from.interactive();
        init = from.init();
        remove = from.remove();
        restart = from.restart();
        stopSignal = from.stopSignal();
        stopTimeout = from.stopTimeout();
        shells = from.shells();
        detachKeys = from.detachKeys();
        strict = from.strict();
        env.putAll(from.env());
        labels.putAll(from.labels());
        limits = new LimitsBuilder(from.limits());
        namespaces = new NamespacesBuilder(from.namespaces());
        security = new SecurityBuilder(from.security());
        mounts.addAll(from.mounts());
        ports.addAll(from.ports());
        network = new NetworkSettingsBuilder(from.network());
        log = new LogSettingsBuilder(from.log());
        health = new HealthBuilder(from.health().orElse(Health.NONE));
        scale = from.scale();
    }

    /** Sets {@link Profile#description}. */
    public ProfileBuilder description(String value) {
        description = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#image}. */
    public ProfileBuilder image(String value) {
        image = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#entrypoint}. */
    public ProfileBuilder entrypoint(List<String> value) {
        entrypoint = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Profile#command}. */
    public ProfileBuilder command(List<String> value) {
        command = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Profile#workdir}. */
    public ProfileBuilder workdir(String value) {
        workdir = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#user}. */
    public ProfileBuilder user(String value) {
        user = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#groups}. */
    public ProfileBuilder groups(List<String> value) {
        groups = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Profile#hostname}. */
    public ProfileBuilder hostname(String value) {
        hostname = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#domainname}. */
    public ProfileBuilder domainname(String value) {
        domainname = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#name}. */
    public ProfileBuilder name(String value) {
        name = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#tty}. */
    public ProfileBuilder tty(boolean value) {
        tty = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#interactive}. */
    public ProfileBuilder interactive(boolean value) {
        interactive = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#init}. */
    public ProfileBuilder init(boolean value) {
        init = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#remove}. */
    public ProfileBuilder remove(boolean value) {
        remove = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#restart}. */
    public ProfileBuilder restart(RestartPolicy value) {
        restart = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#stopSignal}. */
    public ProfileBuilder stopSignal(String value) {
        stopSignal = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#stopTimeout}. */
    public ProfileBuilder stopTimeout(Duration value) {
        stopTimeout = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#shells}. */
    public ProfileBuilder shells(List<String> value) {
        shells = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Profile#detachKeys}. */
    public ProfileBuilder detachKeys(String value) {
        detachKeys = Optional.of(value);
        return this;
    }

    /** Sets {@link Profile#strict}. */
    public ProfileBuilder strict(boolean value) {
        strict = Optional.of(value);
        return this;
    }

    /** Sets a label. */
    public ProfileBuilder label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** Replaces all of {@link Profile#limits}. */
    public ProfileBuilder limits(Limits value) {
        limits = new LimitsBuilder(value);
        return this;
    }

    /** The builder of {@link Profile#limits}; what is set on it is part of this profile. */
    public LimitsBuilder limits() {
        return limits;
    }

    /** Replaces all of {@link Profile#namespaces}. */
    public ProfileBuilder namespaces(Namespaces value) {
        namespaces = new NamespacesBuilder(value);
        return this;
    }

    /** The builder of {@link Profile#namespaces}; what is set on it is part of this profile. */
    public NamespacesBuilder namespaces() {
        return namespaces;
    }

    /** Replaces all of {@link Profile#security}. */
    public ProfileBuilder security(Security value) {
        security = new SecurityBuilder(value);
        return this;
    }

    /** The builder of {@link Profile#security}; what is set on it is part of this profile. */
    public SecurityBuilder security() {
        return security;
    }

    /** Replaces all of {@link Profile#network}. */
    public ProfileBuilder network(NetworkSettings value) {
        network = new NetworkSettingsBuilder(value);
        return this;
    }

    /** The builder of {@link Profile#network}; what is set on it is part of this profile. */
    public NetworkSettingsBuilder network() {
        return network;
    }

    /** Replaces all of {@link Profile#log}. */
    public ProfileBuilder log(LogSettings value) {
        log = new LogSettingsBuilder(value);
        return this;
    }

    /** The builder of {@link Profile#log}; what is set on it is part of this profile. */
    public LogSettingsBuilder log() {
        return log;
    }

    /** Replaces all of {@link Profile#health}. */
    public ProfileBuilder health(Health value) {
        health = new HealthBuilder(value);
        return this;
    }

    /** The builder of {@link Profile#health}; what is set on it is part of this profile. */
    public HealthBuilder health() {
        return health;
    }

    /** Sets {@link Profile#scale}. */
    public ProfileBuilder scale(Scale value) {
        scale = Optional.of(value);
        return this;
    }

    /** Sets an environment variable. */
    public ProfileBuilder env(String key, String value) {
        env.put(key, Optional.of(value));
        return this;
    }

    /** Removes an environment variable that the image or a lower profile sets. */
    public ProfileBuilder unsetEnv(String key) {
        env.put(key, Optional.empty());
        return this;
    }

    /** Adds a mount. */
    public ProfileBuilder mount(Mount mount) {
        mounts.add(mount);
        return this;
    }

    /** Replaces all mounts. */
    public ProfileBuilder mounts(List<Mount> value) {
        mounts.clear();
        mounts.addAll(value);
        return this;
    }

    /** Adds a port. */
    public ProfileBuilder port(Port port) {
        ports.add(port);
        return this;
    }

    /** The record; the builder can be used further. */
    public Profile build() {
        Profile built = new Profile(
                description, image, entrypoint, command, workdir, user, groups, hostname, domainname, name, tty,
                interactive, init, remove, restart, stopSignal, stopTimeout, shells, detachKeys, strict,
                Collections.unmodifiableMap(new LinkedHashMap<>(env)),
                Collections.unmodifiableMap(new LinkedHashMap<>(labels)), limits.build(), namespaces.build(),
                security.build(), List.copyOf(mounts), List.copyOf(ports), network.build(), log.build(),
                Optional.of(health.build()).filter(check -> check != Health.NONE), scale);
        return built.equals(Profile.EMPTY) ? Profile.EMPTY : built;
    }
}
