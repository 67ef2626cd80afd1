package dev.berth.build.check;

import dev.berth.build.dockerfile.Arg;
import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.Env;
import dev.berth.build.dockerfile.Expansion;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.InstructionExpansion;
import dev.berth.build.dockerfile.Run;
import dev.berth.build.dockerfile.RunMount;
import dev.berth.build.dockerfile.RunMounts;
import dev.berth.build.dockerfile.Source;
import dev.berth.build.dockerfile.Stage;
import dev.berth.build.dockerfile.StageGraph;
import dev.berth.build.dockerfile.StageScope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a target can be given: what its stage declares and asks for, and the stages that it needs. */
public final class OutlineReader {

    private final Dockerfile dockerfile;
    private final BuildArguments arguments;
    private final StageGraph graph;
    private final Map<String, Outline.Argument> globals = new HashMap<>();
    /** The arguments that a global one's default names. */
    private final Map<String, Set<String>> within = new HashMap<>();
    private final Map<String, Outline.Argument> found = new LinkedHashMap<>();
    private final Map<String, Outline.Need> secrets = new LinkedHashMap<>();
    private final Map<String, Outline.Need> ssh = new LinkedHashMap<>();

    /**
     * A reader.
     *
     * @param dockerfile what is read
     * @param arguments the build's
     * @param graph with the target
     */
    public OutlineReader(Dockerfile dockerfile, BuildArguments arguments, StageGraph graph) {
        this.dockerfile = dockerfile;
        this.arguments = arguments;
        this.graph = graph;
        for (Arg arg : dockerfile.globals()) {
            for (Arg.Declaration one : arg.declarations()) {
                globals.put(one.name(), argument(one.name(), arguments.variables().value(one.name()), arg.source()));
                within.put(one.name(), names(one.value().filter(value -> !arguments.isGiven(one.name()))
                        .orElse("")));
            }
        }
    }

    /** Reads. */
    public Outline read() {
        Stage target = dockerfile.stages().get(graph.target());
        Map<Integer, StageScope> scopes = new HashMap<>();
        for (int index : graph.needed()) {
            stage(dockerfile.stages().get(index), scopes);
        }
        String name = target.name().orElse("");
        return new Outline(name, target.from().source().description(name),
                sorted(found, Comparator.comparing(one -> one.at().firstLine())),
                sorted(secrets, Comparator.comparing(one -> one.at().firstLine())),
                sorted(ssh, Comparator.comparing(one -> one.at().firstLine())));
    }

    private static <T> List<T> sorted(Map<String, T> all, Comparator<T> order) {
        return all.values().stream().sorted(order).toList();
    }

    private void stage(Stage stage, Map<Integer, StageScope> scopes) {
        names(stage.base()).forEach(this::global);
        stage.platform().ifPresent(platform -> names(platform).forEach(this::global));
        StageScope scope = graph.base(stage.index()) instanceof StageGraph.Base.Earlier earlier
                ? scopes.get(earlier.index()).child()
                : new StageScope(dockerfile.escape(), arguments, List.of());
        scopes.put(stage.index(), scope);
        for (Instruction instruction : graph.instructions(stage.index())) {
            if (instruction instanceof Arg arg) {
                scope.declare(arg).forEach(one -> declared(arg, one));
            } else if (instruction instanceof Env env) {
                scope.set((Env) new InstructionExpansion(dockerfile.escape(), scope.variables()).expand(env));
            } else if (instruction instanceof Run run) {
                RunMounts.of(run, new Expansion(dockerfile.escape(), scope.variables(), 0))
                        .forEach(mount -> need(mount, run.source()));
            }
        }
    }

    private void declared(Arg arg, Arg.Declaration with) {
        boolean inherited = !arguments.isGiven(with.name()) && arg.declarations().stream()
                .anyMatch(one -> one.name().equals(with.name()) && one.value().isEmpty());
        if (inherited && arguments.names().contains(with.name())) {
            global(with.name());
        } else {
            found.put(with.name(), argument(with.name(), with.value(), arg.source()));
        }
    }

    private void global(String name) {
        if (globals.containsKey(name) && found.putIfAbsent(name, globals.get(name)) == null) {
            within.get(name).forEach(this::global);
        }
    }

    private void need(RunMount mount, Source at) {
        if (mount instanceof RunMount.Secret secret) {
            secrets.putIfAbsent(secret.id(), new Outline.Need(secret.id(), secret.required(), at));
        } else if (mount instanceof RunMount.Ssh agent) {
            ssh.putIfAbsent(agent.id(), new Outline.Need(agent.id(), agent.required(), at));
        }
    }

    private static Outline.Argument argument(String name, Optional<String> value, Source at) {
        return new Outline.Argument(name, value.orElse(""), at.description(name), at);
    }

    private Set<String> names(String word) {
        Set<String> names = new HashSet<>();
        new Expansion(dockerfile.escape(), name -> {
            names.add(name);
            return arguments.variables().value(name);
        }, 0).word(word);
        return names;
    }
}
