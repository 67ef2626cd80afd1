package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables of a stage while its instructions are carried out one after the other: the environment of its base and
 * of {@code ENV}, and the {@code ARG}s that it declared. A variable of the environment always wins over an argument of
 * the same name. A stage that begins with another one starts with {@link #child}.
 */
public final class StageScope {

    private final char escape;
    private final BuildArguments build;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, Optional<String>> arguments = new LinkedHashMap<>();

    /**
     * The scope of a stage at its beginning.
     *
     * @param escape the Dockerfile's escape character
     * @param build the build's arguments
     * @param baseEnvironment the base image's, {@code NAME=value} in order
     */
    public StageScope(char escape, BuildArguments build, List<String> baseEnvironment) {
        this.escape = escape;
        this.build = build;
        for (String entry : baseEnvironment) {
            int equals = entry.indexOf('=');
            environment.put(equals < 0 ? entry : entry.substring(0, equals),
                    equals < 0 ? "" : entry.substring(equals + 1));
        }
    }

    /** The scope of a stage that begins with this one's end: it has its arguments too, as with BuildKit. */
    public StageScope child() {
        StageScope result = new StageScope(escape, build, List.of());
        result.environment.putAll(environment);
        result.arguments.putAll(arguments);
        return result;
    }

    /**
     * Declares arguments. Each gets what was given with {@code --build-arg}, else its default, in which those before
     * it can stand, else the value of the global one of that name.
     *
     * @param arg the instruction
     * @return the declarations with the values that they got
     * @throws DockerfileException if a default cannot be read
     */
    public List<Arg.Declaration> declare(Arg arg) {
        List<Arg.Declaration> result = new ArrayList<>();
        Expansion expansion = new Expansion(escape, variables(), arg.source().firstLine());
        for (Arg.Declaration declaration : arg.declarations()) {
            String name = declaration.name();
            build.use(name);
            Optional<String> value = build.given(name);
            if (value.isEmpty()) {
                value = declaration.value().isPresent() ? expansion.word(declaration.value()) : build.global(name);
            }
            arguments.put(name, value);
            result.add(new Arg.Declaration(name, value));
        }
        return result;
    }

    /**
     * Sets variables of the environment.
     *
     * @param env an instruction that has been expanded
     */
    public void set(Env env) {
        env.variables().forEach(pair -> environment.put(pair.key(), pair.value()));
    }

    /**
     * What words are expanded with. It follows the scope: later {@code ARG}s and {@code ENV}s are in it.
     */
    public Variables variables() {
        return build.counted(name -> {
            Optional<String> value = Optional.ofNullable(environment.get(name));
            if (value.isEmpty()) {
                value = arguments.getOrDefault(name, Optional.empty());
            }
            return value.isEmpty() && build.predefined().containsKey(name) ? build.given(name) : value;
        });
    }

    /** The names that have a value: what somebody who mistyped one can have meant. */
    public Set<String> names() {
        Set<String> result = new TreeSet<>(environment.keySet());
        result.addAll(arguments().keySet());
        return result;
    }

    /** Whether an argument of this name was declared, with a value or without. */
    public boolean declares(String name) {
        return arguments.containsKey(name);
    }

    /** The environment for the image's configuration, {@code NAME=value} in order, without arguments. */
    public List<String> environment() {
        List<String> result = new ArrayList<>();
        environment.forEach((name, value) -> result.add(name + '=' + value));
        return result;
    }

    /**
     * The arguments that a step of {@code RUN} gets beside the environment, and that are part of its cache's key:
     * those declared so far that have a value and are hidden by no variable of the environment.
     */
    public Map<String, String> arguments() {
        Map<String, String> result = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            if (value.isPresent() && !environment.containsKey(name)) {
                result.put(name, value.get());
            }
        });
        return result;
    }

    /**
     * The predefined arguments that were given but not declared: a step of {@code RUN} gets them, but they are neither
     * in the history nor in the cache's key.
     */
    public Map<String, String> hiddenArguments() {
        Map<String, String> result = build.predefined();
        result.keySet().removeIf(name -> arguments.containsKey(name) || environment.containsKey(name));
        return result;
    }
}
