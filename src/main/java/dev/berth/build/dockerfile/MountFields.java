package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of one {@code --mount} flag, gathered one by one and then made the mount that they describe. */
final class MountFields {

    private static final List<String> TYPES = List.of("bind", "cache", "secret", "ssh", "tmpfs");
    private static final List<String> KEYS = List.of("type", "from", "source", "target", "readonly", "id", "sharing",
            "required", "size", "mode", "uid", "gid", "src", "dst", "destination", "ro", "rw", "readwrite", "env");
    /** The largest number of a user or group, and of a mode as docker reads it. */
    private static final long UNSIGNED = 0xffff_ffffL;

    private final int line;
    private String type = "bind";
    private Optional<String> from = Optional.empty();
    private String source = "";
    private String target = "";
    private String id = "";
    private Optional<Boolean> readOnly = Optional.empty();
    private boolean required;
    private Optional<String> env = Optional.empty();
    private Optional<RunMount.Sharing> sharing = Optional.empty();
    private Optional<Long> size = Optional.empty();
    private Optional<Long> mode = Optional.empty();
    private Optional<Long> uid = Optional.empty();
    private Optional<Long> gid = Optional.empty();

    private MountFields(int line) {
        this.line = line;
    }

    /**
     * Reads a flag.
     *
     * @param flag its value
     * @param expansion the variables
     * @param line for errors
     */
    static MountFields read(String flag, Expansion expansion, int line) {
        MountFields result = new MountFields(line);
        for (String field : CommaFields.split(flag, line)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                result.word(field);
            } else {
                String key = field.substring(0, equals).toLowerCase(Locale.ROOT);
                result.field(key, expansion.word(field.substring(equals + 1)), field);
            }
        }
        return result;
    }

    /** The mount. */
    RunMount mount() {
        checkTogether();
        return switch (type) {
            case "cache" -> new RunMount.Cache(id.isEmpty() ? GoPath.clean(target) : id, target, from, source,
                    sharing.orElse(RunMount.Sharing.SHARED), readOnly.orElse(false), bits(0755), uid.orElse(0L),
                    gid.orElse(0L));
            case "tmpfs" -> new RunMount.Tmpfs(target, size);
            case "secret" -> secret();
            case "ssh" -> new RunMount.Ssh(id.isEmpty() ? "default" : id, text(target), required, bits(0600),
                    uid.orElse(0L), gid.orElse(0L));
            default -> new RunMount.Bind(from, source, target, readOnly.orElse(true));
        };
    }

    private RunMount secret() {
        if (from.isPresent()) {
            throw error("secret mount should not have a from");
        }
        if (sharing.isPresent()) {
            throw error("secret mount should not define sharing");
        }
        if (source.isEmpty() && target.isEmpty() && id.isEmpty()) {
            throw error("invalid secret mount. one of source, target required");
        }
        if (!source.isEmpty() && !id.isEmpty()) {
            throw error("both source and id can't be set");
        }
        String name = !source.isEmpty() ? source : !id.isEmpty() ? id : GoPath.base(target);
        // an empty name of a variable means the secret's own
        return new RunMount.Secret(name, text(target), env.map(variable -> variable.isEmpty() ? name : variable),
                required, bits(0400), uid.orElse(0L), gid.orElse(0L));
    }

    private void checkTogether() {
        if (type.equals("bind") || type.equals("tmpfs")) {
            refuse(mode, "mode");
            refuse(uid, "uid");
            refuse(gid, "gid");
        }
        if (sharing.isPresent() && !type.equals("cache") && !type.equals("secret")) {
            throw error("invalid cache sharing set for " + type + " mount");
        }
    }

    private void refuse(Optional<Long> value, String key) {
        if (value.isPresent()) {
            throw error(key + " not allowed for " + GoText.quoted(type) + " type mounts");
        }
    }

    private void word(String field) {
        String key = field.toLowerCase(Locale.ROOT);
        switch (key) {
            case "readonly", "ro" -> readOnly = Optional.of(true);
            case "readwrite", "rw" -> readOnly = Optional.of(false);
            case "required" -> setRequired(true);
            default -> throw error("invalid field '" + field + "' must be a key=value pair");
        }
    }

    private void field(String key, String value, String field) {
        switch (key) {
            case "type" -> type = known(value, TYPES, "unsupported mount type ");
            case "from" -> from = text(value);
            case "source", "src" -> source = value;
            case "target", "dst", "destination" -> target = value;
            case "readonly", "ro" -> readOnly = Optional.of(truth(key, value));
            case "readwrite", "rw" -> readOnly = Optional.of(!truth(key, value));
            case "required" -> setRequired(truth(key, value));
            case "size" -> {
                if (!type.equals("tmpfs")) {
                    throw unexpected(key);
                }
                size = Optional.of(SizeText.bytes(value).orElseThrow(
                        () -> error("invalid value for " + key + ": " + value)));
            }
            case "id" -> id = value;
            case "sharing" -> sharing = Optional.of(RunMount.Sharing.valueOf(
                    known(value, List.of("locked", "private", "shared"), "unsupported sharing value ")
                            .toUpperCase(Locale.ROOT)));
            case "mode" -> mode = number(value, 8, key);
            case "uid" -> uid = number(value, 10, key);
            case "gid" -> gid = number(value, 10, key);
            case "env" -> env = Optional.of(value);
            default -> throw error("unexpected key '" + key + "' in '" + field + "'" + Suggestion.of(key, KEYS));
        }
    }

    private String known(String value, List<String> names, String complaint) {
        String small = value.toLowerCase(Locale.ROOT);
        if (!names.contains(small)) {
            throw error(complaint + GoText.quoted(value) + Suggestion.of(value, names));
        }
        return small;
    }

    private void setRequired(boolean value) {
        if (!type.equals("secret") && !type.equals("ssh")) {
            throw unexpected("required");
        }
        required = value;
    }

    /** A truth value as Go's {@code strconv.ParseBool} reads it. */
    private boolean truth(String key, String value) {
        return switch (value) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw error("invalid value for " + key + ": " + value);
        };
    }

    private Optional<Long> number(String value, int radix, String key) {
        boolean digits = !value.isEmpty() && value.length() <= 20;
        for (int i = 0; digits && i < value.length(); i++) {
            digits = value.charAt(i) < 128 && Character.digit(value.charAt(i), radix) >= 0;
        }
        long number = digits && value.length() <= 18 ? Long.parseLong(value, radix) : UNSIGNED + 1;
        if (number > UNSIGNED) {
            throw error("invalid value " + value + " for " + key);
        }
        return Optional.of(number);
    }

    private int bits(int otherwise) {
        return mode.map(value -> (int) (value & 07777)).orElse(otherwise);
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private DockerfileException unexpected(String key) {
        return error("unexpected key '" + key + "' for mount type '" + type + "'");
    }

    private DockerfileException error(String sentence) {
        return new DockerfileException(line, sentence);
    }
}
