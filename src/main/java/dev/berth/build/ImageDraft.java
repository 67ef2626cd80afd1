package dev.berth.build;

import dev.berth.build.dockerfile.Cmd;
import dev.berth.build.dockerfile.Entrypoint;
import dev.berth.build.dockerfile.Env;
import dev.berth.build.dockerfile.Expose;
import dev.berth.build.dockerfile.Healthcheck;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.KeyValue;
import dev.berth.build.dockerfile.Label;
import dev.berth.build.dockerfile.Maintainer;
import dev.berth.build.dockerfile.Onbuild;
import dev.berth.build.dockerfile.Shell;
import dev.berth.build.dockerfile.StopSignal;
import dev.berth.build.dockerfile.User;
import dev.berth.build.dockerfile.Volume;
import dev.berth.engine.EngineException;
import dev.berth.engine.Signals;
import dev.berth.image.HealthCheck;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of an image that is being built, and what docker's classic builder writes into the history of each
 * change to it.
 */
final class ImageDraft {

    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    private final Platform platform;
    private final List<String> env;
    private final Map<String, String> labels;
    private final Set<String> ports;
    private final Set<String> volumes;
    private final List<String> triggers = new ArrayList<>();
    private Optional<String> user;
    private Optional<String> workdir;
    private Optional<String> stopSignal;
    private Optional<HealthCheck> health;
    private Optional<List<String>> shell;
    private List<String> entrypoint;
    private List<String> cmd;
    private boolean ownCmd;
    private Optional<String> author;

    /**
     * Begins with a base.
     *
     * @param base its configuration; its triggers are the builder's to carry out, and do not go on
     * @param author the base's
     */
    ImageDraft(ImageConfig base, Optional<String> author) {
        this(base, author, environment(base));
    }

    /**
     * The environment that a stage begins with: there is always a path, which {@code ENV PATH=/x:$PATH} relies on.
     *
     * @param base what it begins with
     */
    static List<String> environment(ImageConfig base) {
        List<String> env = new ArrayList<>(base.env());
        if (env.stream().noneMatch(variable -> variable.startsWith("PATH="))) {
            env.add("PATH=" + ImageConfig.DEFAULT_PATH);
        }
        return env;
    }

    private ImageDraft(ImageConfig base, Optional<String> author, List<String> env) {
        this.platform = base.platform();
        this.env = env;
        labels = new LinkedHashMap<>(base.labels());
        ports = new LinkedHashSet<>(base.exposedPorts());
        volumes = new LinkedHashSet<>(base.volumes());
        user = base.user();
        workdir = base.workingDir();
        stopSignal = base.stopSignal();
        health = base.healthcheck();
        shell = base.shell();
        entrypoint = base.entrypoint();
        cmd = base.cmd();
        this.author = author;
    }

    /** Begins with a configuration as it is, and adds nothing of its own. */
    static ImageDraft exactly(ImageConfig config) {
        ImageDraft draft = new ImageDraft(config, Optional.empty(), new ArrayList<>(config.env()));
        draft.triggers.addAll(config.onBuild());
        return draft;
    }

    /** The configuration as it is now. */
    ImageConfig config() {
        return new ImageConfig(user, List.copyOf(env), entrypoint, cmd, workdir, new LinkedHashMap<>(labels),
                new LinkedHashSet<>(ports), new LinkedHashSet<>(volumes), stopSignal, health, shell,
                List.copyOf(triggers), platform);
    }

    /** Who makes it. */
    Optional<String> author() {
        return author;
    }

    /** What the shell form of commands is given to. */
    List<String> shell() {
        return shell.orElse(DEFAULT_SHELL);
    }

    /** Variables, {@code NAME=value}. */
    List<String> env() {
        return List.copyOf(env);
    }

    /** Who commands run as; empty for root. */
    String user() {
        return user.orElse("");
    }

    /** The working directory. */
    String workdir() {
        return workdir.orElse("/");
    }

    /**
     * A path from the working directory, cleaned as text.
     *
     * @param path absolute or relative
     */
    String absolute(String path) {
        String whole = path.startsWith("/") ? path : workdir() + '/' + path;
        return '/' + dev.berth.build.copy.SourceTree.cleaned(whole);
    }

    /** Changes the working directory. */
    void workdir(String path) {
        workdir = Optional.of(path);
    }

    /** Adds labels that the user gave. */
    void labels(Map<String, String> more) {
        labels.putAll(more);
    }

    /**
     * Carries out an instruction that changes nothing but the configuration.
     *
     * @param instruction expanded
     * @return what the history says of it
     * @throws BuildException if it cannot be
     */
    String apply(Instruction instruction) throws BuildException {
        String comment = change(instruction);
        return String.join(" ", shell()) + " #(nop)  " + comment;
    }

