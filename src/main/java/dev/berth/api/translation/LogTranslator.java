package dev.berth.api.translation;

import dev.berth.docker.LogConfig;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.Sizes;
import java.util.Map;

/** Log drivers. */
final class LogTranslator {
    private LogTranslator() {
    }

    static void log(LogConfig config, ProfileBuilder profile) {
        switch (config.type()) {
            case "json-file", "local", "none" -> profile.log().driver(config.type());
            default -> throw new FormException("logger: no log driver named '" + config.type()
                    + "' is registered; use json-file, local or none");
        }
        for (Map.Entry<String, String> option : config.config().entrySet()) {
            switch (option.getKey()) {
                case "max-size" -> {
                    if (!option.getValue().equals("-1")) {
                        profile.log().maxSizeBytes(Sizes.parseDocker(option.getValue()));
                    }
                }
                case "max-file" -> profile.log().maxFiles(files(option.getValue()));
                case "compress", "mode", "max-buffer-size", "labels", "labels-regex", "env", "env-regex", "tag" -> {
                    // How lines are stored and decorated elsewhere; Berth's log needs none of it.
                }
                default -> throw new FormException("unknown log opt '" + option.getKey() + "' for "
                        + config.type() + " log driver");
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
