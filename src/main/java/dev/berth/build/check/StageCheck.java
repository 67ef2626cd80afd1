package dev.berth.build.check;

import dev.berth.build.dockerfile.Add;
import dev.berth.build.dockerfile.Arg;
import dev.berth.build.dockerfile.BuildArguments;
import dev.berth.build.dockerfile.Cmd;
import dev.berth.build.dockerfile.CommandLine;
import dev.berth.build.dockerfile.Copy;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.build.dockerfile.Entrypoint;
import dev.berth.build.dockerfile.Env;
import dev.berth.build.dockerfile.Expansion;
import dev.berth.build.dockerfile.Expose;
import dev.berth.build.dockerfile.GoText;
import dev.berth.build.dockerfile.Healthcheck;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.InstructionExpansion;
import dev.berth.build.dockerfile.Label;
import dev.berth.build.dockerfile.Run;
import dev.berth.build.dockerfile.RunMounts;
import dev.berth.build.dockerfile.Shell;
import dev.berth.build.dockerfile.Source;
import dev.berth.build.dockerfile.StageScope;
import dev.berth.build.dockerfile.Suggestion;
import dev.berth.build.dockerfile.Variables;
import dev.berth.build.dockerfile.Workdir;
import dev.berth.build.dockerfile.Written;
import dev.berth.context.IgnorePatterns;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the instructions of one stage, one after the other, with the variables that they will have. */
final class StageCheck {

    private final Findings findings;
    private final char escape;
    private final BuildArguments arguments;
    private final StageScope scope;
    private final boolean environmentKnown;
    private final Optional<IgnorePatterns> ignored;
    private final Map<String, Source> last = new HashMap<>();
    private boolean absolute;
    private boolean shell;

    /**
     * A check of a stage.
     *
     * @param findings takes what is found
     * @param escape the Dockerfile's escape character
     * @param arguments the build's
     * @param begin what the stage begins with
     * @param ignored what is left out of the context
     */
    StageCheck(Findings findings, char escape, BuildArguments arguments, Begin begin,
            Optional<IgnorePatterns> ignored) {
        this.findings = findings;
        this.escape = escape;
        this.arguments = arguments;
        this.scope = begin.scope();
        this.environmentKnown = begin.environmentKnown();
        this.absolute = begin.absolute();
        this.shell = begin.shell();
        this.ignored = ignored.filter(patterns -> !patterns.takesInAgain());
    }

    /**
     * What a stage begins with.
     *
     * @param scope its variables
     * @param environmentKnown whether those of its base are among them
     * @param absolute whether its directory was set by an instruction
     * @param shell whether its shell was chosen by somebody
     */
    record Begin(StageScope scope, boolean environmentKnown, boolean absolute, boolean shell) {
    }

    /** What a stage begins with that begins with this one. */
    Begin child() {
        return new Begin(scope.child(), environmentKnown, absolute, shell);
    }

    /**
     * Looks at an instruction.
     *
     * @param written as the Dockerfile has it
     */
    void look(Instruction written) {
        Instruction instruction;
        try {
            instruction = expanded(written);
        } catch (DockerfileException e) {
            // the build says so itself
            return;
        }
        Source at = written.source();
        if (instruction instanceof Env env) {
            legacy(at);
            env.variables().forEach(pair -> secret("ENV", pair.key(), at));
            scope.set(env);
        } else if (instruction instanceof Label) {
            legacy(at);
        } else if (instruction instanceof Arg arg) {
            arg.declarations().forEach(one -> secret("ARG", one.name(), at));
            scope.declare(arg);
        } else if (instruction instanceof Cmd cmd) {
            once("CMD", at);
            json(cmd.command(), at);
        } else if (instruction instanceof Entrypoint entrypoint) {
            once("ENTRYPOINT", at);
            json(entrypoint.command(), at);
        } else if (instruction instanceof Healthcheck) {
            once("HEALTHCHECK", at);
        } else if (instruction instanceof Shell) {
            shell = true;
        } else if (instruction instanceof Workdir workdir) {
            workdir(workdir, at);
        } else if (instruction instanceof Expose expose) {
            expose.ports().forEach(port -> port(port, at));
        } else if (instruction instanceof Copy copy && copy.from().isEmpty()) {
            copy.paths().forEach(path -> ignored("Copy", path, at));
        } else if (instruction instanceof Add add) {
            add.paths().forEach(path -> ignored("Add", path, at));
        }
    }

