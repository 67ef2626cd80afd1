package dev.berth.profile.form;

import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Docker's {@code --mount type=bind,source=/srv,target=/srv,readonly}. */
public final class MountFlag {

    private static final List<String> KEYS = List.of("type", "source", "target", "readonly", "bind-propagation",
            "bind-nonrecursive", "bind-recursive", "bind-create-src", "volume-nocopy", "tmpfs-size", "tmpfs-mode",
            "consistency");

    private MountFlag() {
    }

    /**
     * Reads a {@code --mount} value. A missing bind source is not created.
     *
     * @param text docker's form, one line of comma-separated values
     * @return the mount; without a type it is a volume
     * @throws FormException in docker's wording
     */
    public static Mount parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : commaSeparated(text)) {
            int equals = field.indexOf('=');
            String key = canonical((equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT));
            if (equals < 0 && !key.equals("readonly") && !key.equals("bind-nonrecursive")
                    && !key.equals("volume-nocopy") && !key.equals("bind-create-src")) {
                throw new FormException("invalid field '" + field + "' must be a key=value pair");
            }
            if (!KEYS.contains(key)) {
                throw new FormException("unexpected key '" + key + "' in '" + field + "'");
            }
            fields.put(key, equals < 0 ? "true" : field.substring(equals + 1));
        }
        if (!fields.containsKey("target")) {
            throw new FormException("target is required");
        }
        Mount.Type type;
        MountBuilder mount;
        String name = fields.getOrDefault("type", "volume");
        try {
            type = type(name);
            mount = new MountBuilder(type, MountSpecs.target(fields.get("target")));
        } catch (FormException e) {
            throw new FormException("invalid mount config for type \"" + name + "\": "
                    + (e.getMessage().startsWith("mount type unknown") ? "mount type unknown" : e.getMessage()));
        }
        fields.forEach((key, value) -> set(mount, type, key, value));
        if (type == Mount.Type.BIND && !fields.containsKey("source")) {
            throw new FormException("invalid mount config for type \"bind\": field Source must not be empty");
        }
        return mount.build();
    }

    /**
     * Reads a mount type.
     *
     * @param text {@code bind}, {@code volume} or {@code tmpfs}
     * @return the type
     * @throws FormException in docker's wording
     */
    public static Mount.Type type(String text) {
        for (Mount.Type type : Mount.Type.values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw new FormException("mount type unknown: \"" + text + "\"");
    }

    private static String canonical(String key) {
        return switch (key) {
            case "src" -> "source";
            case "dst", "destination" -> "target";
            case "ro" -> "readonly";
            default -> key;
        };
    }

    private static void set(MountBuilder mount, Mount.Type type, String key, String value) {
        int dash = key.indexOf('-');
        String family = dash < 0 ? "" : key.substring(0, dash);
        if (!family.isEmpty() && !family.equals(type.text())) {
            throw new FormException("cannot mix '" + family + "-*' options with mount type '" + type.text() + "'");
        }
        switch (key) {
            case "source" -> {
                if (type == Mount.Type.TMPFS) {
                    throw new FormException("invalid mount config for type \"tmpfs\": field Source must not be set");
                }
                if (type == Mount.Type.VOLUME && !Names.isName(value)) {
                    throw new FormException("invalid mount config for type \"volume\": \"" + value
                            + "\" includes invalid characters for a local volume name");
                }
                mount.source(value);
            }
            case "readonly" -> mount.readOnly(bool(key, value));
            case "bind-propagation" -> {
                if (!MountSpecs.PROPAGATION.contains(value)) {
                    throw new FormException("invalid propagation mode: " + value);
                }
                mount.propagation(value);
            }
            case "bind-nonrecursive" -> mount.recursive(!bool(key, value));
            case "bind-recursive" -> mount.recursive(!value.equals("disabled"));
            case "bind-create-src" -> mount.create(bool(key, value));
            case "volume-nocopy" -> mount.options(bool(key, value) ? List.of("nocopy") : List.of());
            case "tmpfs-size" -> mount.sizeBytes(Sizes.parseDocker(value));
            case "tmpfs-mode" -> mount.mode(MountSpecs.mode(value));
            default -> { }
        }
    }

    private static boolean bool(String key, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "t" -> true;
            case "false", "0", "f" -> false;
            default -> throw new FormException("invalid value for " + key + ": " + value);
        };
    }

    /** Splits as a line of comma-separated values: a field in double quotes may hold commas. */
    private static List<String> commaSeparated(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && text.startsWith("\"\"", i)) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new FormException("parse error on line 1, column " + (text.length() + 1)
                    + ": extraneous or missing \" in quoted-field");
        }
        fields.add(field.toString());
        return fields;
    }
}
