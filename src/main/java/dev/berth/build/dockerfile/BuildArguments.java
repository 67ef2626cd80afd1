package dev.berth.build.dockerfile;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The arguments of a whole build: those given with {@code --build-arg}, the automatic ones of the platforms, and the
 * {@code ARG}s before the first {@code FROM}. {@code FROM} sees them; a stage sees one only after it declared it.
 */
public final class BuildArguments {

    /** Known without a declaration, but kept out of the history and of the cache's keys (docker's reference). */
    private static final List<String> PREDEFINED = List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy",
            "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy");

    private final Map<String, String> given;
    private final Map<String, String> globals = new HashMap<>();
    /** Stages that are built side by side take out of it what they declare. */
    private final Set<String> unused;
    private final TextLimit limit = new TextLimit();

    /**
     * The arguments of a build.
     *
     * @param dockerfile what is built
     * @param given by {@code --build-arg}, values by name
     * @param buildPlatform this machine's, {@code os/architecture[/variant]}
     * @param targetPlatform the image's
     * @param target the stage that is built, by name; the last one if nothing is given
     * @throws DockerfileException if a default cannot be read
     */
    public BuildArguments(Dockerfile dockerfile, Map<String, String> given, String buildPlatform,
            String targetPlatform, Optional<String> target) {
        this.given = Map.copyOf(given);
        this.unused = new ConcurrentSkipListSet<>(given.keySet());
        unused.removeAll(PREDEFINED);
        // these mean something to the builder itself
        unused.removeIf(name -> name.startsWith("BUILDKIT_") || name.equals("SOURCE_DATE_EPOCH"));
        addPlatform("BUILD", buildPlatform);
        addPlatform("TARGET", targetPlatform);
        addAutomatic("TARGETSTAGE", target.or(() -> dockerfile.stages().get(dockerfile.stages().size() - 1).name())
                .orElse("default"));
        for (Arg arg : dockerfile.globals()) {
            Expansion expansion = new Expansion(dockerfile.escape(), variables(), arg.source().firstLine());
            for (Arg.Declaration declaration : arg.declarations()) {
                unused.remove(declaration.name());
                given(declaration.name()).or(() -> expansion.word(declaration.value()))
                        .ifPresent(value -> globals.put(declaration.name(), value));
            }
        }
    }

    /** What {@code FROM} sees. */
    public Variables variables() {
        return counted(name -> Optional.ofNullable(globals.get(name)));
    }

    /** Variables whose use counts for the build's limit. */
    Variables counted(Variables variables) {
        return new Variables() {
            @Override
            public Optional<String> value(String name) {
                return variables.value(name);
            }

            @Override
            public boolean grown(int characters) {
                return limit.add(Math.max(0, characters));
            }
        };
    }

    /** The names of what {@code FROM} sees. */
    public Set<String> names() {
        return new TreeSet<>(globals.keySet());
    }

    /** Whether an argument was given with {@code --build-arg}. */
    public boolean isGiven(String name) {
        return given.containsKey(name);
    }

    /** Arguments that were given but that nothing declared so far, sorted; docker warns of them after the build. */
    public Set<String> unused() {
        return Collections.unmodifiableSet(new TreeSet<>(unused));
    }

    /** The value that was given for an argument. */
    Optional<String> given(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** The value that a stage gets which declares an argument without a default. */
    Optional<String> global(String name) {
        return Optional.ofNullable(globals.get(name));
    }

    /** Notes that a stage declares an argument. */
    void use(String name) {
        unused.remove(name);
    }

    /** The proxies' settings that were given, which every step has without declaring them. */
    Map<String, String> predefined() {
        Map<String, String> result = new LinkedHashMap<>();
        for (String name : PREDEFINED) {
            given(name).ifPresent(value -> result.put(name, value));
        }
        return result;
    }

    private void addPlatform(String prefix, String platform) {
        String[] parts = platform.split("/", 3);
        addAutomatic(prefix + "PLATFORM", platform);
        addAutomatic(prefix + "OS", parts[0]);
        addAutomatic(prefix + "OSVERSION", "");
        addAutomatic(prefix + "ARCH", parts.length > 1 ? parts[1] : "");
        addAutomatic(prefix + "VARIANT", parts.length > 2 ? parts[2] : "");
    }

    private void addAutomatic(String name, String value) {
        globals.put(name, given(name).orElse(value));
        unused.remove(name);
    }
}
