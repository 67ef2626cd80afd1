package dev.berth.api.translation;

import dev.berth.docker.LogConfig;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.Sizes;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Log drivers. */
final class LogTranslator {
    /** What Docker's drivers take besides the size of the log; Berth's log needs none of it, or shows it as asked. */
    private static final Set<String> EVERY = Set.of("compress", "mode", "max-buffer-size");
    /** What only {@code json-file} takes: the details that {@code logs --details} shows. */
    private static final Set<String> DETAILS = Set.of("labels", "labels-regex", "env", "env-regex", "tag");

    private LogTranslator() {
    }

    static void log(LogConfig config, ProfileBuilder profile) {
        String type = config.type();
        switch (type) {
            // options alone are options of the driver that the engine has by default
            case "", "default" -> {
            }
            case "json-file", "local", "none" -> profile.log().driver(type);
            default -> throw new FormException("logger: no log driver named '" + type
                    + "' is registered; use json-file, local or none");
        }
        if (type.equals("none")) {
            return;
        }
        for (Map.Entry<String, String> option : config.config().entrySet()) {
            String name = option.getKey();
            switch (name) {
                case "max-size" -> {
                    if (!option.getValue().equals("-1")) {
                        profile.log().maxSizeBytes(Sizes.parseDocker(option.getValue()));
                    }
                }
                case "max-file" -> profile.log().maxFiles(files(option.getValue()));
                default -> check(name, option.getValue(), type);
            }
        }
    }

    private static void check(String name, String value, String type) {
        boolean details = DETAILS.contains(name) && !type.equals("local");
        if (!details && !EVERY.contains(name)) {
            throw new FormException("unknown log opt '" + name + "' for " + (type.equals("local")
                    ? "log driver local" : "json-file log driver"));
        }
        if (name.endsWith("-regex")) {
            try {
                Pattern.compile(value);
            } catch (PatternSyntaxException e) {
                throw new FormException("invalid log opt " + name + ": " + e.getDescription() + ": `" + value + '`');
            }
        }
    }

    private static int files(String text) {
        try {
            int files = Integer.parseInt(text);
            if (files >= 1) {
                return files;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new FormException("invalid value for max-file: \"" + text + "\" is not a number from 1");
    }
}