    private String change(Instruction instruction) throws BuildException {
        if (instruction instanceof Env e) {
            e.variables().forEach(this::setEnv);
            return "ENV" + pairs(e.variables());
        } else if (instruction instanceof Label l) {
            l.labels().forEach(label -> labels.put(label.key(), label.value()));
            return "LABEL" + pairs(l.labels());
        } else if (instruction instanceof Cmd c) {
            cmd = c.command().arguments(shell());
            ownCmd = true;
            return "CMD " + quoted(cmd);
        } else if (instruction instanceof Entrypoint e) {
            entrypoint = e.command().arguments(shell());
            if (!ownCmd) {
                // an entry point takes the base's arguments out of use, which were another program's
                cmd = List.of();
            }
            return "ENTRYPOINT " + quoted(entrypoint);
        } else if (instruction instanceof Expose e) {
            for (String port : e.ports()) {
                ports.addAll(Ports.expand(port));
            }
            return "EXPOSE " + String.join(" ", e.ports());
        } else if (instruction instanceof Volume v) {
            volumes.addAll(v.paths());
            return "VOLUME [" + String.join(" ", v.paths()) + "]";
        } else if (instruction instanceof User u) {
            user = Optional.of(u.user());
            return "USER " + u.user();
        } else if (instruction instanceof StopSignal s) {
            checkSignal(s.signal());
            stopSignal = Optional.of(s.signal());
            return "STOPSIGNAL " + s.signal();
        } else if (instruction instanceof Shell s) {
            shell = Optional.of(s.words());
            return "SHELL [" + String.join(" ", s.words()) + "]";
        } else if (instruction instanceof Healthcheck h) {
            health = Optional.of(new HealthCheck(h.test(), h.interval(), h.timeout(), h.startPeriod(),
                    h.startInterval(), h.retries()));
            return "HEALTHCHECK " + shown(h);
        } else if (instruction instanceof Onbuild o) {
            triggers.add(o.trigger());
            return "ONBUILD " + o.trigger();
        } else if (instruction instanceof Maintainer m) {
            author = Optional.of(m.name());
            return "MAINTAINER " + m.name();
        }
        throw new IllegalArgumentException("makes more than configuration: " + instruction.source().text());
    }

    /** Docker takes every number but 0, and what a kernel makes of it is seen when a container is stopped. */
    private static void checkSignal(String signal) throws BuildException {
        boolean number = !signal.isEmpty() && signal.length() < 10
                && signal.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number && Integer.parseInt(signal) > 0) {
            return;
        }
        try {
            Signals.number(signal);
        } catch (EngineException e) {
            throw BuildException.badRequest(e.getMessage());
        }
    }

    private void setEnv(KeyValue variable) {
        String entry = variable.key() + '=' + variable.value();
        for (int i = 0; i < env.size(); i++) {
            if (env.get(i).startsWith(variable.key() + '=')) {
                env.set(i, entry);
                return;
            }
        }
        env.add(entry);
    }

    private static String pairs(List<KeyValue> pairs) {
        StringBuilder text = new StringBuilder();
        pairs.forEach(pair -> text.append(' ').append(pair.key()).append('=').append(pair.value()));
        return text.toString();
    }

    /** A list as Go's {@code %q} shows it. */
    private static String quoted(List<String> words) {
        StringBuilder text = new StringBuilder("[");
        for (String word : words) {
            text.append(text.length() > 1 ? " " : "").append('"')
                    .append(word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                            .replace("\t", "\\t")).append('"');
        }
        return text.append(']').toString();
    }

    /** A health check as Go's {@code %q} shows docker's structure. */
    private static String shown(Healthcheck h) {
        return "&{" + quoted(h.test()) + ' ' + duration(h.interval()) + ' ' + duration(h.timeout()) + ' '
                + duration(h.startPeriod()) + ' ' + duration(h.startInterval()) + ' '
                + h.retries().map(n -> n > 0 && n < 32 ? String.format("'\\x%02x'", n) : "'" + (char) (int) n + "'")
                .orElse("'\\x00'") + '}';
    }

    private static String duration(Optional<java.time.Duration> time) {
        if (time.isEmpty()) {
            return "\"0s\"";
        }
        long millis = time.get().toMillis();
        long seconds = millis / 1000;
        StringBuilder text = new StringBuilder("\"");
        if (seconds >= 3600) {
            text.append(seconds / 3600).append('h');
        }
        if (seconds >= 60) {
            text.append(seconds / 60 % 60).append('m');
        }
        if (millis > 0 && millis < 1000) {
            return text.append(millis).append("ms\"").toString();
        }
        text.append(seconds % 60);
        if (millis % 1000 != 0) {
            text.append('.').append(String.format("%03d", millis % 1000).replaceAll("0+$", ""));
        }
        return text.append("s\"").toString();
    }
}