    /** The instruction with its variables put in; those that there are not are found. */
    private Instruction expanded(Instruction written) {
        Set<String> missing = new TreeSet<>();
        Variables known = scope.variables();
        Variables watched = name -> {
            Optional<String> value = known.value(name);
            if (value.isEmpty()) {
                missing.add(name);
            }
            return value;
        };
        Expansion words = new Expansion(escape, watched, written.source().firstLine());
        Instruction instruction = new InstructionExpansion(escape, watched).expand(written);
        if (written instanceof Run run) {
            RunMounts.of(run, words);
        } else if (written instanceof Arg arg) {
            arg.declarations().stream().filter(one -> !arguments.isGiven(one.name()))
                    .forEach(one -> one.value().ifPresent(words::word));
        }
        missing.removeIf(scope::declares);
        for (String name : environmentKnown ? missing : Set.<String>of()) {
            String near = Suggestion.nearest(name, scope.names());
            findings.add(Rule.UNDEFINED_VAR, written.source(), "Usage of undefined variable '$" + name + "'"
                    + (near.isEmpty() ? "" : " (did you mean $" + near + "?)"));
        }
        return instruction;
    }

    private void legacy(Source at) {
        if (Written.isWithoutEquals(at, escape)) {
            findings.add(Rule.LEGACY_KEY_VALUE_FORMAT, at, '"' + at.keyword() + " key=value\" should be used instead of"
                    + " legacy \"" + at.keyword() + " key value\" format");
        }
    }

    private void secret(String instruction, String name, Source at) {
        if (SecretName.is(name)) {
            findings.add(Rule.SECRETS_USED_IN_ARG_OR_ENV, at, "Do not use ARG or ENV instructions for sensitive data ("
                    + instruction + ' ' + GoText.quoted(name) + ')');
        }
    }

    /** The one before is the one that does not count. */
    private void once(String instruction, Source at) {
        Source before = last.put(instruction, at);
        if (before != null) {
            findings.add(Rule.MULTIPLE_INSTRUCTIONS_DISALLOWED, before, "Multiple " + at.keyword()
                    + " instructions should not be used in the same stage because only the last one will be used");
        }
    }

    private void json(CommandLine command, Source at) {
        if (command.shellForm() && !shell) {
            findings.add(Rule.JSON_ARGS_RECOMMENDED, at, "JSON arguments recommended for " + at.keyword()
                    + " to prevent unintended behavior related to OS signals");
        }
    }

    private void workdir(Workdir workdir, Source at) {
        if (!absolute && !workdir.path().startsWith("/")) {
            findings.add(Rule.WORKDIR_RELATIVE_PATH, at, "Relative workdir " + GoText.quoted(workdir.path())
                    + " can have unexpected results if the base image changes");
        }
        // of several relative ones the first is what has to be mended
        absolute = true;
    }

    private void port(String port, Source at) {
        String protocol = port.substring(port.lastIndexOf(':') + 1);
        protocol = protocol.indexOf('/') < 0 ? "" : protocol.substring(protocol.indexOf('/') + 1);
        if (!protocol.equals(protocol.toLowerCase(Locale.ROOT))) {
            findings.add(Rule.EXPOSE_PROTO_CASING, at, "Defined protocol '" + port
                    + "' in EXPOSE instruction should be lowercase");
        }
        List<String> parts = List.of(port.split(":", -1));
        if (parts.size() > 1 && parts.subList(0, parts.size() - 1).stream().anyMatch(part -> !part.isEmpty())) {
            findings.add(Rule.EXPOSE_INVALID_FORMAT, at, "EXPOSE instruction should not define an IP address or"
                    + " host-port mapping, found '" + port + "'");
        }
    }

    private void ignored(String what, String source, Source at) {
        if (ignored.isEmpty() || source.startsWith("http://") || source.startsWith("https://")) {
            return;
        }
        String path = IgnorePatterns.clean(source);
        // the whole context is left out only by a pattern that means whatever there may be
        boolean out = path.equals(".") ? ignored.get().excludes("\001") : ignored.get().excludes(path);
        if (out) {
            findings.add(Rule.COPY_IGNORED_FILE, at, "Attempting to " + what + " file " + GoText.quoted(path)
                    + " that is excluded by .dockerignore");
        }
    }
}
