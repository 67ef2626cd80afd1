package dev.berth.image.manifest;

import dev.berth.image.HealthCheck;
import dev.berth.image.ImageConfig;
import dev.berth.image.InvalidImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies the instructions of {@code --change} (of {@code import} and {@code commit}) to a configuration. */
public final class ConfigChanges {

    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    private Optional<String> user;
    private final List<String> env;
    private List<String> entrypoint;
    private List<String> cmd;
    private Optional<String> workingDir;
    private final Map<String, String> labels;
    private final Set<String> exposedPorts;
    private final Set<String> volumes;
    private Optional<String> stopSignal;
    private Optional<HealthCheck> healthcheck;
    private final List<String> onBuild;
    private final ImageConfig before;

    private ConfigChanges(ImageConfig config) {
        before = config;
        user = config.user();
        env = new ArrayList<>(config.env());
        entrypoint = config.entrypoint();
        cmd = config.cmd();
        workingDir = config.workingDir();
        labels = new LinkedHashMap<>(config.labels());
        exposedPorts = new LinkedHashSet<>(config.exposedPorts());
        volumes = new LinkedHashSet<>(config.volumes());
        stopSignal = config.stopSignal();
        healthcheck = config.healthcheck();
        onBuild = new ArrayList<>(config.onBuild());
    }

    /**
     * Applies instructions in order.
     *
     * @param config what they change
     * @param changes {@code CMD}, {@code ENTRYPOINT}, {@code ENV}, {@code EXPOSE}, {@code HEALTHCHECK}, {@code LABEL},
     *     {@code ONBUILD}, {@code STOPSIGNAL}, {@code USER}, {@code VOLUME}, {@code WORKDIR}
     * @throws InvalidImage if one is not understood
     */
    public static ImageConfig apply(ImageConfig config, List<String> changes) throws InvalidImage {
        ConfigChanges result = new ConfigChanges(config);
        for (String change : changes) {
            result.apply(change.strip());
        }
        return new ImageConfig(result.user, List.copyOf(result.env), result.entrypoint, result.cmd, result.workingDir,
                result.labels, result.exposedPorts, result.volumes, result.stopSignal, result.healthcheck,
                config.shell(), List.copyOf(result.onBuild), config.platform());
    }

    private void apply(String change) throws InvalidImage {
        int blank = 0;
        while (blank < change.length() && !Character.isWhitespace(change.charAt(blank))) {
            blank++;
        }
        String instruction = change.substring(0, blank).toUpperCase(Locale.ROOT);
        String rest = change.substring(blank).strip();
        if (rest.isEmpty()) {
            throw new InvalidImage("the change \"" + change + "\" has no argument");
        }
        switch (instruction) {
            case "CMD" -> cmd = command(rest);
            case "ENTRYPOINT" -> entrypoint = command(rest);
            case "ENV" -> pairs(instruction, rest).forEach(this::setEnv);
            case "LABEL" -> labels.putAll(pairs(instruction, rest));
            case "EXPOSE" -> {
                for (String port : InstructionWords.split(rest)) {
                    exposedPorts.add(port(port));
                }
            }
            case "VOLUME" -> volumes.addAll(rest.startsWith("[") ? list(rest) : InstructionWords.split(rest));
            case "USER" -> user = Optional.of(InstructionWords.unquote(rest));
            case "WORKDIR" -> workingDir = Optional.of(directory(InstructionWords.unquote(rest)));
            case "STOPSIGNAL" -> stopSignal = Optional.of(InstructionWords.unquote(rest));
            case "ONBUILD" -> onBuild.add(rest);
            case "HEALTHCHECK" -> healthcheck = Optional.of(HealthInstruction.parse(rest, this::command));
            default -> throw new InvalidImage("the change \"" + change + "\" is not understood: " + instruction
                    + " is not one of CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, USER, "
                    + "VOLUME, WORKDIR");
        }
    }

    private void setEnv(String name, String value) {
        String entry = name + '=' + value;
        for (int i = 0; i < env.size(); i++) {
            if (env.get(i).startsWith(name + '=')) {
                env.set(i, entry);
                return;
            }
        }
        env.add(entry);
    }

    /** The exec form, a JSON list, or else the shell form. */
    private List<String> command(String rest) throws InvalidImage {
        if (rest.startsWith("[")) {
            return list(rest);
        }
        List<String> result = new ArrayList<>(before.shell().orElse(DEFAULT_SHELL));
        result.add(rest);
        return result;
    }

    private static List<String> list(String json) throws InvalidImage {
        byte[] document = ("{\"list\":" + json + '}').getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return JsonObject.read(document, "the list " + json).texts("list");
    }

    private static Map<String, String> pairs(String instruction, String rest) throws InvalidImage {
        List<String> words = InstructionWords.split(rest);
        Map<String, String> result = new LinkedHashMap<>();
        if (words.get(0).indexOf('=') < 0) {
            // the old form: one name, and all the rest is its value
            int blank = rest.indexOf(' ');
            if (blank < 0) {
                throw new InvalidImage(instruction + " must have two arguments");
            }
            result.put(rest.substring(0, blank), InstructionWords.unquote(rest.substring(blank + 1).strip()));
            return result;
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw new InvalidImage("Syntax error - can't find = in \"" + word + "\". Must be of the form: "
                        + "name=value");
            }
            result.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return result;
    }

    private static String port(String text) throws InvalidImage {
        int slash = text.indexOf('/');
        String number = slash < 0 ? text : text.substring(0, slash);
        String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
        boolean valid = !number.isEmpty() && number.length() <= 11 && number.chars()
                .allMatch(c -> c >= '0' && c <= '9' || c == '-');
        if (!valid || !Set.of("tcp", "udp", "sctp").contains(protocol)) {
            throw new InvalidImage("EXPOSE " + text + " is no port: expected NUMBER[/tcp|udp|sctp]");
        }
        return number + '/' + protocol;
    }

    private String directory(String path) {
        return path.startsWith("/") ? path : workingDir.orElse("/").replaceAll("/$", "") + '/' + path;
    }
}
